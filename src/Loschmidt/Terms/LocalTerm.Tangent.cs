using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Terms;

// The kick's derivative along a displacement (dq, dθ): duals of duals. The inner dual carries the displacement, the outer one
// the coordinate or parameter whose force or response is wanted. The value part repeats Flow operation by operation, so that
// state and tangent retrace the same bits.
public abstract partial class LocalTerm<T, TLocal>
{
    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Tangent(
        PhaseView<T> x, PhaseView<T> dx, in Control<T> control, ReadOnlySpan<double> dTheta, double dt, Span<double> dResponse)
    {
        Span<Dual<Dual<Lane<T>>>> q = stackalloc Dual<Dual<Lane<T>>>[_arity];
        Span<Dual<Dual<Lane<T>>>> θ = stackalloc Dual<Dual<Lane<T>>>[_parameters];
        var (zero, one) = (Dual<Lane<T>>.FromDouble(0), Dual<Lane<T>>.FromDouble(1));
        for (var cluster = 0; cluster < _clusters; cluster++)
        {
            for (var k = 0; k < _parameters; k++)
            {
                var index = k * _clusters + cluster;
                var along = dTheta.IsEmpty ? 0 : dTheta[index];
                θ[k] = new(new(Lane<T>.FromDouble(control.Parameters[index]), Lane<T>.FromDouble(along)), zero);
            }

            for (var lane = 0; lane < x.Lanes; lane += Lane<T>.Width)
            {
                for (var n = 0; n < _arity; n++)
                {
                    var at = SiteOf(cluster, n) * x.Lanes + lane;
                    q[n] = new(new(Lane<T>.Load(x.Q, at), Lane<T>.Load(dx.Q, at)), zero);
                }

                for (var n = 0; n < _arity; n++)
                {
                    q[n] = new(q[n].Value, one);
                    var slope = TLocal.Energy<Dual<Dual<Lane<T>>>>(q, θ).Derivative;
                    q[n] = new(q[n].Value, zero);
                    var at = SiteOf(cluster, n) * x.Lanes + lane;
                    (Lane<T>.Load(x.P, at) - slope.Value * dt).Store(x.P, at);
                    (Lane<T>.Load(dx.P, at) - slope.Derivative * dt).Store(dx.P, at);
                }

                for (var k = 0; k < _parameters; k++)
                {
                    θ[k] = new(θ[k].Value, one);
                    var slope = TLocal.Energy<Dual<Dual<Lane<T>>>>(q, θ).Derivative;
                    θ[k] = new(θ[k].Value, zero);
                    dResponse[k * _clusters + cluster] += dt * slope.Derivative.SumOfFirst(x.Active - lane);
                }
            }
        }
    }
}
