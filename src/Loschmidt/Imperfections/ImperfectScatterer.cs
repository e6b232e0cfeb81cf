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
    public void Probe(ReadOnlySpan<Complex> incoming, Span<Complex> fields, Span<Complex> outgoing) =>
        inner.Probe(incoming, fields, outgoing);

    /// <inheritdoc/>
    public double Judge(ReadOnlySpan<double> outputs, Batch batch, Span<double> slope) => inner.Judge(outputs, batch, slope);

    /// <inheritdoc/>
    public void Settle(Span<double> theta) => (inner as ISettles)?.Settle(theta);
}
