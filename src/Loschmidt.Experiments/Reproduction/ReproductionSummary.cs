namespace Loschmidt.Experiments.Reproduction;

/// <summary>What <c>summary.json</c> says about a finished reproduction; nothing in it differs between two runs of one
/// build.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Heading.</param>
/// <param name="Shows">What the paper shows.</param>
/// <param name="Quick">Whether this is the small version.</param>
/// <param name="Extent">How much was computed.</param>
/// <param name="Command">What to type to get it again.</param>
/// <param name="Seeds">Seeds of everything that was drawn, in words.</param>
/// <param name="Request">Hash of name, extent and program: what a later call compares before it computes anew.</param>
/// <param name="Comparisons">Published values beside ours.</param>
/// <param name="Deviations">Where our setup differs from the paper's.</param>
/// <param name="Pictures">Names of the pictures without ending, the most telling first.</param>
/// <param name="Files">Tables and pictures beside this file.</param>
public sealed record ReproductionSummary(
    string Name,
    string Title,
    string Shows,
    bool Quick,
    string Extent,
    string Command,
    string Seeds,
    string Request,
    IReadOnlyList<Comparison> Comparisons,
    IReadOnlyList<string> Deviations,
    IReadOnlyList<string> Pictures,
    IReadOnlyList<string> Files);
