using System.Numerics;
using Loschmidt.Numerics.Fourier;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields.Photonic;

/// <summary>A lens: the unitary 2-D Fourier transform, or its inverse, of the first rows·columns modes.</summary>
internal sealed record FourierPlan(string Name, int Rows, int Columns, bool Inverse) : ElementPlan(Name)
{
    /// <inheritdoc/>
    public override PhotonicElement<T> Create<T>(OpticalBench<T> bench) =>
        new FourierElement<T>(Name, bench.Fourier(Rows, Columns), Rows * Columns, Inverse);
}

/// <inheritdoc cref="FourierPlan"/>
/// <remarks>
/// U is complex and acts on (q, p) as on (Re Ψ, Im Ψ). It is symmetric, so the echo meets U itself; cotangents, whose
/// transposed derivative is U†, meet the inverse.
/// </remarks>
internal sealed class FourierElement<T>(string name, Fourier2D<T> plan, int modes, bool inverse)
    : PhotonicElement<T>(name)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Forward(PhaseView<T> x, Span<double> momentum) => Transform(x, inverse);

    /// <inheritdoc/>
    public override void Backward(PhaseView<T> x, Span<double> momentum) => Transform(x, inverse);

    /// <inheritdoc/>
    public override void TangentBackward(PhaseView<T> x, PhaseView<T> dx, Span<double> gradient)
    {
        Transform(x, inverse);
        Transform(dx, inverse);
    }

    /// <inheritdoc/>
    public override void TangentForward(PhaseView<T> x, PhaseView<T> dx, ReadOnlySpan<double> dtheta)
    {
        Transform(x, inverse);
        Transform(dx, inverse);
    }

    /// <inheritdoc/>
    public override void PullBack(PhaseView<T> memory, PhaseView<T> lambda, Span<double> gradient) =>
        Transform(lambda, !inverse);

    private void Transform(PhaseView<T> x, bool backwards)
    {
        var length = modes * x.Lanes;
        if (backwards)
        {
            plan.Inverse(x.Q[..length], x.P[..length], x.Lanes);
        }
        else
        {
            plan.Forward(x.Q[..length], x.P[..length], x.Lanes);
        }
    }
}
