using System.Numerics;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields.Photonic;

/// <summary>A rearrangement of the first modes: mode k afterwards is mode <c>Source[k]</c> before. Nothing is ever
/// dropped.</summary>
/// <remarks>"Cropping" moves the kept modes to the front and lets the others travel on behind them as
/// ancillas.</remarks>
internal sealed record PermutePlan(string Name, int[] Source) : ElementPlan(Name)
{
    /// <inheritdoc/>
    public override PhotonicElement<T> Create<T>(OpticalBench<T> bench) => new PermuteElement<T>(Name, Source, bench.Scratch);
}

/// <inheritdoc cref="PermutePlan"/>
/// <remarks>A permutation is not symmetric: the echo meets its inverse, and so do cotangents.</remarks>
internal sealed class PermuteElement<T> : PhotonicElement<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _source;
    private readonly int[] _inverse;
    private readonly PhasePoint<T> _scratch;

    public PermuteElement(string name, int[] source, PhasePoint<T> scratch)
        : base(name)
    {
        _source = source;
        _scratch = scratch;
        _inverse = new int[source.Length];
        for (var k = 0; k < source.Length; k++)
        {
            _inverse[source[k]] = k;
        }
    }

    /// <inheritdoc/>
    public override void Forward(PhaseView<T> x, Span<double> momentum) => Permute(x, _source);

    /// <inheritdoc/>
    public override void Backward(PhaseView<T> x, Span<double> momentum) => Permute(x, _inverse);

    /// <inheritdoc/>
    public override void TangentBackward(PhaseView<T> x, PhaseView<T> dx, Span<double> gradient)
    {
        Permute(x, _inverse);
        Permute(dx, _inverse);
    }

    /// <inheritdoc/>
    public override void TangentForward(PhaseView<T> x, PhaseView<T> dx, ReadOnlySpan<double> dtheta)
    {
        Permute(x, _source);
        Permute(dx, _source);
    }

    /// <inheritdoc/>
    public override void PullBack(PhaseView<T> memory, PhaseView<T> lambda, Span<double> gradient) =>
        Permute(lambda, _inverse);

    private void Permute(PhaseView<T> x, int[] source)
    {
        var scratch = _scratch.View;
        Permute(x.Q, source, scratch.Q, x.Lanes);
        Permute(x.P, source, scratch.P, x.Lanes);
    }

    private static void Permute(Span<T> plane, int[] source, Span<T> scratch, int lanes)
    {
        for (var k = 0; k < source.Length; k++)
        {
            plane.Slice(source[k] * lanes, lanes).CopyTo(scratch.Slice(k * lanes, lanes));
        }

        scratch[..(source.Length * lanes)].CopyTo(plane);
    }
}
