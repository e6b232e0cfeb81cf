using Loschmidt.Costs;
using Loschmidt.Graphs;
using Loschmidt.Splitting;
using Loschmidt.Terms;
using Loschmidt.Tests.Splitting;

namespace Loschmidt.Tests.Graphs;

/// <summary>Shears added in rounded integers are undone to the last bit.</summary>
public sealed class BitExactTests
{
    private static RingSettings Long => new()
    {
        Sites = 64, Duration = 2500, Steps = 50_000, Splitting = "drift-kick-drift",
    };

    [Fact]
    public void A_ring_with_quartic_springs_returns_with_zero_difference_after_fifty_thousand_steps()
    {
        Difference(Long).ShouldBe(0);

        // The mutation: in floating point a fifth of the journey is enough to miss.
        Difference(Long with { Steps = 10_000, Duration = 500 }, Arithmetic.Floating).ShouldBeGreaterThan(0);
    }

    [Theory, InlineData("kick-drift-kick"), InlineData("mclachlan4"), InlineData("yoshida6")]
    public void Every_palindromic_splitting_returns_with_zero_difference(string splitting) =>
        Difference(Long with { Steps = 500, Duration = 25, Splitting = splitting }).ShouldBe(0);

    [Fact]
    public void The_echo_of_integers_still_gives_the_gradient()
    {
        var settings = new RingSettings { Sites = 64, Duration = 10, Steps = 200 };
        var machine = GraphMachines.Build<double>(settings, 1, Arithmetic.FixedPoint);
        var batch = GraphTasks.Sample(settings);
        var reference = Rig.PullBack(machine, batch);

        // ε far above the grid of 1e-12 and far below one.
        Rig.RelativeError(Rig.TwoSidedEcho(machine, batch, 1e-3).Theta, reference).ShouldBeLessThan(1e-5);
        Rig.RelativeError(Rig.Tangent(machine, batch), reference).ShouldBeLessThan(1e-10);
        var floating = GraphMachines.Build<double>(settings, 1);
        Rig.RelativeError(Rig.PullBack(floating, batch), reference).ShouldBeLessThan(1e-8);
    }

    [Fact]
    public void The_echo_of_integers_still_learns()
    {
        var settings = new RingSettings();
        var machine = GraphMachines.Build<double>(settings, 1, Arithmetic.FixedPoint);
        var batch = GraphTasks.Sample(settings);
        var first = double.NaN;
        for (var iteration = 0; iteration < 40; iteration++)
        {
            var (gradient, _) = Rig.TwoSidedEcho(machine, batch, 1e-3);
            for (var i = 0; i < gradient.Length; i++)
                machine.Learning.Theta[i] -= 0.02 * gradient[i];
            machine.Prepare(batch);
            machine.Evolve();
            first = iteration == 0 ? machine.Cost() : first;
        }

        machine.Cost().ShouldBeLessThan(0.2 * first);
    }

    [Fact]
    public void A_rotation_is_refused_with_the_reason()
    {
        var ring = Graph.Ring(3);
        var parts = new HamiltonianParts<double>
        {
            Hamiltonian = new(3, [new KineticTerm<double>(ring)], [new FluxTerm<double>(0, 1, 0.5)]),
            Schedule = new(1, 10, SplittingScheme.Strang),
            Input = SiteEncoder.Positions(0),
            Output = [1],
            Cost = new PositionCost<double>([1]),
            Arithmetic = Arithmetic.FixedPoint,
        };
        var reason = Should.Throw<ArgumentException>(() => new HamiltonianMachine<double>(parts)).Message;
        reason.ShouldContain("'flux' is no shear");
        reason.ShouldContain("reads the rounded state");
        reason.ShouldContain("use floating arithmetic");
        Should.Throw<ArgumentException>(() => GraphMachines.Build<double>(Long with { InverseMass = 1 }, 1,
            Arithmetic.FixedPoint))
            .Message.ShouldContain("recoils");
    }

    private static double Difference(RingSettings settings, Arithmetic arithmetic = Arithmetic.FixedPoint)
    {
        var machine = GraphMachines.Build<double>(settings, 1, arithmetic);
        machine.Prepare(GraphTasks.Sample(settings));
        var (q, p) = (machine.State.Q.ToArray(), machine.State.P.ToArray());
        machine.Evolve();
        Rig.Distance(machine.State.Q, q).ShouldBeGreaterThan(0.1); // it has been somewhere
        machine.Reverse();
        machine.Return();
        machine.Reverse();

        // What π has heard on the way out it must have unheard on the way home, to the last bit as well.
        var π = machine.Learning.Pi.ToArray().Max(Math.Abs);
        return Math.Max(π, Math.Max(Rig.Distance(machine.State.Q, q), Rig.Distance(machine.State.P, p)));
    }
}
