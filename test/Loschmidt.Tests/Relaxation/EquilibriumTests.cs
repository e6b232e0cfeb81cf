using Loschmidt.Gradients;
using Loschmidt.Graphs;
using Loschmidt.Relaxation;

namespace Loschmidt.Tests.Relaxation;

public sealed class EquilibriumTests
{
    private static readonly CentralDifferencesEstimator Reference = new(1e-4);

    /// <summary>Slopes of the error against β: 2 for symmetric nudges, 1 for one-sided ones.</summary>
    /// <remarks>The mutation: nudges of ±β instead of ±β/2 over the same β.</remarks>
    [Theory, Trait("check", "S22")]
    [InlineData(true, 100)]
    [InlineData(false, 10)]
    public void The_bias_is_of_second_order_for_symmetric_nudges_and_of_first_for_one_sided(bool symmetric, double falls)
    {
        var machine = new PhaseOscillatorMachine<double>(Oscillators.Five, 1);
        var batch = Oscillators.Samples(machine, 4);
        var reference = new double[machine.Parameters.Count];
        Reference.Estimate(machine, batch, reference);
        double Error(double β)
        {
            var gradient = new double[reference.Length];
            new EquilibriumEstimator(β, symmetric).Estimate(machine, batch, gradient);
            return Fidelity.Of(gradient, reference).RelativeError;
        }

        var factor = Error(1e-3) / Error(1e-4);
        factor.ShouldBeInRange(falls / 2, falls * 2);
    }

    /// <summary>The mutation: a pair counted twice where groups are coupled within, or the sum over copies not divided
    /// by M.</summary>
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(true, 3)]
    public void The_estimate_is_the_gradient_of_the_relaxed_cost(bool layered, int copies)
    {
        var settings = (layered ? Oscillators.Layers : Oscillators.Five) with { Initialisations = copies };
        var machine = new PhaseOscillatorMachine<double>(settings, 2);
        var batch = Oscillators.Samples(machine, 4);
        var (gradient, reference) = (new double[machine.Parameters.Count], new double[machine.Parameters.Count]);
        var cost = Reference.Estimate(machine, batch, reference);
        new EquilibriumEstimator(1e-5, Symmetric: true).Estimate(machine, batch, gradient).ShouldBe(cost, 1e-12);
        Fidelity.Of(gradient, reference).RelativeError.ShouldBeLessThan(1e-4);
    }

    [Fact]
    public void A_nudge_that_throws_a_sample_into_another_minimum_adds_nothing()
    {
        var machine = new PhaseOscillatorMachine<double>(Oscillators.Five with { Jump = 0 }, 1);
        var batch = Oscillators.Samples(machine, 4);
        var gradient = new double[machine.Parameters.Count];
        new EquilibriumEstimator(0.1, Symmetric: false).Estimate(machine, batch, gradient);
        machine.Rejected.ShouldBe(4);
        gradient.ShouldAllBe(g => g == 0);

        var patient = new PhaseOscillatorMachine<double>(Oscillators.Five with { Jump = 100 }, 1);
        new EquilibriumEstimator(0.1, Symmetric: false).Estimate(patient, batch, gradient);
        patient.Rejected.ShouldBe(0);
        gradient.ShouldContain(g => g != 0);
    }

    [Fact]
    public void Machines_without_an_energy_or_outputs_to_hold_say_so()
    {
        var ring = GraphMachines.Build<double>(new RandomGraphSettings { Steps = 2 }, 1);
        new EquilibriumEstimator(0.1, true).Supports(ring, out var reason).ShouldBeFalse();
        reason.ShouldContain("no energy that it relaxes in");
        var oscillators = new PhaseOscillatorMachine<double>(Oscillators.Five, 1);
        new CoupledLearningEstimator(0.1).Supports(oscillators, out reason).ShouldBeFalse();
        reason.ShouldContain("no outputs that can be held");
        new HebbianEstimator().Supports(oscillators, out reason).ShouldBeFalse();
        reason.ShouldContain("no outputs that can be held");
        new EchoEstimator(0.1).Supports(oscillators, out reason).ShouldBeFalse();
        reason.ShouldContain("cannot be reversed");
    }
}
