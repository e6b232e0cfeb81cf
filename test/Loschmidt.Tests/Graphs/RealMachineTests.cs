using Loschmidt.Graphs;
using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Graphs;

/// <summary>Machines that could be built: they return home, hear the gradient of their cost and conserve what physics says.</summary>
public sealed class RealMachineTests
{
    public static TheoryData<string> Names => [.. RealMachines.Names];

    /// <summary>The mutation: π of the ball on the rail does not turn round.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Without_a_nudge_everything_returns_to_where_it_started(string name)
    {
        var (machine, batch) = RealMachines.Of(name);
        Rig.EchoError(machine, batch).ShouldBeLessThan(1e-12);
    }

    /// <summary>The mutations: a response with the wrong sign, a constant that learns, a cost injected at another site than the one read.</summary>
    [Theory, MemberData(nameof(Names))]
    public void The_echo_is_the_central_difference_of_the_cost(string name)
    {
        var (machine, batch) = RealMachines.Of(name);
        double[] reference = [.. Enumerable.Range(0, machine.Parameters.Count).Select(i => Difference(machine, batch, i))];
        Rig.RelativeError(Rig.PullBack(machine, batch), reference).ShouldBeLessThan(1e-8);
        Rig.RelativeError(Rig.TwoSidedEcho(machine, batch, 1e-4).Theta, reference).ShouldBeLessThan(1e-5);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_error_of_a_pair_of_echoes_falls_with_the_square_of_the_nudge(string name)
    {
        var (machine, batch) = RealMachines.Of(name);
        var reference = Rig.PullBack(machine, batch);
        Math.Log10(
            Rig.RelativeError(Rig.TwoSidedEcho(machine, batch, 1e-2).Theta, reference)
            / Rig.RelativeError(Rig.TwoSidedEcho(machine, batch, 1e-3).Theta, reference)).ShouldBe(2, 0.1);
    }

    /// <summary>Half the step, a quarter of the drift: leap-frog. The mutation: a lost half kick, order 1.</summary>
    [Fact]
    public void Energy_with_that_of_the_rail_is_kept_to_second_order()
    {
        (Drift(200) / Drift(400)).ShouldBe(4, 0.2);

        static double Drift(int steps)
        {
            var machine = GraphMachines.Build<double>(RealMachines.Ball with { Steps = steps, Field = RealMachines.Field }, 3);
            machine.Prepare(RealMachines.Launch(0, 1));
            var before = machine.Energy();
            machine.Evolve();
            return Math.Abs(machine.Energy() - before);
        }
    }

    /// <summary>Nothing but the two balls pushes along the rail. The mutation: a recoil other than the push.</summary>
    [Fact]
    public void What_the_ball_gains_along_the_rail_the_other_loses()
    {
        var machine = GraphMachines.Build<double>(RealMachines.Ball, 3);
        machine.Prepare(RealMachines.Launch(0, 1));
        machine.Evolve();
        var gained = machine.State.P[0];
        gained.ShouldBeGreaterThan(0.05);
        machine.Learning.Pi[0].ShouldBe(-gained, 1e-14);
    }

    /// <summary>The mutation: energies of the ground in the links, which pull on the common phase.</summary>
    [Fact]
    public void Islands_without_ground_keep_their_charge()
    {
        var machine = GraphMachines.Build<double>(new JosephsonArraySettings { GroundEnergy = 0 }, 3);
        machine.Prepare(RealMachines.Bits(machine, 2));
        machine.Evolve();
        machine.State.P.ToArray().Sum().ShouldBe(0, 1e-13);
        machine.State.P.ToArray().Max(Math.Abs).ShouldBeGreaterThan(0.1);
    }

    /// <summary>The mutation: squeezing in place of hopping.</summary>
    [Fact]
    public void Resonators_keep_their_light()
    {
        var (machine, batch) = RealMachines.Of("kerr-resonators");
        machine.Prepare(batch);
        var before = machine.Norm();
        before.ShouldBe(3 * 0.5, 1e-14);
        machine.Evolve();
        machine.Norm().ShouldBe(before, 1e-13);
        GraphMachines.Build<double>(new DuffingRingSettings(), 1).Norm().ShouldBe(double.NaN);
    }

    /// <summary>k = 0.1, s² = 0.05, Ω = 0.2, T = 4, dt = 0.01, ε = 0.005, Γ = 0.02: the reference took 164 cycles from another start.</summary>
    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void The_ball_on_the_rail_learns_where_to_sit(ulong seed)
    {
        var (first, last, done) = Learn(seed, 0.02, 400);
        first.ShouldBeGreaterThan(1e-3);
        last.ShouldBeLessThan(1e-6);
        done.ShouldBeInRange(50, 300);
    }

    /// <summary>ΓT = 4: the recoil outlives the kick, and every cycle goes uphill.</summary>
    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void With_a_decay_as_fast_as_the_pass_it_goes_uphill(ulong seed)
    {
        var (first, last, _) = Learn(seed, 1, 200);
        last.ShouldBeGreaterThan(first);
    }

    [Fact]
    public void Settings_that_contradict_each_other_are_refused_with_the_cure()
    {
        Refused(() => GraphMachines.Build<double>(new PinballSettings { Launch = [1] }, 1)).ShouldContain("launch is a pair of numbers");
        Refused(() => GraphMachines.Build<double>(new PinballSettings { Field = "0.1*x + z" }, 1)).ShouldStartWith("character 9");
        Refused(() => GraphMachines.Build<double>(new DuffingRingSettings { BitSites = [0, 2] }, 1)).ShouldContain("2 is another or taken twice");
        Refused(() => GraphMachines.Build<double>(new JosephsonArraySettings { OutputIsland = 9 }, 1)).ShouldContain("output site 9 lies outside 0 to 8");

        static string Refused(Func<object> build) => Should.Throw<ArgumentException>(build).Message;
    }

    /// <summary>The mutation: only the state at the start kept, and not θ, which a lost field spoils by its recoil.</summary>
    [Fact]
    public void A_field_without_a_value_where_the_ball_comes_by_is_told_by_name_although_the_rail_is_lost_too()
    {
        var machine = GraphMachines.Build<double>(RealMachines.Ball with { Field = "sqrt(y)" }, 3);
        machine.Prepare(RealMachines.Launch(0, 1));
        machine.Evolve();
        machine.Learning.Theta[0].ShouldBe(double.NaN);
        machine.DescribeFault()!.ShouldContain("formula 'field'");
    }

    private static (double First, double Last, int Done) Learn(ulong seed, double rate, int cycles)
    {
        var machine = GraphMachines.Build<double>(new PinballSettings { RailFrom = -1.5, RailTo = -0.4 }, seed);
        var cycle = new SelfLearningCycle { Epsilon = 0.005, DecayRate = rate };
        var batch = RealMachines.Launch(0, 1);
        double[] costs = [.. Enumerable.Range(0, cycles).Select(_ => cycle.Step(machine, batch))];
        return (costs[0], costs[^1], Array.FindIndex(costs, cost => cost < 1e-6));
    }

    // Fourth order, of C itself; nothing is shared with echo or sweep.
    private static double Difference(HamiltonianMachine<double> machine, Batch batch, int parameter)
    {
        const double h = 1e-3;
        return ((8 * (CostAt(h) - CostAt(-h))) - (CostAt(2 * h) - CostAt(-2 * h))) / (12 * h);

        double CostAt(double shift)
        {
            var θ = machine.Learning.Theta.ToArray();
            machine.Learning.Pi.Clear();
            machine.Learning.Theta[parameter] += shift;
            machine.Prepare(batch);
            machine.Evolve();
            var cost = machine.Cost();
            θ.CopyTo(machine.Learning.Theta);
            machine.Learning.Pi.Clear();
            return cost;
        }
    }
}
