using Loschmidt.Costs;
using Loschmidt.PhaseSpace;
using static Loschmidt.Tests.Costs.CostCases;

namespace Loschmidt.Tests.Costs;

public class CostFlowTests
{
    public static TheoryData<string> All => CostCases.All;

    [Theory, MemberData(nameof(All))]
    [Trait("check", "19")]
    public void Injections_compose_like_flows(string name)
    {
        var cost = Create(name);
        var (twice, once) = (RandomPoint(1), RandomPoint(1));
        cost.Inject(twice.View, 0.3);
        cost.Inject(twice.View, 0.45);
        cost.Inject(once.View, 0.75);
        Distance(twice, once).ShouldBeLessThan(1e-12);
    }

    [Fact]
    [Trait("check", "19")]
    public void An_Euler_injection_does_not_compose()
    {
        var cost = Create("field");
        var (twice, once) = (RandomPoint(1), RandomPoint(1));
        Euler(cost, twice, 0.3);
        Euler(cost, twice, 0.45);
        Euler(cost, once, 0.75);
        Distance(twice, once).ShouldBeGreaterThan(1e-3);
    }

    [Theory, MemberData(nameof(All))]
    public void An_injection_conserves_its_cost(string name)
    {
        var cost = Create(name);
        var x = RandomPoint(2);
        var before = cost.Value(x.View);
        cost.Inject(x.View, 0.8);
        cost.Value(x.View).ShouldBe(before, 1e-12 * (1 + Math.Abs(before)));
        Distance(x, RandomPoint(2)).ShouldBeGreaterThan(1e-2);
    }

    [Theory, MemberData(nameof(All))]
    public void An_injection_agrees_with_many_tiny_midpoint_steps_of_the_gradient(string name)
    {
        var cost = Create(name);
        var (exact, stepped) = (RandomPoint(3), RandomPoint(3));
        cost.Inject(exact.View, 0.2);
        const int steps = 2000;
        for (var k = 0; k < steps; k++)
        {
            var middle = Copy(stepped);
            Euler(cost, middle, 0.2 / steps / 2);
            AddFlow(cost, at: middle, to: stepped, 0.2 / steps);
        }

        // second order: (0.2/2000)² times third derivatives of a few hundred
        Distance(exact, stepped).ShouldBeLessThan(2e-6);
    }

    [Theory, MemberData(nameof(All))]
    public void The_gradient_is_the_central_difference_of_the_value(string name)
    {
        var cost = Create(name);
        var x = RandomPoint(4);
        var gradient = new PhasePoint<double>(Coordinates, Samples);
        cost.Gradient(x.View, gradient.View);
        for (var i = 0; i < x.View.Q.Length; i++)
        {
            gradient.View.Q[i].ShouldBe(Difference(cost, x, x.View.Q, i), 2e-8);
            gradient.View.P[i].ShouldBe(Difference(cost, x, x.View.P, i), 2e-8);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Reverse_inject_minus_epsilon_reverse_is_the_flow_of_the_cost_of_the_reversed_state(string name)
    {
        var (cost, conjugated) = (Create(name), Create(name, conjugate: true));
        var (nudged, expected) = (RandomPoint(5), RandomPoint(5));
        nudged.View.Reverse();
        cost.Inject(nudged.View, -0.3);
        nudged.View.Reverse();
        conjugated.Inject(expected.View, 0.3);
        Distance(nudged, expected).ShouldBeLessThan(1e-13);
    }

    [Theory]
    [InlineData("field")]
    [InlineData("overlap")]
    [InlineData("overlap squared")]
    [InlineData("phase")]
    public void Forgetting_to_conjugate_the_target_is_wrong_at_first_order(string name)
    {
        var (cost, x) = (Create(name), RandomPoint(5));
        double Miss(double ε)
        {
            var (nudged, forgotten) = (Copy(x), Copy(x));
            nudged.View.Reverse();
            cost.Inject(nudged.View, -ε);
            nudged.View.Reverse();
            cost.Inject(forgotten.View, ε);
            return Distance(nudged, forgotten);
        }

        (Miss(1e-4) / 1e-4).ShouldBeGreaterThan(0.1);
        (Miss(1e-4) / Miss(1e-5)).ShouldBe(10, 0.1);
    }

    [Theory, MemberData(nameof(All))]
    public void Lanes_without_a_sample_and_sites_that_are_not_judged_stay_untouched(string name)
    {
        var cost = Create(name);
        var x = RandomPoint(6);
        x.View.Q[7] = 5;
        x.View.P[7] = -3;
        var before = Copy(x);
        cost.Inject(x.View, 0.4);
        (x.View.Q[7], x.View.P[7]).ShouldBe((5, -3));
        foreach (var i in new[] { 1, 4 })
        {
            x.View.Q.Slice(i * x.Lanes, x.Lanes).SequenceEqual(before.View.Q.Slice(i * x.Lanes, x.Lanes)).ShouldBeTrue();
            x.View.P.Slice(i * x.Lanes, x.Lanes).SequenceEqual(before.View.P.Slice(i * x.Lanes, x.Lanes)).ShouldBeTrue();
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Judging_allocates_nothing(string name)
    {
        var cost = Create(name);
        var (x, gradient) = (RandomPoint(7), RandomPoint(8));
        var batch = TargetBatch(cost);
        void Round()
        {
            cost.Prepare(batch, x.Lanes);
            cost.Value(x.View);
            cost.Inject(x.View, 1e-3);
            cost.Gradient(x.View, gradient.View);
        }

        Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Round();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static void Euler(ICost<double> cost, PhasePoint<double> x, double ε) => AddFlow(cost, x, x, ε);

    private static void AddFlow(ICost<double> cost, PhasePoint<double> at, PhasePoint<double> to, double ε)
    {
        var gradient = new PhasePoint<double>(at.Coordinates, at.Active);
        cost.Gradient(at.View, gradient.View);
        for (var i = 0; i < to.View.Q.Length; i++)
        {
            to.View.Q[i] += ε * gradient.View.P[i];
            to.View.P[i] -= ε * gradient.View.Q[i];
        }
    }

    private static double Difference(ICost<double> cost, PhasePoint<double> x, Span<double> plane, int i)
    {
        const double h = 1e-5;
        var value = plane[i];
        plane[i] = value + h;
        var up = cost.Value(x.View);
        plane[i] = value - h;
        var down = cost.Value(x.View);
        plane[i] = value;
        return (up - down) / (2 * h);
    }
}
