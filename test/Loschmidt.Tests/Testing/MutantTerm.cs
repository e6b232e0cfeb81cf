using Loschmidt.PhaseSpace;
using Loschmidt.Terms;

namespace Loschmidt.Tests.Testing;

/// <summary>A term with one thing wrong, to see that the assertions notice.</summary>
internal sealed class MutantTerm(ITerm<double> inner) : ITerm<double>
{
    /// <summary>Momenta after a flow are multiplied by it: a loss.</summary>
    public double Damping { get; init; } = 1;

    /// <summary>Momenta after a flow are kicked by this times q³: canonical, but another energy.</summary>
    public double ExtraKick { get; init; }

    /// <summary>The response is too large by this fraction.</summary>
    public double Overhearing { get; init; }

    public string Name => inner.Name;

    public IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> Tensors => inner.Tensors;

    public void Energy(PhaseView<double> x, in Control<double> control, Span<double> energy) => inner.Energy(x, control, energy);

    public void Flow(PhaseView<double> x, in Control<double> control, double dt)
    {
        inner.Flow(x, control, dt);
        for (var i = 0; i < x.P.Length; i++)
            x.P[i] = Damping * x.P[i] - ExtraKick * dt * x.Q[i] * x.Q[i] * x.Q[i];
    }

    public void Response(PhaseView<double> x, in Control<double> control, double dt, Span<double> response)
    {
        inner.Response(x, control, dt, response);
        foreach (ref var value in response)
            value *= 1 + Overhearing;
    }

    public void Tangent(
        PhaseView<double> x, PhaseView<double> dx, in Control<double> control, ReadOnlySpan<double> dTheta, double dt,
        Span<double> dResponse) => inner.Tangent(x, dx, control, dTheta, dt, dResponse);

    public void PullBack(
        PhaseView<double> x, PhaseView<double> lambda, in Control<double> control, double dt,
        ReadOnlySpan<double> responseCotangent, Span<double> thetaCotangent) =>
        inner.PullBack(x, lambda, control, dt, responseCotangent, thetaCotangent);
}
