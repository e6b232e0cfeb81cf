using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Terms;

// How the energy depends on the drive. Positions do not move during a kick, so ∫ ∂A/∂u is dt ∂A/∂u, exactly.
public abstract partial class LocalTerm<T, TLocal>
{
    [SkipLocalsInit]
    private protected void AddDriveResponse(PhaseView<T> x, in Control<T> control, double dt, Span<double> response)
    {
        Span<Dual<Lane<T>>> q = stackalloc Dual<Lane<T>>[TLocal.Coordinates];
        Span<Dual<Lane<T>>> θ = stackalloc Dual<Lane<T>>[_held + TLocal.Drives];
        for (var cluster = 0; cluster < _clusters; cluster++)
        {
            Freeze(cluster, control.Parameters, θ);
            var (a, b) = RowsOf(cluster, x.Lanes);
            for (var lane = 0; lane < x.Active; lane += Lane<T>.Width)
            {
                q[^1] = Unseeded(Lane<T>.Load(x.Q, b + lane));
                q[0] = Unseeded(Lane<T>.Load(x.Q, a + lane));
                θ[^1] = Seeded(DriveOf(cluster, control, x.Lanes, lane));
                Hear(TLocal.Energy<Dual<Lane<T>>>(q, θ).Derivative, cluster, x, lane, dt, response);
            }
        }
    }

    [SkipLocalsInit]
    private protected void AddDriveTangent(
        PhaseView<T> x, PhaseView<T> dx, in Control<T> control, ReadOnlySpan<double> dTheta, double dt,
        Span<double> dResponse)
    {
        Span<Dual<Dual<Lane<T>>>> q = stackalloc Dual<Dual<Lane<T>>>[TLocal.Coordinates];
        Span<Dual<Dual<Lane<T>>>> θ = stackalloc Dual<Dual<Lane<T>>>[_held + TLocal.Drives];
        for (var cluster = 0; cluster < _clusters; cluster++)
        {
            Freeze(cluster, control.Parameters, dTheta, θ);
            var (a, b) = RowsOf(cluster, x.Lanes);
            for (var lane = 0; lane < x.Active; lane += Lane<T>.Width)
            {
                q[^1] = Unseeded(new Dual<Lane<T>>(Lane<T>.Load(x.Q, b + lane), Lane<T>.Load(dx.Q, b + lane)));
                q[0] = Unseeded(new Dual<Lane<T>>(Lane<T>.Load(x.Q, a + lane), Lane<T>.Load(dx.Q, a + lane)));
                θ[^1] = Seeded(Unseeded(DriveOf(cluster, control, x.Lanes, lane)));
                var slope = TLocal.Energy<Dual<Dual<Lane<T>>>>(q, θ).Derivative.Derivative;
                Hear(slope, cluster, x, lane, dt, dResponse);
            }
        }
    }

    private void Hear(Lane<T> slope, int cluster, PhaseView<T> x, int lane, double dt, Span<double> response)
    {
        var heard = response.Slice(_channels[cluster] * x.Lanes + lane);
        for (var i = 0; i < Math.Min(Lane<T>.Width, x.Active - lane); i++)
        {
            heard[i] += dt * double.CreateTruncating(slope.Value[i]);
        }
    }
}
