using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Scattering;
using Loschmidt.Testing;

namespace Loschmidt.Tests.Scattering;

/// <summary>The fast machine against the one that is written as the equations are, and against its own experiments.</summary>
public sealed class FastMachineTests
{
    public static TheoryData<string> Names => Networks.All;

    /// <summary>Mutations of either machine's own adjoint: the two share no code but the score.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Outputs_cost_and_gradient_are_those_of_the_reference(string name)
    {
        var network = Networks.Of(name);
        var (fast, batch) = Fast(network);
        var slow = new DenseScatteringMachine(network, batch.Lanes);
        fast.Learning.Theta.CopyTo(slow.Learning.Theta);
        var (here, there) = (Estimate(new AdjointEstimator(), fast, batch), Estimate(new AdjointEstimator(), slow, batch));
        here.Cost.ShouldBe(there.Cost, 1e-11 * Math.Abs(there.Cost));
        Fidelity.Of(here.Gradient, there.Gradient).RelativeError.ShouldBeLessThan(1e-10);
        fast.Knobs.Order(Comparer<ScatteringKnob>.Create(Compare)).ShouldBe(slow.Knobs.Order(Comparer<ScatteringKnob>.Create(Compare)));
    }

    /// <summary>Mutation: the probe's fields in the solver's order instead of the modes', or an auxiliary mode's field forgotten.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Its_own_scattering_experiments_give_its_gradient(string name)
    {
        var (fast, batch) = Fast(Networks.Of(name));
        var exact = Estimate(new AdjointEstimator(), fast, batch);
        var measured = Estimate(new ReciprocityEstimator(), fast, batch);
        Fidelity.Of(measured.Gradient, exact.Gradient).RelativeError.ShouldBeLessThan(1e-10);
        measured.Cost.ShouldBe(exact.Cost, 1e-11 * Math.Abs(exact.Cost));
    }

    [Theory, MemberData(nameof(Names))]
    public void Finite_shifts_of_single_parameters_give_its_gradient(string name)
    {
        var (fast, batch) = Fast(Networks.Of(name));
        var shifting = new MoebiusEstimator(1);
        if (name == "sparse")
        {
            shifting.Supports(fast, out var reason).ShouldBeFalse();
            reason.ShouldContain("several places at once");
            return;
        }

        Fidelity.Of(Estimate(shifting, fast, batch).Gradient, Estimate(new AdjointEstimator(), fast, batch).Gradient)
            .RelativeError.ShouldBeLessThan(1e-9);
    }

    private static (ScatteringMachine<double> Machine, Batch Batch) Fast(ScatteringNetwork network)
    {
        var machine = new ScatteringMachine<double>(network, Networks.Theta(network));
        return (machine, Networks.Samples(machine, machine.Lanes - 1, machine.Lanes));
    }

    private static int Compare(ScatteringKnob a, ScatteringKnob b) =>
        (a.Parameter, a.Kind, a.First, a.Second).CompareTo((b.Parameter, b.Kind, b.First, b.Second));

    private static (double Cost, double[] Gradient) Estimate(IGradientEstimator estimator, IMachine machine, Batch batch)
    {
        var gradient = new double[machine.Parameters.Count];
        return (estimator.Estimate(machine, batch, gradient), gradient);
    }
}
