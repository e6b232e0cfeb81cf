using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>The literal two-sided Hamiltonian echo: gradient = (π₊ − π₋)/2ε.</summary>
/// <remarks>
/// Forward once, reverse; from that turning point run home twice, nudged by +ε and by −ε. What the machine fails to retrace
/// has been written into π. Exact for the discretised machine up to O(ε²).
/// <para>V. López-Pastor, F. Marquardt, Phys. Rev. X 13 (2023) 031020.</para>
/// </remarks>
/// <param name="Epsilon">ε, the time for which the cost acts.</param>
public sealed record EchoEstimator(double Epsilon) : IGradientEstimator
{
    /// <inheritdoc/>
    public string Name => "echo";

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason) => Capability.Require<IReverses>(machine, out reason);

    /// <inheritdoc/>
    public double Passes(IMachine machine) => 3;

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
    {
        var reversible = Capability.Get<IReverses>(machine);
        using var _ = new RestingField(machine.Learning);
        reversible.Prepare(batch);
        reversible.Evolve();
        var cost = reversible.Cost();
        reversible.Reverse();
        reversible.Keep();

        GoHome(reversible, +Epsilon);
        machine.Learning.Pi.CopyTo(gradient);
        reversible.Recall();
        GoHome(reversible, -Epsilon);
        var π = machine.Learning.Pi;
        var scale = 1 / (2 * Epsilon);
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] = (gradient[i] - π[i]) * scale;
        }

        return cost;
    }

    private static void GoHome(IReverses machine, double epsilon)
    {
        machine.Nudge(epsilon);
        machine.Return();
        machine.Reverse();
    }
}
