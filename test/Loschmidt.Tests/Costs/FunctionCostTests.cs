using Loschmidt.Costs;
using Loschmidt.Graphs;
using Loschmidt.Numerics.Reals;
using Loschmidt.PhaseSpace;
using Loschmidt.Splitting;
using Loschmidt.Terms.Modes;
using Loschmidt.Testing;
using static Loschmidt.Tests.Costs.CostCases;

namespace Loschmidt.Tests.Costs;

/// <summary>A cost that is any function of the field, derived and injected by numbers alone.</summary>
public sealed class FunctionCostTests
{
    private static readonly int[] Sites = [0, 3, 2];

    /// <summary>Mutation: p for q, the targets of another lane.</summary>
    [Fact]
    public void The_intensity_cost_written_as_a_function_is_the_intensity_cost()
    {
        var (function, written) = (Prepared(new FunctionCost<double, Brightness>(Sites)), Prepared(new IntensityCost<double>(Sites)));
        var (a, b, x) = (RandomPoint(9), RandomPoint(9), RandomPoint(1));
        function.Value(x.View).ShouldBe(written.Value(x.View), 1e-12 * written.Value(x.View));
        function.Gradient(x.View, a.View);
        written.Gradient(x.View, b.View);
        Distance(a, b).ShouldBeLessThan(1e-12);
    }

    /// <summary>Mutations: an Euler step, which is not undone and of first order; a midpoint taken once.</summary>
    [Fact]
    public void Its_injection_is_undone_by_the_opposite_one_and_follows_the_flow_to_second_order()
    {
        var (function, written) = (Prepared(new FunctionCost<double, Brightness>(Sites)), Prepared(new IntensityCost<double>(Sites)));
        var x = RandomPoint(2);
        function.Inject(x.View, 0.02);
        Distance(x, RandomPoint(2)).ShouldBeGreaterThan(1e-2);
        function.Inject(x.View, -0.02);
        Distance(x, RandomPoint(2)).ShouldBeLessThan(1e-13);

        // One step errs by ε³.
        Math.Log2(Error(0.01) / Error(0.005)).ShouldBe(3, 0.15);

        double Error(double ε)
        {
            var (stepped, exact) = (RandomPoint(2), RandomPoint(2));
            function.Inject(stepped.View, ε);
            written.Inject(exact.View, ε);
            return Distance(stepped, exact);
        }
    }

    /// <summary>Mutation: a nudge that is no canonical map, or whose sign is that of another convention.</summary>
    [Fact]
    public void The_echo_gradient_converges_with_the_square_of_epsilon()
    {
        var machine = new HamiltonianMachine<double>(new()
        {
            Hamiltonian = new(3, [ModeTerms.PhaseElement<double>([0, 1, 2]), ModeTerms.Kerr<double>([0, 1, 2], 0.6)], [ModeTerms.BeamSplitter<double>([(0, 1)], 0.9)], [ModeTerms.BeamSplitter<double>([(1, 2)], 0.7)]),
            Schedule = new(2, 12, SplittingScheme.Strang),
            Input = new() { PositionSites = [0, 1, 2], MomentumSites = [0, 1, 2] },
            Output = [0, 1],
            Cost = new FunctionCost<double, Contrast>(0, 1),
            Lanes = 2,
        });
        machine.Learning.Theta[1] = 0.4;
        PhysicsAssert.EchoGradientConvergesAs(2, machine, ReferenceProblems.RandomBatch(machine, 3), 0.1, 0.15);
    }

    [Fact]
    public void A_site_is_judged_once() =>
        Should.Throw<ArgumentException>(() => new FunctionCost<double, Contrast>(1, 1)).Message.ShouldContain("each once");

    private static ICost<double> Prepared(ICost<double> cost)
    {
        cost.Prepare(TargetBatch(cost), PhasePoint<double>.PaddedLanes(Samples));
        return cost;
    }

    private readonly struct Brightness : IFieldFunction
    {
        public static int Targets => 3;

        public static R Value<R>(ReadOnlySpan<R> q, ReadOnlySpan<R> p, ReadOnlySpan<double> targets)
            where R : struct, IReal<R>
        {
            var sum = R.FromDouble(0);
            for (var i = 0; i < q.Length; i++)
            {
                var miss = ((q[i] * q[i]) + (p[i] * p[i])) / 2 - targets[i];
                sum += miss * miss;
            }

            return sum;
        }
    }

    // Odd in a momentum too: C∘R is another function.
    private readonly struct Contrast : IFieldFunction
    {
        public static int Targets => 0;

        public static R Value<R>(ReadOnlySpan<R> q, ReadOnlySpan<R> p, ReadOnlySpan<double> targets)
            where R : struct, IReal<R> =>
            (((q[0] * q[0]) + (p[0] * p[0])) / (1 + (q[1] * q[1]) + (p[1] * p[1]))) + (0.3 * p[1]);
    }
}
