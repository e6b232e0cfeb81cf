using Loschmidt.Gradients;
using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Learning;

/// <summary>A parameter that is odd under time reversal: the free phase of two driven modes, and a ring that hops by it.</summary>
public sealed class HoppingPhasesTests
{
    private const double β = 2, G = 0.02, N0 = β / G;
    private static readonly double[] Angles = [0.3, -2, 3.1, 9];

    public static TheoryData<FreePhase> Phases => [FreePhase.Difference, FreePhase.Sum];

    /// <summary>Which combination is free. Mutation: the drives exchanged, at which the phase is pinned and swings.</summary>
    [Theory, MemberData(nameof(Phases))]
    public void Nothing_pins_the_free_phase(FreePhase free)
    {
        var (matter, x) = Settled(free);
        matter.Energy(x).ShouldBe(0, 1e-9, "rounding of β²/g");
        matter.Drift(x, 5);
        var (θ, π) = Shown(matter, x);
        Apart(θ, Angles).ShouldBeLessThan(1e-4, "the ground state of the splitting differs by its error");
        Apart(π, new double[4]).ShouldBeLessThan(1e-10, "rounding of 100 photons");
    }

    /// <summary>Mutations: Ω of one for the other; friction on the free phase; π twice as large.</summary>
    [Theory, MemberData(nameof(Phases))]
    public void A_kick_moves_it_by_omega_over_gamma_and_its_momentum_is_conserved(FreePhase free)
    {
        const double Γ = 0.5, L = 0.01;
        var (matter, x) = Settled(free);
        matter.InverseMass.ShouldBe(free == FreePhase.Difference ? 4 * G : 2 * G);
        matter.Kick(x, [L, L, L, L]);
        Apart(Shown(matter, x).Theta, Angles).ShouldBeLessThan(1e-14);
        matter.Drift(x, 3);
        Apart(Shown(matter, x).Pi, [L, L, L, L]).ShouldBeLessThan(1e-10);
        (matter, x) = Settled(free);
        matter.Kick(x, [L, L, L, L]);
        matter.Relax(x, Γ, double.PositiveInfinity, 1, null, 0);
        foreach (var (now, start) in Shown(matter, x).Theta.Zip(Angles))
        {
            ((now - start) / (matter.InverseMass * L / Γ)).ShouldBe(1, 1e-3);
        }
    }

    [Theory, MemberData(nameof(Phases))]
    public void Reversal_turns_the_phase_over_and_leaves_its_momentum(FreePhase free)
    {
        var (matter, x) = Settled(free);
        matter.Kick(x, [0.5, 0.5, 0.5, 0.5]);
        var start = x.ToArray();
        var (θ, π) = Shown(matter, x);
        matter.Reverse(x);
        var reversed = Shown(matter, x);
        reversed.Theta.ShouldBe([.. θ.Select(one => -one)]);
        reversed.Pi.ShouldBe(π);
        matter.Drift(x, 4);
        matter.Reverse(x);
        matter.Drift(x, 4);
        Apart(x, start).ShouldBeLessThan(1e-10);
    }

