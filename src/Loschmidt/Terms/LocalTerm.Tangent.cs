using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Terms;

// The kick's derivative along a displacement (dq, dθ): duals of duals. The inner dual carries the displacement, the
// outer one the coordinate or parameter whose force or response is wanted. The value part repeats Flow operation by
// operation, so that state and tangent retrace the same bits.
public abstract partial class LocalTerm<T, TLocal>
{
    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Tangent(
        PhaseView<T> x, PhaseView<T> dx, in Control<T> control, ReadOnlySpan<double> dTheta, double dt,
        Span<double> dResponse)
    {
        Span<Dual<Dual<Lane<T>>>> q = stackalloc Dual<Dual<Lane<T>>>[TLocal.Coordinates];
        Span<Dual<Dual<Lane<T>>>> θ = stackalloc Dual<Dual<Lane<T>>>[_held + TLocal.Drives];
        for (var cluster = 0; cluster < _clusters; cluster++)
        {
            Freeze(cluster, control.Parameters, dTheta, θ);
            var (a, b) = RowsOf(cluster, x.Lanes);
            for (var lane = 0; lane < x.Lanes; lane += Lane<T>.Width)
            {
                var qa = new Dual<Lane<T>>(Lane<T>.Load(x.Q, a + lane), Lane<T>.Load(dx.Q, a + lane));
                var qb = new Dual<Lane<T>>(Lane<T>.Load(x.Q, b + lane), Lane<T>.Load(dx.Q, b + lane));
                q[^1] = Unseeded(qb);
                q[0] = Seeded(qa);
                if (TLocal.Drives == 1)
                {
                    θ[^1] = Unseeded(Unseeded(DriveOf(cluster, control, x.Lanes, lane)));
                }

                Kick(x.P, dx.P, a + lane, TLocal.Energy<Dual<Dual<Lane<T>>>>(q, θ).Derivative, dt);
                if (TLocal.Coordinates == 2)
                {
                    q[0] = Unseeded(qa);
                    q[1] = Seeded(qb);
                    Kick(x.P, dx.P, b + lane, TLocal.Energy<Dual<Dual<Lane<T>>>>(q, θ).Derivative, dt);
                }

                q[^1] = Unseeded(qb);
                q[0] = Unseeded(qa);
                for (var k = 0; k < _parameters; k++)
                {
                    θ[k] = Seeded(θ[k].Value);
                    var slope = TLocal.Energy<Dual<Dual<Lane<T>>>>(q, θ).Derivative.Derivative;
                    θ[k] = Unseeded(θ[k].Value);
                    dResponse[k * _clusters + cluster] += dt * slope.SumOfFirst(x.Active - lane);
                }
            }
        }
    }

    private void Freeze(
        int cluster, ReadOnlySpan<double> parameters, ReadOnlySpan<double> dTheta, Span<Dual<Dual<Lane<T>>>> θ)
    {
        for (var k = 0; k < _parameters; k++)
        {
            var index = k * _clusters + cluster;
            var along = dTheta.IsEmpty ? 0 : dTheta[index];
            θ[k] = Unseeded(new Dual<Lane<T>>(Lane<T>.FromDouble(parameters[index]), Lane<T>.FromDouble(along)));
        }

        for (var k = _parameters; k < _held; k++)
        {
            θ[k] = Unseeded(Dual<Lane<T>>.FromDouble(ConstantOf(k, cluster)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Kick(Span<T> p, Span<T> dp, int at, Dual<Lane<T>> slope, double dt)
    {
        (Lane<T>.Load(p, at) - slope.Value * dt).Store(p, at);
        (Lane<T>.Load(dp, at) - slope.Derivative * dt).Store(dp, at);
    }
}
