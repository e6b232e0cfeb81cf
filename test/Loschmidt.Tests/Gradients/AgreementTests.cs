using Loschmidt.Fields;
using Loschmidt.Gradients;
using Loschmidt.Graphs;
using Loschmidt.Machines;
using Loschmidt.Tests.Graphs;

namespace Loschmidt.Tests.Gradients;

/// <summary>All ways to a gradient that share no code must agree, on every kind of machine whose pass is made of steps.</summary>
public sealed class AgreementTests
{
    private static readonly double[] Nudges = [1e-2, 1e-3, 1e-4, 1e-5];

    public static TheoryData<string, string> Exact => [.. from machine in CutMachines.Names
                                                         from estimator in new[] { "tangent", "reversing-adjoint", "revolve", "forward-sensitivity" }
                                                         select (machine, estimator)];

    public static TheoryData<string> Machines => [.. CutMachines.Names];

    /// <summary>
    /// The mutations: an inverse step in the order of the way out; a snapshot without π of a machine that recoils, or the wrong one of two; a running
    /// cost counted at the state before its step instead of the one after; l_π not handed on from step to step; dθ left out where θ is frozen.
    /// </summary>
    [Theory, MemberData(nameof(Exact))]
    public void In_silico_estimators_agree_with_the_stored_trajectory(string name, string estimator)
    {
        var (machine, batch) = CutMachines.Of(name);
        var reference = Estimate(new ReverseSweepEstimator(), machine, batch);
        var estimate = Estimate(Named(estimator), machine, batch);
        Fidelity.Of(estimate.Gradient, reference.Gradient).RelativeError.ShouldBeLessThan(1e-9);
        estimate.Cost.ShouldBe(reference.Cost, 1e-12 * (1 + Math.Abs(reference.Cost)));
        if (estimator == "revolve" && machine is not WaveMachine<double>)
        {
            // The same flows from the same states; the reference of a wave goes out by loops of its own.
            estimate.Gradient.ShouldBe(reference.Gradient);
        }
    }

    /// <summary>The mutation: one echo instead of two, 10⁴ times as far away.</summary>
    [Theory, MemberData(nameof(Machines))]
    public void The_literal_echo_agrees_at_its_best_nudge_and_differences_of_the_cost_agree_as_well_as_they_can(string name)
    {
        var (machine, batch) = CutMachines.Of(name);
        var reference = Estimate(new ReverseSweepEstimator(), machine, batch).Gradient;
        double Error(IGradientEstimator estimator) =>
            Fidelity.Of(Estimate(estimator, machine, batch).Gradient, reference).RelativeError;

        Nudges.Min(ε => Error(new EchoEstimator(ε))).ShouldBeLessThan(1e-6);
        Error(new CentralDifferencesEstimator(1e-3)).ShouldBeLessThan(1e-5);
    }

    [Theory]
    [InlineData("reversing-adjoint")]
    [InlineData("revolve")]
    [InlineData("forward-sensitivity")]
    public void An_estimate_leaves_the_learning_field_as_it_was_and_begins_at_rest(string estimator)
    {
        foreach (var name in CutMachines.Names)
        {
            var (machine, batch) = CutMachines.Of(name);
            var atRest = Estimate(Named(estimator), machine, batch).Gradient;
            machine.Learning.Pi.Fill(0.25);
            var before = machine.Learning.Theta.ToArray();
            Estimate(Named(estimator), machine, batch).Gradient.ShouldBe(atRest, name);
            machine.Learning.Theta.ToArray().ShouldBe(before, name);
            machine.Learning.Pi.ToArray().ShouldAllBe(π => π == 0.25);
        }
    }

    [Fact]
    public void A_step_that_is_no_palindrome_can_be_swept_but_not_retraced()
    {
        var settings = Rig.RandomGraph() with { Splitting = "lie-trotter" };
        var (machine, batch) = (GraphMachines.Build<double>(settings, 5), GraphTasks.Sample(settings, 5));
        new ReversingAdjointEstimator().Supports(machine, out var reason).ShouldBeFalse();
        reason.ShouldContain("not palindromic");
        Should.Throw<InvalidOperationException>(() => machine.StepBack(0)).Message.ShouldBe(reason);
        Estimate(new RevolveEstimator(3), machine, batch).Gradient
            .ShouldBe(Estimate(new ReverseSweepEstimator(), machine, batch).Gradient);
        Fidelity.Of(
            Estimate(new ForwardSensitivityEstimator(), machine, batch).Gradient,
            Estimate(new ReverseSweepEstimator(), machine, batch).Gradient).RelativeError.ShouldBeLessThan(1e-9);
    }

    /// <summary>The mutation: floating arithmetic, which comes home to within rounding only.</summary>
    [Fact]
    public void In_integers_a_retraced_sweep_is_that_of_the_stored_trajectory_to_the_last_bit()
    {
        var settings = new RingSettings { Sites = 16, Duration = 30, Steps = 600, Splitting = "drift-kick-drift" };
        var batch = GraphTasks.Sample(settings);
        var whole = GraphMachines.Build<double>(settings, 1, Arithmetic.FixedPoint);
        var reference = Estimate(new ReverseSweepEstimator(), whole, batch).Gradient;
        Estimate(new ReversingAdjointEstimator(), whole, batch).Gradient.ShouldBe(reference);
        Estimate(new RevolveEstimator(4), whole, batch).Gradient.ShouldBe(reference);
        Fidelity.Of(Estimate(new ForwardSensitivityEstimator(), whole, batch).Gradient, reference)
            .RelativeError.ShouldBeLessThan(1e-9);

        var floating = GraphMachines.Build<double>(settings, 1);
        Estimate(new ReversingAdjointEstimator(), floating, batch).Gradient
            .ShouldNotBe(Estimate(new ReverseSweepEstimator(), floating, batch).Gradient);
    }

    private static IGradientEstimator Named(string name) => name switch
    {
        "tangent" => new TangentEstimator(),
        "reversing-adjoint" => new ReversingAdjointEstimator(),
        "revolve" => new RevolveEstimator(3),
        _ => new ForwardSensitivityEstimator(),
    };

    private static (double Cost, double[] Gradient) Estimate(IGradientEstimator estimator, IMachine machine, Batch batch)
    {
        estimator.Supports(machine, out var reason).ShouldBeTrue(reason);
        var gradient = new double[machine.Parameters.Count];
        return (estimator.Estimate(machine, batch, gradient), gradient);
    }
}
