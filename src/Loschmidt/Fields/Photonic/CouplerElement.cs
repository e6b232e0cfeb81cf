using System.Numerics;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields.Photonic;

/// <summary>Trainable couplers between modes a distance apart: the flow of φ(Ψ_a*Ψ_b + c.c.), φ = χ_l T_s θ, for pairs (a, a + d) where
/// bit d of a is clear.</summary>
internal sealed record CouplerPlan(string Name, TensorPlan Angles, int Modes, int Distance) : ElementPlan(Name)
{
    /// <inheritdoc/>
    public override TensorPlan? Tensor => Angles;

    /// <inheritdoc/>
    public override PhotonicElement<T> Create<T>(OpticalBench<T> bench) => new CouplerElement<T>(Name, Modes, Distance, Angles.Strength);
}

/// <inheritdoc cref="CouplerPlan"/>
/// <remarks>(Ψ_a, Ψ_b) ← (cos φ Ψ_a − i sin φ Ψ_b, cos φ Ψ_b − i sin φ Ψ_a), symmetric, so that the echo meets the element itself; π hears 2 Re Ψ_a*Ψ_b,
/// which it does not change.</remarks>
internal sealed class CouplerElement<T>(string name, int modes, int distance, double strength) : PhotonicElement<T>(name)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _cos = new T[modes / 2];
    private readonly T[] _sin = new T[modes / 2];

    /// <inheritdoc/>
    public override int Parameters => modes / 2;

    /// <inheritdoc/>
    public override double Strength => strength;

    /// <inheritdoc/>
    public override int Remembered => modes;

    /// <inheritdoc/>
    public override void Load(ReadOnlySpan<double> theta)
    {
        for (var pair = 0; pair < theta.Length; pair++)
        {
            var (sin, cos) = Math.SinCos(strength * theta[pair]);
            (_sin[pair], _cos[pair]) = (T.CreateTruncating(sin), T.CreateTruncating(cos));
        }
    }

    /// <inheritdoc/>
    public override void Forward(PhaseView<T> x, Span<double> momentum)
    {
        for (var pair = 0; pair < modes / 2; pair++)
        {
            var (a, b) = Pair(pair, x.Lanes);
            if (!momentum.IsEmpty)
            {
                var heard = 0.0;
                for (var lane = 0; lane < x.Active; lane++)
                {
                    heard += double.CreateTruncating((x.Q[a + lane] * x.Q[b + lane]) + (x.P[a + lane] * x.P[b + lane]));
                }

                momentum[pair] -= strength * heard;
            }

            Mix(x, a, b, _cos[pair], _sin[pair]);
        }
    }

    /// <inheritdoc/>
    public override void Backward(PhaseView<T> x, Span<double> momentum) => Forward(x, momentum);

    /// <inheritdoc/>
    public override void TangentBackward(PhaseView<T> x, PhaseView<T> dx, Span<double> gradient)
    {
        for (var pair = 0; pair < modes / 2; pair++)
        {
            var (a, b) = Pair(pair, x.Lanes);
            var change = 0.0;
            for (var lane = 0; lane < x.Active; lane++)
            {
                var (i, j) = (a + lane, b + lane);
                change += double.CreateTruncating((x.Q[i] * dx.Q[j]) + (x.Q[j] * dx.Q[i]) + (x.P[i] * dx.P[j]) + (x.P[j] * dx.P[i]));
            }

            gradient[pair] += strength * change;
            Mix(x, a, b, _cos[pair], _sin[pair]);
            Mix(dx, a, b, _cos[pair], _sin[pair]);
        }
    }

    /// <inheritdoc/>
    /// <remarks>dΨ_a′ gains −i dφ Ψ_b′, and the other way round.</remarks>
    public override void TangentForward(PhaseView<T> x, PhaseView<T> dx, ReadOnlySpan<double> dtheta)
    {
        Forward(x, []);
        Forward(dx, []);
        for (var pair = 0; pair < modes / 2; pair++)
        {
            var dφ = T.CreateTruncating(strength * dtheta[pair]);
            var (a, b) = Pair(pair, x.Lanes);
            for (var lane = 0; lane < x.Lanes; lane++)
            {
                var (i, j) = (a + lane, b + lane);
                dx.Q[i] += dφ * x.P[j];
                dx.P[i] -= dφ * x.Q[j];
                dx.Q[j] += dφ * x.P[i];
                dx.P[j] -= dφ * x.Q[i];
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
    /// <remarks>λ meets the conjugate coupler; ∂C/∂φ with both sides taken before it, where it is the same number.</remarks>
    public override void PullBack(PhaseView<T> memory, PhaseView<T> lambda, Span<double> gradient)
    {
        for (var pair = 0; pair < modes / 2; pair++)
        {
            var (a, b) = Pair(pair, lambda.Lanes);
            Mix(lambda, a, b, _cos[pair], -_sin[pair]);
            var change = 0.0;
            for (var lane = 0; lane < lambda.Active; lane++)
            {
                var (i, j) = (a + lane, b + lane);
                change += double.CreateTruncating((lambda.Q[i] * memory.P[j]) - (lambda.P[i] * memory.Q[j])
                    + (lambda.Q[j] * memory.P[i]) - (lambda.P[j] * memory.Q[i]));
            }

            gradient[pair] += strength * change;
        }
    }

    private (int A, int B) Pair(int pair, int lanes)
    {
        var a = (pair / distance * 2 * distance) + (pair % distance);
        return (a * lanes, (a + distance) * lanes);
    }

    private static void Mix(PhaseView<T> x, int a, int b, T c, T s)
    {
        Span<T> qa = x.Q.Slice(a, x.Lanes), pa = x.P.Slice(a, x.Lanes), qb = x.Q.Slice(b, x.Lanes), pb = x.P.Slice(b, x.Lanes);
        for (var lane = 0; lane < qa.Length; lane++)
        {
            var (qi, pi, qj, pj) = (qa[lane], pa[lane], qb[lane], pb[lane]);
            qa[lane] = (c * qi) + (s * pj);
            pa[lane] = (c * pi) - (s * qj);
            qb[lane] = (c * qj) + (s * pi);
            pb[lane] = (c * pj) - (s * qi);
        }
    }
}
