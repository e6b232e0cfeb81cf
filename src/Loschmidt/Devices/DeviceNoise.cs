namespace Loschmidt.Devices;

/// <summary>How badly a simulated laboratory measures.</summary>
public sealed record DeviceNoise
{
    /// <summary>σ of the taps: complex Gaussian noise on every recorded field, of this rms relative to the rms of the mode's group in that record.</summary>
    public double Tap { get; init; }

    /// <summary>σ of the read-out: Gaussian noise of this rms on every output and, in each quadrature, on every outgoing wave.</summary>
    public double Read { get; init; }

    /// <summary>Names the noise.</summary>
    public ulong Seed { get; init; }
}
