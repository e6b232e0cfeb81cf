using System.Numerics;

namespace Loschmidt.Machines;

/// <summary>A machine of coupled linear modes that answers waves sent into its ports: what a laboratory can do with it.</summary>
/// <remarks>
/// ȧ = −(κ + κ')a/2 − iΔa − iJa − √κ a_in, a_out = a_in + √κ a, fields vary as e^(−iωt). A probe is one experiment: a steady
/// tone enters, and the fields are recorded at every mode and every port. Linear in the probe, exact at any amplitude.
/// <para>C. C. Wanjura, F. Marquardt, Nature Physics 20 (2024) 1434.</para>
/// </remarks>
public interface IScatters : IJudges
{
    /// <summary>Number of modes.</summary>
    int Modes { get; }

    /// <summary>The modes in groups (layers), covering all of them in order.</summary>
    IReadOnlyList<ModeGroup> Groups { get; }

    /// <summary>κ of every mode's port; 0 where it has none.</summary>
    IReadOnlyList<double> PortRates { get; }

    /// <summary>Whether J is real and symmetric, so that S = Sᵀ.</summary>
    bool IsReciprocal { get; }

    /// <summary>Where the parameters sit.</summary>
    IReadOnlyList<ScatteringKnob> Knobs { get; }

    /// <summary>How it is asked and read.</summary>
    ScatteringReadout Readout { get; }

    /// <summary>ω of probe and reading, from the reference frequency; 0 for every task.</summary>
    double Frequency { get; set; }

    /// <summary>One experiment on every lane's sample, as <see cref="IEvolves.Prepare"/> left it.</summary>
    /// <param name="incoming">a_in, [modes × lanes]; must be zero where there is no port.</param>
    /// <param name="fields">a at every mode, [modes × lanes], overwritten.</param>
    /// <param name="outgoing">a_out at every mode, [modes × lanes], overwritten; zero where there is no port.</param>
    /// <exception cref="ArgumentException">A span is too short, or light enters a mode without a port.</exception>
    void Probe(ReadOnlySpan<Complex> incoming, Span<Complex> fields, Span<Complex> outgoing);
}
