using Loschmidt.Devices.Wire;
using Loschmidt.Machines;

namespace Loschmidt.Devices;

/// <summary>What is fixed about a device.</summary>
/// <param name="Kind">What it is, such as <c>scattering</c>.</param>
/// <param name="Features">Input numbers a sample brings.</param>
/// <param name="Outputs">Numbers that are read.</param>
/// <param name="Targets">Target numbers that its nudge wants beside the label.</param>
/// <param name="Parameters">Names and shapes of θ.</param>
/// <param name="Verbs">What it can do beside being run and read.</param>
public sealed record DeviceDescription(
    string Kind, int Features, int Outputs, int Targets, ParameterLayout Parameters, DeviceVerbs Verbs)
{
    /// <summary>Its modes, ports and knobs; null of devices that cannot be probed.</summary>
    public ScatteringDescription? Scattering { get; init; }

    /// <summary>What every parameter stands, [parameters]; null where nothing was said. Trained parameters are held inside.</summary>
    public IReadOnlyList<DeviceRange>? Limits { get; init; }
}
