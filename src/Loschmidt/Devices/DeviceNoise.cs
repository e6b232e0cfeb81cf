namespace Loschmidt.Devices;

/// <summary>How badly a simulated laboratory measures, and how far its device is from what was asked for.</summary>
public sealed record DeviceNoise
{
    /// <summary>σ of the taps: complex Gaussian noise on every recorded field, of this rms relative to the rms of the mode's group in that record.</summary>
    public double Tap { get; init; }

    /// <summary>σ of the read-out: Gaussian noise of this rms on every output and, in each quadrature, on every outgoing wave.</summary>
    public double Read { get; init; }

    /// <summary>σ of the fabrication: the device has θ + σξ where θ was loaded, ξ normal, one number a parameter for good, in the parameter's own units.</summary>
    public double Disorder { get; init; }

    /// <summary>Names the noise and the disorder.</summary>
    public ulong Seed { get; init; }
}
