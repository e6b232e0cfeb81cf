using System.Numerics;
using Loschmidt.Machines;

namespace Loschmidt.Imperfections;

/// <summary>An imperfect scatterer: probed like the ideal one, and its answers are those of what was built.</summary>
internal sealed class ImperfectScatterer(IScatters inner, IEvolves model, ImperfectionSettings settings, ulong seed)
    : ImperfectMachine(inner, model, settings, seed), IScatters, ISettles
{
    /// <inheritdoc/>
    public int Modes => inner.Modes;

    /// <inheritdoc/>
    public IReadOnlyList<ModeGroup> Groups => inner.Groups;

    /// <inheritdoc/>
    public IReadOnlyList<double> PortRates => inner.PortRates;

    /// <inheritdoc/>
    public bool IsReciprocal => inner.IsReciprocal;

    /// <inheritdoc/>
    public IReadOnlyList<ScatteringKnob> Knobs => inner.Knobs;

    /// <inheritdoc/>
    public ScatteringReadout Readout => inner.Readout;

    /// <inheritdoc/>
    public double Frequency
    {
        get => inner.Frequency;
        set => inner.Frequency = value;
    }

    /// <inheritdoc/>
    /// <remarks>Waves that leave through outputs are recorded like outputs, quadrature by quadrature; one probe is one record. Fields inside are exact:
    /// taps are a matter of the device.</remarks>
    public void Probe(ReadOnlySpan<Complex> incoming, Span<Complex> fields, Span<Complex> outgoing)
    {
        inner.Probe(incoming, fields, outgoing);
        if (Detection is null)
        {
            return;
        }

        var outputs = inner.Readout.Outputs;
        for (var r = 0; r < outputs.Count; r++)
        {
            for (var lane = 0; lane < Active; lane++)
            {
                ref var wave = ref outgoing[(outputs[r] * Lanes) + lane];
                wave = new Complex(Detection.Detect(wave.Real, 2 * r, lane), Detection.Detect(wave.Imaginary, (2 * r) + 1, lane));
            }
        }

        Occasion.NextPass();
    }

    /// <inheritdoc/>
    public double Judge(ReadOnlySpan<double> outputs, Batch batch, Span<double> slope) => inner.Judge(outputs, batch, slope);

    /// <inheritdoc/>
    public void Settle(Span<double> theta) => (inner as ISettles)?.Settle(theta);
}