    /// <summary>Mutations: Ψ reversed without its bonds; products in one order only; a monomial with the wrong sign, which breaks energy and norm.</summary>
    [Theory, MemberData(nameof(Phases))]
    public void Light_and_bonds_come_home_together(FreePhase free)
    {
        var ring = Ring(free, steps: 40);
        ring.Prepare(Sample());
        ring.Keep();
        var (energy, norm) = (ring.Energy(), ring.Norm());
        ring.Evolve();
        ring.Learning.Pi.ToArray().Max(Math.Abs).ShouldBeGreaterThan(0.01, "hops push the phases");
        ring.Norm().ShouldBe(norm, 1e-3);
        ring.Energy().ShouldBe(energy, 1e-3);
        ring.Reverse();
        ring.Return();
        ring.Reverse();
        var home = ring.DistanceFromKept();
        home.Field.ShouldBeLessThan(1e-11);
        home.Learning.ShouldBeLessThan(1e-10);
        home.Overlap.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void The_error_of_norm_and_energy_falls_as_the_square_of_the_step()
    {
        double Error(int steps)
        {
            var ring = Ring(FreePhase.Difference, steps);
            ring.Prepare(Sample());
            var energy = ring.Energy();
            ring.Evolve();
            return Math.Abs(ring.Energy() - energy);
        }

        Math.Log2(Error(40) / Error(80)).ShouldBe(2, 0.2);
    }

    /// <summary>The echo theorem of the joint state. Mutation: the second reversal left out, π with the wrong sign; θ not reversed at the turning point.</summary>
    [Theory, MemberData(nameof(Phases))]
    public void The_echo_gives_the_gradient_of_a_phase_that_is_odd(FreePhase free)
    {
        var ring = Ring(free, steps: 30);
        var (echo, differences) = (new double[3], new double[3]);
        new EchoEstimator(1e-4).Estimate(ring, Sample(), echo);
        new CentralDifferencesEstimator(1e-3).Estimate(ring, Sample(), differences);
        Apart(echo, differences).ShouldBeLessThan(1e-6 * differences.Max(Math.Abs));
        differences.Max(Math.Abs).ShouldBeGreaterThan(0.01);
    }

    [Fact]
    public void A_ring_teaches_itself_to_send_light_one_way_round()
    {
        var ring = Ring(FreePhase.Difference, steps: 20);
        var cycle = new SelfLearningCycle { Epsilon = 0.1, DecayRate = 0.1 };
        double[] costs = [.. Enumerable.Range(0, 24).Select(step => cycle.Step(ring, Sample(step % 3)))];
        costs[^3..].Average().ShouldBeLessThan(0.5 * costs[..3].Average());
    }

    /// <summary>Reversing Θ alone turns θ over: the second echo of a pair would see another machine.</summary>
    [Theory]
    [InlineData(EchoProtocol.Pair)]
    [InlineData(EchoProtocol.Symmetric)]
    public void Protocols_that_reverse_theta_alone_are_refused(EchoProtocol protocol)
    {
        new SelfLearningCycle { Epsilon = 0.1, DecayRate = 0.1, Protocol = protocol }.Supports(Ring(FreePhase.Sum, 1), out var reason).ShouldBeFalse();
        reason.ShouldContain("one-sided");
    }

    [Fact]
    public void A_kick_that_empties_a_mode_is_told()
    {
        var (matter, x) = Settled(FreePhase.Difference);
        Should.Throw<InvalidOperationException>(() => matter.Kick(x, [2 * N0, 0, 0, 0])).Message.ShouldContain("drive it more strongly");
    }

    private static HoppingPhases Ring(FreePhase free, int steps)
    {
        var ring = new HoppingPhases(3, new PhaseOfTwoModes(β, G, free), hopping: 1, kerr: 0.3, duration: 1.2, steps);
        ((double[])[0.5, -0.2, 0.4]).CopyTo(ring.Learning.Theta);
        return ring;
    }

    private static Batch Sample(int site = 0)
    {
        var batch = new Batch(3, 3, 1) { Active = 1 };
        batch.Inputs[site] = 1;
        batch.Targets[(site + 1) % 3] = 1;
        return batch;
    }

    private static (PhaseOfTwoModes Matter, double[] Carriers) Settled(FreePhase free)
    {
        var matter = new PhaseOfTwoModes(β, G, free);
        var x = new double[Angles.Length * matter.Carriers];
        matter.Settle(Angles, x);
        return (matter, x);
    }

    private static (double[] Theta, double[] Pi) Shown(PhaseOfTwoModes matter, double[] carriers)
    {
        var (θ, π) = (new double[carriers.Length / matter.Carriers], new double[carriers.Length / matter.Carriers]);
        matter.Read(carriers, θ, π);
        return (θ, π);
    }

    private static double Apart(double[] one, double[] other) => one.Zip(other, (a, b) => Math.Abs(a - b)).Max();
}
