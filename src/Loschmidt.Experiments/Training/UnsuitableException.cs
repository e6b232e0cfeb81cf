using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Training;

/// <summary>The experiment asks a machine for something it cannot do; the message is the reason and the cure.</summary>
public sealed class UnsuitableException : InputException
{
    /// <summary>Carries the reason.</summary>
    /// <param name="message">What is wrong, and the cure.</param>
    /// <param name="where">Where it was asked for; null where that was not in a file.</param>
    /// <param name="innerException">What was underneath.</param>
    public UnsuitableException(string message, SourcePosition? where = null, Exception? innerException = null)
        : base(where is { } place ? $"{place}: {message}" : message, innerException) => Where = where;

    /// <summary>What a device wrote for people before it failed, a line each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Where it was asked for.</summary>
    public SourcePosition? Where { get; }
}
