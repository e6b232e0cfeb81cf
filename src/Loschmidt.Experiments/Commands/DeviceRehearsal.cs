namespace Loschmidt.Experiments.Commands;

/// <summary>One training on the twin.</summary>
/// <param name="Setting">The key that was varied: Γ of a machine that teaches itself, else the optimiser's rate.</param>
/// <param name="Value">Its value.</param>
/// <param name="Steps">Steps done.</param>
/// <param name="Cost">Cost at the end; NaN where it stopped being finite.</param>
/// <param name="Accuracy">Share of right answers; NaN of data without classes.</param>
/// <param name="StepsNeeded">Steps to within 10 % of the final improvement.</param>
public sealed record DeviceRehearsal(string Setting, double Value, int Steps, double Cost, double Accuracy, int StepsNeeded);
