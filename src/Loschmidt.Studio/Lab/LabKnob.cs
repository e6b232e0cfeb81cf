namespace Loschmidt.Studio.Lab;

/// <summary>One slider or text of the echo lab.</summary>
/// <param name="Name">Its word in links and queries.</param>
/// <param name="Label">What people read.</param>
/// <param name="Setting">The key of an experiment that it sets.</param>
/// <param name="Meaning">What it does, in one line.</param>
internal sealed record LabKnob(string Name, string Label, string Setting, string Meaning)
{
    /// <summary>Smallest value; where <see cref="Scale"/> is <c>log-zero</c>, the smallest beside 0.</summary>
    public double From { get; init; }

    /// <summary>Largest value.</summary>
    public double To { get; init; } = 1;

    /// <summary>Value of a page that says nothing.</summary>
    public double Default { get; init; }

    /// <summary><c>linear</c>, <c>log</c>, <c>log-zero</c> (0, then powers), <c>whole</c> or <c>text</c>.</summary>
    public string Scale { get; init; } = "linear";

    /// <summary>Unit; empty for a pure number.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Where it is a text, what stands there unless told otherwise.</summary>
    public string? Text { get; init; }

    /// <summary>Whether a value breaks the echo: an error of the device and no part of the machine.</summary>
    public bool Imperfection { get; init; }

    /// <summary>Names of its values where each whole number is a case of its own, such as the four inputs of XOR.</summary>
    public IReadOnlyList<string>? Cases { get; init; }
}
