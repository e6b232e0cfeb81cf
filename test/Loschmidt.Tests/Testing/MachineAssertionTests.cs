using Loschmidt.Costs;
using Loschmidt.Graphs;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Splitting;
using Loschmidt.Terms.Modes;
using Loschmidt.Testing;
using Loschmidt.Tests.Terms.Modes;

namespace Loschmidt.Tests.Testing;

public class MachineAssertionTests
{
    public static TheoryData<string> Problems => [.. ReferenceProblems.All(1).Select(problem => problem.Name)];

    [Theory, MemberData(nameof(Problems))]
    public void An_echo_without_a_nudge_returns_to_where_it_started(string name)
    {
        var problem = Find(name);
        PhysicsAssert.ReturnsHome(problem.Machine, problem.Batch, 1e-12);
    }

    [Theory, MemberData(nameof(Problems))]
    public void The_two_sided_echo_converges_with_order_two_and_the_one_sided_with_order_one(string name)
    {
        var problem = Find(name);
        PhysicsAssert.EchoGradientConvergesAs(2, problem.Machine, problem.Batch);
        PhysicsAssert.EchoGradientConvergesAs(1, problem.Machine, problem.Batch);
    }

    [Theory, MemberData(nameof(Problems))]
    public void The_tangent_echo_equals_the_stored_trajectory_sweep_and_both_the_differences(string name)
    {
        var problem = Find(name);
        var (tangent, sweep, differences) = (
            Gradient(new TangentEstimator(), problem), Gradient(new ReverseSweepEstimator(), problem),
            Gradient(new CentralDifferencesEstimator(1e-3), problem));
        PhysicsAssert.GradientMatches(sweep, tangent, 1e-10, problem.Machine.Parameters);
        PhysicsAssert.GradientMatches(sweep, differences, 1e-8, problem.Machine.Parameters);
    }

    [Theory, MemberData(nameof(Problems))]
    public void A_forward_pass_and_an_echo_allocate_nothing(string name)
    {
        var problem = Find(name);
        PhysicsAssert.AllocatesNothing(() =>
        {
            problem.Machine.Prepare(problem.Batch);
            problem.Machine.Evolve();
            problem.Machine.Reverse();
            problem.Machine.Nudge(1e-3);
            problem.Machine.Return();
        });
    }

    [Fact]
    [Trait("check", "16")]
    public void Broken_time_reversal_is_detected()
    {
        var flux = new ModeTerm<double, FluxQuantity>("flux", [new ModePair(0, 1)], 0.7);
        var machine = new HamiltonianMachine<double>(new()
        {
            Hamiltonian = new(2, [ModeTerms.Kerr<double>([0, 1], 0.5), ModeTerms.PhaseElement<double>([0, 1])], [flux]),
            Schedule = new(2, 20, SplittingScheme.Strang),
            Input = SiteEncoder.Positions(0, 1),
            Output = [0, 1],
            Cost = new IntensityCost<double>([0, 1]),
        });
        Should.Throw<PhysicsAssertException>(() => PhysicsAssert.ReturnsHome(
            machine, ReferenceProblems.RandomBatch(machine, 1), 0.1)).Message.ShouldContain("does not return home");
    }

    [Fact]
    [Trait("check", "7")]
    [Trait("check", "8")]
    public void An_echo_compared_with_another_machines_gradient_has_no_slope()
    {
        var problem = ReferenceProblems.KerrModes(1);
        var other = new Borrowed(ReferenceProblems.KerrModes(2));
        Should.Throw<PhysicsAssertException>(() => PhysicsAssert.EchoGradientConvergesAs(
            2, problem.Machine, problem.Batch, reference: other)).Message.ShouldContain("slope");
    }

    [Fact]
    public void Equal_seeds_give_equal_problems()
    {
        var (a, b, c) = (ReferenceProblems.KerrModes(5), ReferenceProblems.KerrModes(5), ReferenceProblems.KerrModes(6));
        Gradient(new ReverseSweepEstimator(), a).ShouldBe(Gradient(new ReverseSweepEstimator(), b));
        Gradient(new ReverseSweepEstimator(), a).ShouldNotBe(Gradient(new ReverseSweepEstimator(), c));
    }

    private static ReferenceProblem Find(string name) => ReferenceProblems.All(1).Single(problem => problem.Name == name);

    private static double[] Gradient(IGradientEstimator estimator, ReferenceProblem problem)
    {
        var gradient = new double[problem.Machine.Parameters.Count];
        estimator.Estimate(problem.Machine, problem.Batch, gradient);
        return gradient;
    }

    private sealed class Borrowed(ReferenceProblem from) : IGradientEstimator
    {
        public string Name => "borrowed";

        public bool Supports(IMachine machine, out string reason)
        {
            reason = "";
            return true;
        }

        public double Passes(IMachine machine) => 1;

        public double Estimate(IMachine machine, Batch batch, Span<double> gradient) =>
            new ReverseSweepEstimator().Estimate(from.Machine, from.Batch, gradient);
    }
}
