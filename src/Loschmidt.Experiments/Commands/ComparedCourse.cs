namespace Loschmidt.Experiments.Commands;

/// <summary>One training of a comparison.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Finished">Whether it did all its steps.</param>
/// <param name="Points">Judgements, from step 0.</param>
public sealed record ComparedCourse(ulong Seed, bool Finished, IReadOnlyList<ComparedPoint> Points)
{
    /// <summary>Why it ended early; null where it did not, or was told to stop.</summary>
    public string? Failure { get; init; }
}
