using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>The literal two-sided Hamiltonian echo: gradient = (π₊ − π₋)/2ε.</summary>
/// <remarks>
/// Forward once, reverse; from that turning point run home twice, nudged by +ε and by −ε. What the machine fails to retrace
/// has been written into π. Exact for the discretised machine up to O(ε²).
/// <para>V. López-Pastor, F. Marquardt, Phys. Rev. X 13 (2023) 031020.</para>
/// </remarks>
/// <param name="Epsilon">ε, the time for which the cost acts.</param>
public sealed record EchoEstimator(double Epsilon) : IInputGradientEstimator
{
    /// <inheritdoc/>
    public string Name => "echo";

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason) => Capability.Require<IReverses>(machine, out reason);

    /// <inheritdoc/>
    public double Passes(IMachine machine) => 3;

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient) =>
        Estimate(Capability.Get<IReverses>(machine), batch, gradient, []);

    /// <inheritdoc/>
    public double EstimateWithInputs(
        IMachine machine, Batch batch, Span<double> gradient, Span<double> inputGradient) =>
        Estimate(Capability.Get<IHearsInputs>(machine), batch, gradient, inputGradient);

    private double Estimate(IReverses reversible, Batch batch, Span<double> gradient, Span<double> inputGradient)
    {
        double[] minus = inputGradient.IsEmpty ? [] : new double[inputGradient.Length];
        using var _ = new RestingField(reversible.Learning);
        reversible.Prepare(batch);
        reversible.Evolve();
        var cost = reversible.Cost();
        reversible.Reverse();
        reversible.Keep();

        GoHome(reversible, +Epsilon);
        reversible.Learning.Pi.CopyTo(gradient);
        ReadInputs(reversible, inputGradient);
        reversible.Recall();
        GoHome(reversible, -Epsilon);
        ReadInputs(reversible, minus);
        Difference(gradient, reversible.Learning.Pi);
        Difference(inputGradient, minus);

        return cost;
    }

    private void Difference(Span<double> plus, ReadOnlySpan<double> minus)
    {
        var scale = 1 / (2 * Epsilon);
        for (var i = 0; i < plus.Length; i++)
        {
            plus[i] = (plus[i] - minus[i]) * scale;
        }
    }

    private static void ReadInputs(IReverses machine, Span<double> momenta)
    {
        if (!momenta.IsEmpty)
        {
            ((IHearsInputs)machine).ReadInputMomenta(momenta);
        }
    }

    private static void GoHome(IReverses machine, double epsilon)
    {
        machine.Nudge(epsilon);
        machine.Return();
        machine.Reverse();
    }
}
