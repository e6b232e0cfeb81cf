using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Experiments.Schema;

/// <summary>The machine as a device on a table: trained through what can be measured alone, one sample at a time.</summary>
public sealed record DeviceSettings
{
    /// <summary>σ of the taps, relative to the rms of the mode's group.</summary>
    [Description("Complex Gaussian noise on every recorded field, relative to the rms of the mode's group.")]
    [Range(0, 100)]
    public double TapNoise { get; init; }

    /// <summary>σ of the read-out, absolute.</summary>
    [Description("Gaussian noise on every output, in its own units.")]
    [Range(0, 100)]
    public double ReadNoise { get; init; }

    /// <summary>σ of the static disorder, absolute.</summary>
    [Description("Static Gaussian disorder: the device has every parameter plus a number of this rms, drawn once from the seed.")]
    [Range(0, 100)]
    public double Disorder { get; init; }
}
