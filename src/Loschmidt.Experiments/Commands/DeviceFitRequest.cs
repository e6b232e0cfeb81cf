namespace Loschmidt.Experiments.Commands;

/// <summary>What <c>device fit</c> was asked for.</summary>
/// <param name="Source">Experiment with a device for a machine.</param>
/// <param name="Twin">Preset or experiment file whose machine is the family; null for the one that the experiment names.</param>
/// <param name="Quick">Whether the experiment's quick block applies.</param>
/// <param name="Sets">What <c>--set</c> said.</param>
/// <param name="Samples">Inputs that the device is asked.</param>
/// <param name="Iterations">Steps of the fit.</param>
/// <param name="Rate">Rate of the fit, in the units of the twin's parameters.</param>
/// <param name="Output">Where parameters to begin with on the device are written (.npy); null for nowhere.</param>
/// <param name="Data">Folder of data sets; null for the usual.</param>
public sealed record DeviceFitRequest(
    string Source, string? Twin, bool Quick, IReadOnlyList<string> Sets, int Samples = 48, int Iterations = 400, double Rate = 0.05,
    string? Output = null, string? Data = null);
