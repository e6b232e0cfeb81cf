using System.Numerics;
using Loschmidt.PhaseSpace;
using Loschmidt.Terms;

namespace Loschmidt.Tests.Terms;

/// <summary>W = k s²/2 + h² s⁴/4 on a ring, s = q_i − q_{i+1}, written out by hand: the twin of BondTerm with
/// QuarticSpring.</summary>
internal sealed class QuarticRing<T>(int sites) : ITerm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public string Name => "springs";

    public IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> Tensors => [("stiffness", [sites]),
        ("hardening", [sites])];

    public void Energy(PhaseView<T> x, in Control<T> control, Span<double> energy)
    {
        for (var i = 0; i < sites; i++)
            for (var lane = 0; lane < x.Active; lane++)
            {
                var s = Stretch(x, i, lane);
                energy[lane] += control.Parameters[i] * s * s / 2 + Square(control, i) * s * s * s * s / 4;
            }
    }

    public void Flow(PhaseView<T> x, in Control<T> control, double dt)
    {
        for (var i = 0; i < sites; i++)
            for (var lane = 0; lane < x.Lanes; lane++)
            {
                var s = Stretch(x, i, lane);
                var kick = T.CreateTruncating(dt * (control.Parameters[i] * s + Square(control, i) * s * s * s));
                x.P[i * x.Lanes + lane] -= kick;
                x.P[(i + 1) % sites * x.Lanes + lane] += kick;
            }
    }

    public void Response(PhaseView<T> x, in Control<T> control, double dt, Span<double> response)
    {
        for (var i = 0; i < sites; i++)
            for (var lane = 0; lane < x.Active; lane++)
            {
                var s = Stretch(x, i, lane);
                response[i] += dt * s * s / 2;
                response[sites + i] += dt * control.Parameters[sites + i] * s * s * s * s / 2;
            }
    }

    public void Tangent(
        PhaseView<T> x, PhaseView<T> dx, in Control<T> control, ReadOnlySpan<double> dTheta, double dt,
        Span<double> dResponse)
    {
        for (var i = 0; i < sites; i++)
            for (var lane = 0; lane < x.Lanes; lane++)
            {
                var (s, ds, h) = (Stretch(x, i, lane), Stretch(dx, i, lane), control.Parameters[sites + i]);
                var dh = dTheta.IsEmpty ? 0 : dTheta[sites + i];
                var slope = (control.Parameters[i] + 3 * Square(control, i) * s * s) * ds;
                slope += dTheta.IsEmpty ? 0 : dTheta[i] * s + 2 * h * dh * s * s * s;
                dx.P[i * x.Lanes + lane] -= T.CreateTruncating(dt * slope);
                dx.P[(i + 1) % sites * x.Lanes + lane] += T.CreateTruncating(dt * slope);
                dResponse[i] += lane < x.Active ? dt * s * ds : 0;
                dResponse[sites + i] += lane < x.Active ? dt * s * s * s * (2 * h * ds + dh * s / 2) : 0;
            }

        Flow(x, control, dt);
    }

    public void PullBack(
        PhaseView<T> x, PhaseView<T> lambda, in Control<T> control, double dt,
        ReadOnlySpan<double> responseCotangent, Span<double> thetaCotangent)
    {
        for (var i = 0; i < sites; i++)
            for (var lane = 0; lane < x.Active; lane++)
            {
                var (from, to) = (i * x.Lanes + lane, (i + 1) % sites * x.Lanes + lane);
                var (s, h) = (Stretch(x, i, lane), control.Parameters[sites + i]);
                var λ = double.CreateTruncating(lambda.P[from] - lambda.P[to]);
                var pulled = -dt * (control.Parameters[i] + 3 * Square(control, i) * s * s) * λ;
                pulled += responseCotangent.IsEmpty ? 0 : dt * (responseCotangent[i] * s
                    + responseCotangent[sites + i] * 2 * h * s * s * s);
                lambda.Q[from] += T.CreateTruncating(pulled);
                lambda.Q[to] -= T.CreateTruncating(pulled);
                thetaCotangent[i] -= dt * s * λ;
                thetaCotangent[sites + i] -= 2 * dt * h * s * s * s * λ;
                thetaCotangent[sites + i] += responseCotangent.IsEmpty ? 0
                    : dt * responseCotangent[sites + i] * s * s * s * s / 2;
            }
    }

    private double Square(in Control<T> control, int i) =>
        control.Parameters[sites + i] * control.Parameters[sites + i];

    private double Stretch(PhaseView<T> x, int i, int lane) =>
        double.CreateTruncating(x.Q[i * x.Lanes + lane] - x.Q[(i + 1) % sites * x.Lanes + lane]);
}
