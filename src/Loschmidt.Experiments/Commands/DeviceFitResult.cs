namespace Loschmidt.Experiments.Commands;

/// <summary>How well a twin says what a device answers, and how the training went on it.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="Twin">The family, as it was named.</param>
/// <param name="Parameters">Parameters that were fitted.</param>
/// <param name="Samples">Inputs that were fitted to.</param>
/// <param name="HeldOut">Inputs that were not.</param>
/// <param name="Before">Rms error of the twin on held-out inputs before the fit, relative to the rms of the outputs about their mean.</param>
/// <param name="Fitted">The same after the fit, on the inputs that were fitted to.</param>
/// <param name="Residual">The same after the fit, on the held-out inputs: what the twin is worth.</param>
/// <param name="Rehearsals">Trainings on the twin, one a rate.</param>
/// <param name="Output">Where parameters for the device were written; null where none were.</param>
/// <param name="Notes">What is to be known, a line each.</param>
public sealed record DeviceFitResult(
    string Experiment, string Twin, int Parameters, int Samples, int HeldOut, double Before, double Fitted, double Residual,
    IReadOnlyList<DeviceRehearsal> Rehearsals, string? Output, IReadOnlyList<string> Notes);
