using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Loschmidt.PhaseSpace;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Fields.Photonic;

/// <summary>A trainable singular value per mode: 50:50 splitter with a fresh ancilla, phase, 50:50 splitter.</summary>
/// <remarks>With an empty ancilla Ψ ← −i e^(−iφ/2) sin(φ/2) Ψ, φ = χ_l T_s θ; what is not transmitted lives on in the
/// ancilla.</remarks>
internal sealed record MziPlan(string Name, TensorPlan Phases, int FirstAncilla) : ElementPlan(Name)
{
    /// <inheritdoc/>
    public override TensorPlan? Tensor => Phases;

    /// <inheritdoc/>
    public override PhotonicElement<T> Create<T>(OpticalBench<T> bench) =>
        new MziElement<T>(
            Name, Phases.Shape.Aggregate(1, (product, extent) => product * extent), FirstAncilla, Phases.Strength);
}

/// <inheritdoc cref="MziPlan"/>
/// <remarks>
/// The splitter exp(−iπσ_x/4) maps (Ψ, a) to (Ψ − ia, a − iΨ)/√2. Splitter and phase are symmetric and the arrangement
/// is a palindrome, so the echo meets the element itself. π hears the intensity between the splitters.
/// </remarks>
internal sealed class MziElement<T>(string name, int modes, int firstAncilla, double strength)
    : PhotonicElement<T>(name)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly PhaseTable<T> _table = new(modes, strength);

    /// <inheritdoc/>
    public override int Parameters => modes;

    /// <inheritdoc/>
    public override double Strength => strength;

    /// <inheritdoc/>
    public override int Remembered => 2 * modes;

    /// <inheritdoc/>
    public override int FirstAncilla => firstAncilla;

    /// <inheritdoc/>
    public override int Ancillas => modes;

    /// <inheritdoc/>
    public override void Load(ReadOnlySpan<double> theta) => _table.Load(theta);

    /// <inheritdoc/>
    public override void Forward(PhaseView<T> x, Span<double> momentum)
    {
        ref var q0 = ref MemoryMarshal.GetReference(x.Q);
        ref var p0 = ref MemoryMarshal.GetReference(x.P);
        var listen = !momentum.IsEmpty;
        nuint at = 0;
        var ancilla = (nuint)(firstAncilla * x.Lanes);
        for (var mode = 0; mode < modes; mode++)
        {
            var c = Vector512.Create(_table.Cos[mode]);
            var s = Vector512.Create(_table.Sin[mode]);
            var intensity = 0.0;
            for (var lane = 0; lane < x.Lanes; lane += Vector512<T>.Count, at += (nuint)Vector512<T>.Count)
            {
                var (q, p) = Pass(ref q0, ref p0, at, at + ancilla, c, s);
                if (listen)
                {
                    intensity += double.CreateTruncating(Vector512.Sum(Fused.MultiplyAdd(q, q, p * p)));
                }
            }

            if (listen)
            {
                momentum[mode] -= strength / 2 * intensity;
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(PhaseView<T> x, Span<double> momentum) => Forward(x, momentum);

    /// <inheritdoc/>
    public override void TangentBackward(PhaseView<T> x, PhaseView<T> dx, Span<double> gradient)
    {
        ref var q0 = ref MemoryMarshal.GetReference(x.Q);
        ref var p0 = ref MemoryMarshal.GetReference(x.P);
        ref var dq0 = ref MemoryMarshal.GetReference(dx.Q);
        ref var dp0 = ref MemoryMarshal.GetReference(dx.P);
        nuint at = 0;
        var ancilla = (nuint)(firstAncilla * x.Lanes);
        for (var mode = 0; mode < modes; mode++)
        {
            var c = Vector512.Create(_table.Cos[mode]);
            var s = Vector512.Create(_table.Sin[mode]);
            var change = 0.0;
            for (var lane = 0; lane < x.Lanes; lane += Vector512<T>.Count, at += (nuint)Vector512<T>.Count)
            {
                var (q, p) = Pass(ref q0, ref p0, at, at + ancilla, c, s);
                var (dq, dp) = Pass(ref dq0, ref dp0, at, at + ancilla, c, s);
                change += double.CreateTruncating(Vector512.Sum(Fused.MultiplyAdd(q, dq, p * dp)));
            }

            gradient[mode] += strength * change;
        }
    }

    /// <inheritdoc/>
    /// <remarks>The turned field between the splitters gains −i dφ of itself, which the second splitter shares out.</remarks>
    public override void TangentForward(PhaseView<T> x, PhaseView<T> dx, ReadOnlySpan<double> dtheta)
    {
        Forward(x, []);
        Forward(dx, []);
        var root = T.CreateTruncating(0.70710678118654752);
        for (var mode = 0; mode < modes; mode++)
        {
            var dφ = T.CreateTruncating(strength * dtheta[mode]) * root;
            for (var i = mode * x.Lanes; i < (mode + 1) * x.Lanes; i++)
            {
                var a = i + (firstAncilla * x.Lanes);

                // The second splitter undone, (Ψ + ia)/√2, is the field it received.
                var (u, v) = ((x.Q[i] - x.P[a]) * root, (x.P[i] + x.Q[a]) * root);
                dx.Q[i] += dφ * v;
                dx.P[i] -= dφ * u;
                dx.Q[a] -= dφ * u;
                dx.P[a] -= dφ * v;
            }
        }
    }

    /// <inheritdoc/>
    public override void Remember(PhaseView<T> x, PhaseView<T> memory)
    {
        var length = modes * x.Lanes;
        x.Q[..length].CopyTo(memory.Q);
        x.P[..length].CopyTo(memory.P);
        x.Q.Slice(firstAncilla * x.Lanes, length).CopyTo(memory.Q[length..]);
        x.P.Slice(firstAncilla * x.Lanes, length).CopyTo(memory.P[length..]);
    }

    /// <inheritdoc/>
    /// <remarks>Complex arithmetic in double: λ meets the conjugate splitter, the conjugate phase, the conjugate
    /// splitter.</remarks>
    public override void PullBack(PhaseView<T> memory, PhaseView<T> lambda, Span<double> gradient)
    {
        var root = Math.Sqrt(0.5);
        for (var mode = 0; mode < modes; mode++)
        {
            var phase = new Complex(
                double.CreateTruncating(_table.Cos[mode]), -double.CreateTruncating(_table.Sin[mode]));
            for (var lane = 0; lane < lambda.Active; lane++)
            {
                var i = mode * lambda.Lanes + lane;
                var j = i + firstAncilla * lambda.Lanes;
                var dark = At(memory, i + modes * lambda.Lanes);
                var inner = root * (At(memory, i) - Complex.ImaginaryOne * dark) * phase;

                var λ = root * (At(lambda, i) + Complex.ImaginaryOne * At(lambda, j));
                var μ = root * (At(lambda, j) + Complex.ImaginaryOne * At(lambda, i));
                gradient[mode] += strength * (λ.Real * inner.Imaginary - λ.Imaginary * inner.Real);
                λ *= Complex.Conjugate(phase);
                Put(lambda, i, root * (λ + Complex.ImaginaryOne * μ));
                Put(lambda, j, root * (μ + Complex.ImaginaryOne * λ));
            }
        }
    }

    // Splitter, phase, splitter on one vector of lanes; returns the field between the splitters.
    private static (Vector512<T> Q, Vector512<T> P) Pass(
        ref T q0, ref T p0, nuint mode, nuint ancilla, Vector512<T> c, Vector512<T> s)
    {
        var root = Vector512.Create(T.CreateTruncating(0.70710678118654752));
        var q = Vector512.LoadUnsafe(ref q0, mode);
        var p = Vector512.LoadUnsafe(ref p0, mode);
        var aq = Vector512.LoadUnsafe(ref q0, ancilla);
        var ap = Vector512.LoadUnsafe(ref p0, ancilla);
        var (u, v) = ((q + ap) * root, (p - aq) * root);
        var (bq, bp) = ((aq + p) * root, (ap - q) * root);
        var (uu, vv) = (Fused.MultiplyAdd(v, s, u * c), Fused.NegatedMultiplyAdd(u, s, v * c));
        ((uu + bp) * root).StoreUnsafe(ref q0, mode);
        ((vv - bq) * root).StoreUnsafe(ref p0, mode);
        ((bq + vv) * root).StoreUnsafe(ref q0, ancilla);
        ((bp - uu) * root).StoreUnsafe(ref p0, ancilla);
        return (u, v);
    }

    private static Complex At(PhaseView<T> x, int i) =>
        new(double.CreateTruncating(x.Q[i]), double.CreateTruncating(x.P[i]));

    private static void Put(PhaseView<T> x, int i, Complex value)
    {
        x.Q[i] = T.CreateTruncating(value.Real);
        x.P[i] = T.CreateTruncating(value.Imaginary);
    }
}
