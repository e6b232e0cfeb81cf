using Loschmidt.Splitting;

namespace Loschmidt.Evolution;

/// <summary>The timetable of one pass.</summary>
/// <param name="Duration">T, the time of one pass.</param>
/// <param name="Steps">Steps it is cut into.</param>
/// <param name="Splitting">How one step is put together.</param>
public sealed record Schedule(double Duration, int Steps, SplittingScheme Splitting)
{
    /// <summary>T, the time of one pass.</summary>
    public double Duration { get; init; } = double.IsFinite(Duration) && Duration > 0
        ? Duration
        : throw new ArgumentOutOfRangeException(nameof(Duration), Duration, "a pass takes a finite time > 0");

    /// <summary>Steps it is cut into.</summary>
    public int Steps { get; init; } = Steps > 0
        ? Steps
        : throw new ArgumentOutOfRangeException(nameof(Steps), Steps, "a pass has at least one step");

    /// <summary>dt.</summary>
    public double Step => Duration / Steps;
}
