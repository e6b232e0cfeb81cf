using System.Numerics;
using Loschmidt.PhaseSpace;
using Loschmidt.Terms;

namespace Loschmidt.Tests.Splitting;

/// <summary>A synthetic flux, H = b(q_i p_j − q_j p_i): an exact rotation, canonical, and odd in p, so that it breaks
/// time reversal.</summary>
internal sealed class FluxTerm<T>(int i, int j, double strength) : ITerm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public string Name => "flux";

    public IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> Tensors => [];

    public void Energy(PhaseView<T> x, in Control<T> control, Span<double> energy)
    {
        for (var lane = 0; lane < x.Active; lane++)
        {
            var (a, b) = (i * x.Lanes + lane, j * x.Lanes + lane);
            energy[lane] += strength * double.CreateTruncating(x.Q[a] * x.P[b] - x.Q[b] * x.P[a]);
        }
    }

    // q̇_j = b q_i, q̇_i = −b q_j, and the momenta turn with them.
    public void Flow(PhaseView<T> x, in Control<T> control, double dt)
    {
        Turn(x.Q, x.Lanes, dt);
        Turn(x.P, x.Lanes, dt);
    }

    public void Response(PhaseView<T> x, in Control<T> control, double dt, Span<double> response)
    {
    }

    public void Tangent(
        PhaseView<T> x, PhaseView<T> dx, in Control<T> control, ReadOnlySpan<double> dTheta, double dt,
        Span<double> dResponse)
    {
        Flow(x, control, dt);
        Flow(dx, control, dt);
    }

    public void PullBack(
        PhaseView<T> x, PhaseView<T> lambda, in Control<T> control, double dt,
        ReadOnlySpan<double> responseCotangent, Span<double> thetaCotangent) => Flow(lambda, control, -dt);

    private void Turn(Span<T> plane, int lanes, double dt)
    {
        var (sin, cos) = T.SinCos(T.CreateTruncating(strength * dt));
        for (var lane = 0; lane < lanes; lane++)
        {
            var (a, b) = (plane[i * lanes + lane], plane[j * lanes + lane]);
            plane[i * lanes + lane] = cos * a - sin * b;
            plane[j * lanes + lane] = sin * a + cos * b;
        }
    }
}
