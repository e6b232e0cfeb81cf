using Loschmidt.Experiments.Reproduction;

namespace Loschmidt.Experiments.Commands;

/// <summary>What <c>loschmidt reproduce</c> ended with.</summary>
/// <param name="Folder">Folder with one folder a name and <c>index.md</c>.</param>
/// <param name="Quick">Whether these are the small versions.</param>
/// <param name="Interrupted">Whether it was told to stop before the end; what is finished is kept.</param>
/// <param name="Done">What is there now.</param>
/// <param name="Refused">What could not be computed, and why.</param>
public sealed record ReproduceResult(
    string Folder,
    bool Quick,
    bool Interrupted,
    IReadOnlyList<ReproducedFigure> Done,
    IReadOnlyList<RefusedFigure> Refused)
{
    /// <summary>Pictures of the documentation that were brought up to date.</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];
}

/// <summary>A figure that is there.</summary>
/// <param name="Name">Its name, which is its folder.</param>
/// <param name="Title">Heading.</param>
/// <param name="Kept">Whether it was there already, from the same request and program.</param>
/// <param name="Seconds">Wall-clock time of the computation; 0 where it was kept.</param>
/// <param name="Extent">How much was computed.</param>
/// <param name="Comparisons">Published values beside ours.</param>
/// <param name="Deviations">Where our setup differs from the paper's.</param>
/// <param name="Files">Tables and pictures in its folder.</param>
public sealed record ReproducedFigure(
    string Name,
    string Title,
    bool Kept,
    double Seconds,
    string Extent,
    IReadOnlyList<Comparison> Comparisons,
    IReadOnlyList<string> Deviations,
    IReadOnlyList<string> Files);

/// <summary>A figure that could not be computed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why not, and the cure.</param>
public sealed record RefusedFigure(string Name, string Reason);

/// <summary>A figure by name.</summary>
/// <param name="Name">What to type.</param>
/// <param name="Title">Heading.</param>
/// <param name="Shows">What the paper shows.</param>
/// <param name="Needs">Files it cannot be computed without; null where it needs none.</param>
public sealed record FigureEntry(string Name, string Title, string Shows, string? Needs);
