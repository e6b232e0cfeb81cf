using System.Numerics;

namespace Loschmidt.Evolution;

/// <summary>The drive of one step: u for every stage of the table, and where is noted what they hear of it.</summary>
/// <param name="values">[channels × lanes] for all stages, or [stages × channels × lanes].</param>
/// <param name="stride">Elements from one stage to the next; 0 where u is held during the step.</param>
/// <param name="length">Channels × lanes.</param>
/// <param name="heard">[channels × lanes], the momenta conjugate to u; empty where nobody listens.</param>
internal readonly ref struct StepDrive<T>(ReadOnlySpan<T> values, int stride, int length, Span<double> heard)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ReadOnlySpan<T> _values = values;
    private readonly int _stride = stride;
    private readonly int _length = length;

    /// <summary>The momenta conjugate to u, from which ∫ ∂H/∂u is subtracted.</summary>
    public Span<double> Heard { get; } = heard;

    /// <summary>u while this stage flows.</summary>
    public ReadOnlySpan<T> At(int stage) => _values.Slice(stage * _stride, _length);
}
