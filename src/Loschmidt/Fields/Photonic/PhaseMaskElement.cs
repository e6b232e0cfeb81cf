using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Loschmidt.PhaseSpace;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Fields.Photonic;

/// <summary>A trainable phase on each of the first modes: Ψ ← Ψ e^(−iφ), φ = χ_l T_s θ, the flow of χ_l θ|Ψ|² for
/// T_s.</summary>
internal sealed record PhaseMaskPlan(string Name, TensorPlan Mask) : ElementPlan(Name)
{
    /// <inheritdoc/>
    public override TensorPlan? Tensor => Mask;

    /// <inheritdoc/>
    public override PhotonicElement<T> Create<T>(OpticalBench<T> bench) =>
        new PhaseMaskElement<T>(Name, Mask.Shape.Aggregate(1, (product, extent) => product * extent), Mask.Strength);
}

/// <inheritdoc cref="PhaseMaskPlan"/>
/// <remarks>π −= χ_l T_s |Ψ|² in both passes; the echo therefore leaves the difference of the two
/// intensities.</remarks>
internal sealed class PhaseMaskElement<T>(string name, int modes, double strength) : PhotonicElement<T>(name)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly PhaseTable<T> _table = new(modes, strength);

    /// <inheritdoc/>
    public override int Parameters => modes;

    /// <inheritdoc/>
    public override double Strength => strength;

    /// <inheritdoc/>
    public override int Remembered => modes;

    /// <inheritdoc/>
    public override void Load(ReadOnlySpan<double> theta) => _table.Load(theta);

    /// <inheritdoc/>
    public override void Forward(PhaseView<T> x, Span<double> momentum)
    {
        var cos = _table.Cos;
        var sin = _table.Sin;
        var listen = !momentum.IsEmpty;
        var halfStrength = strength / 2;
        ref var q0 = ref MemoryMarshal.GetReference(x.Q);
        ref var p0 = ref MemoryMarshal.GetReference(x.P);
        nuint at = 0;
        for (var mode = 0; mode < modes; mode++)
        {
            var c = Vector512.Create(cos[mode]);
            var s = Vector512.Create(sin[mode]);
            var intensity = 0.0;
            for (var lane = 0; lane < x.Lanes; lane += Vector512<T>.Count)
            {
                var q = Vector512.LoadUnsafe(ref q0, at);
                var p = Vector512.LoadUnsafe(ref p0, at);
                Fused.MultiplyAdd(p, s, q * c).StoreUnsafe(ref q0, at);
                Fused.NegatedMultiplyAdd(q, s, p * c).StoreUnsafe(ref p0, at);
                at += (nuint)Vector512<T>.Count;
                if (listen)
                {
                    intensity += double.CreateTruncating(Vector512.Sum(Fused.MultiplyAdd(q, q, p * p)));
                }
            }

            if (listen)
            {
                momentum[mode] -= halfStrength * intensity;
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(PhaseView<T> x, Span<double> momentum) => Forward(x, momentum);

    /// <inheritdoc/>
    public override void TangentBackward(PhaseView<T> x, PhaseView<T> dx, Span<double> gradient)
    {
        var cos = _table.Cos;
        var sin = _table.Sin;
        ref var q0 = ref MemoryMarshal.GetReference(x.Q);
        ref var p0 = ref MemoryMarshal.GetReference(x.P);
        ref var dq0 = ref MemoryMarshal.GetReference(dx.Q);
        ref var dp0 = ref MemoryMarshal.GetReference(dx.P);
        nuint at = 0;
        for (var mode = 0; mode < modes; mode++)
        {
            var c = Vector512.Create(cos[mode]);
            var s = Vector512.Create(sin[mode]);
            var change = 0.0;
            for (var lane = 0; lane < x.Lanes; lane += Vector512<T>.Count)
            {
                var q = Vector512.LoadUnsafe(ref q0, at);
                var p = Vector512.LoadUnsafe(ref p0, at);
                var dq = Vector512.LoadUnsafe(ref dq0, at);
                var dp = Vector512.LoadUnsafe(ref dp0, at);
                Fused.MultiplyAdd(p, s, q * c).StoreUnsafe(ref q0, at);
                Fused.NegatedMultiplyAdd(q, s, p * c).StoreUnsafe(ref p0, at);
                Fused.MultiplyAdd(dp, s, dq * c).StoreUnsafe(ref dq0, at);
                Fused.NegatedMultiplyAdd(dq, s, dp * c).StoreUnsafe(ref dp0, at);
                at += (nuint)Vector512<T>.Count;
                change += double.CreateTruncating(Vector512.Sum(Fused.MultiplyAdd(q, dq, p * dp)));
            }

            gradient[mode] += strength * change;
        }
    }

    /// <inheritdoc/>
    /// <remarks>dΨ′ = e^(−iφ) dΨ − i dφ Ψ′.</remarks>
    public override void TangentForward(PhaseView<T> x, PhaseView<T> dx, ReadOnlySpan<double> dtheta)
    {
        Forward(x, []);
        Forward(dx, []);
        for (var mode = 0; mode < modes; mode++)
        {
            var dφ = T.CreateTruncating(strength * dtheta[mode]);
            for (var i = mode * x.Lanes; i < (mode + 1) * x.Lanes; i++)
            {
                dx.Q[i] += dφ * x.P[i];
                dx.P[i] -= dφ * x.Q[i];
            }
        }
    }

    /// <inheritdoc/>
    public override void Remember(PhaseView<T> x, PhaseView<T> memory)
    {
        x.Q[..memory.Q.Length].CopyTo(memory.Q);
        x.P[..memory.P.Length].CopyTo(memory.P);
    }

    /// <inheritdoc/>
    /// <remarks>λ ← λ e^(+iφ);  ∂C/∂φ = λ_q p − λ_p q with both sides taken before the mask.</remarks>
    public override void PullBack(PhaseView<T> memory, PhaseView<T> lambda, Span<double> gradient)
    {
        for (var mode = 0; mode < modes; mode++)
        {
            var (c, s) = (_table.Cos[mode], _table.Sin[mode]);
            for (var i = mode * lambda.Lanes; i < mode * lambda.Lanes + lambda.Active; i++)
            {
                var (λq, λp) = (lambda.Q[i], lambda.P[i]);
                (λq, λp) = (λq * c - λp * s, λp * c + λq * s);
                (lambda.Q[i], lambda.P[i]) = (λq, λp);
                gradient[mode] += strength * double.CreateTruncating(λq * memory.P[i] - λp * memory.Q[i]);
            }
        }
    }
}
