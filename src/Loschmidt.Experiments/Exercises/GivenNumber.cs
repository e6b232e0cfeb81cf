namespace Loschmidt.Experiments.Exercises;

/// <summary>A number that a student may choose, so that no two need have the same answers.</summary>
/// <param name="Key">Its key in a sheet.</param>
/// <param name="Meaning">What it is, with the unit.</param>
/// <param name="Default">Its value where a sheet says nothing.</param>
/// <param name="Least">The smallest that makes sense.</param>
/// <param name="Most">The largest.</param>
/// <param name="Whole">Whether it is a whole number.</param>
public sealed record GivenNumber(string Key, string Meaning, double Default, double Least, double Most, bool Whole = false)
{
    /// <summary>The seed of everything that is drawn.</summary>
    internal static GivenNumber Seed { get; } = new("seed", "seed of everything that is drawn", 1, 1, 1_000_000, Whole: true);

    /// <summary>What is accepted, in words.</summary>
    public string Range => FormattableString.Invariant($"{(Whole ? "a whole number" : "a number")} from {Least} to {Most}");

    /// <summary>Whether a value is accepted.</summary>
    public bool Accepts(double value) => value >= Least && value <= Most && (!Whole || value == Math.Floor(value));
}
