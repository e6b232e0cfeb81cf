namespace Loschmidt.Experiments.Figures;

/// <summary>Bars that belong together.</summary>
/// <param name="Name">Its name below the axis.</param>
/// <param name="Values">For every set of bars its values, in the order of <see cref="BarChart.Sets"/>; a value that is
/// no number has no bar.</param>
public sealed record BarGroup(string Name, IReadOnlyList<double[]> Values);
