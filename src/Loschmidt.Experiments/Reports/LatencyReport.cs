namespace Loschmidt.Experiments.Reports;

/// <summary>What a machine would take of time and energy on a platform.</summary>
/// <param name="Experiment">Name of the experiment.</param>
/// <param name="Platform">Name of the platform.</param>
/// <param name="Size">What of the machine counts.</param>
/// <param name="Figures">The numbers.</param>
/// <param name="Assumptions">Everything that they rest on beside the machine.</param>
/// <param name="Notes">How the machine was counted, and what is left out.</param>
public sealed record LatencyReport(
    string Experiment, string Platform, MachineSize Size, IReadOnlyList<LatencyFigure> Figures, IReadOnlyList<PlatformNumber> Assumptions,
    IReadOnlyList<string> Notes)
{
    /// <summary>A number by its name.</summary>
    /// <exception cref="InvalidOperationException">There is none of that name.</exception>
    internal double this[string name] => Figures.Single(figure => figure.Name == name).Value;
}
