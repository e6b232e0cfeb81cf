using System.Numerics;
using Loschmidt.Costs;
using Loschmidt.Evolution;
using Loschmidt.Graphs;
using Loschmidt.Machines;
using Loschmidt.Splitting;
using Loschmidt.Terms;
using Loschmidt.Tests.Splitting;

namespace Loschmidt.Tests.Graphs;

/// <summary>The way out and home without a nudge, and everything that loses it.</summary>
public sealed class EchoTests
{
    private static readonly string[] Systems = ["wells", "springs", "random", "masses", "driven"];

    public static TheoryData<string, string, bool, int> Echoes
    {
        get
        {
            var data = new TheoryData<string, string, bool, int>();
            foreach (var scheme in SplittingScheme.All.Where(scheme => scheme.IsPalindromic(2)))
                foreach (var system in Systems)
                    foreach (var steps in (int[])[1, 7, 250])
                    {
                        data.Add(scheme.Name, system, true, steps);
                        data.Add(scheme.Name, system, false, steps);
                    }

            return data;
        }
    }

    [Theory, MemberData(nameof(Echoes))]
    [Trait("check", "4")]
    public void An_echo_without_a_nudge_returns_to_where_it_started(
        string scheme, string system, bool precise, int steps)
    {
        // Rounding, amplified by a few hundred steps of mildly chaotic motion (and by the long substeps of the higher
        // orders).
        if (precise)
            EchoError<double>(scheme, system, steps).ShouldBeLessThan(1e-11);
        else
            EchoError<float>(scheme, system, steps).ShouldBeLessThan(5e-3);
    }

    [Fact]
    [Trait("check", "4")]
    public void An_echo_returns_where_parameters_recoil()
    {
        var settings = Rig.RandomGraph(recoils: true) with { TrainedMasses = true, Splitting = "strang" };
        Rig.EchoError(GraphMachines.Build<double>(settings, 3), GraphTasks.Sample(settings, 3)).ShouldBeLessThan(1e-12);
    }

    [Fact]
    [Trait("check", "19")]
    public void Echoes_compose_like_flows()
    {
        Difference().ShouldBeLessThan(1e-12);

        // The mutation: π does not turn around, so a pass that is not undone comes between the injections.
        Difference(forgetful: true).ShouldBeGreaterThan(1e-3);

        static double Difference(bool forgetful = false)
        {
            var settings = Rig.RandomGraph(recoils: true) with { Splitting = "strang" };
            var (twice, once) = (GraphMachines.Build<double>(settings, 3), GraphMachines.Build<double>(settings, 3));
            twice.Prepare(GraphTasks.Sample(settings, 3));
            once.Prepare(GraphTasks.Sample(settings, 3));
            Echo(twice, 0.03, forgetful);
            Echo(twice, 0.07, forgetful);
            Echo(once, 0.1, forgetful);
            return Math.Max(
                Math.Max(Rig.Distance(twice.State.Q, once.State.Q), Rig.Distance(twice.State.P, once.State.P)),
                Math.Max(
                    Rig.Distance(twice.Learning.Theta, once.Learning.Theta),
                    Rig.Distance(twice.Learning.Pi, once.Learning.Pi)));
        }

        static void Echo(HamiltonianMachine<double> machine, double ε, bool forgetful)
        {
            machine.Evolve();
            machine.Reverse();
            if (forgetful)
                machine.Learning.Reverse();

            machine.Nudge(ε);
            machine.Return();
            machine.Reverse();
        }
    }

    [Fact]
    [Trait("check", "16")]
    public void A_synthetic_flux_breaks_time_reversal_and_is_detected()
    {
        Flux(0).ShouldBeLessThan(1e-13);
        Flux(0.7).ShouldBeGreaterThan(0.1);

        static double Flux(double strength)
        {
            var ring = Graph.Ring(3);
            return Rig.EchoError(
                Machine(
                    new Hamiltonian<double>(
                        3, [new KineticTerm<double>(ring)], [new SiteTerm<double, DuffingSite>("wells", ring)],
                        [new FluxTerm<double>(0, 1, strength)]),
                    new(3, 100, SplittingScheme.Strang)),
                Sample(3));
        }
    }

    [Fact]
    [Trait("check", "4")]
    public void A_forgotten_momentum_flip_is_detected()
    {
        var machine = System<double>("random", new(3, 100, SplittingScheme.DriftKickDrift));
        machine.Prepare(Sample(4));
        var start = machine.State.Q.ToArray();
        machine.Evolve();
        machine.Return();
        Rig.Distance(machine.State.Q, start).ShouldBeGreaterThan(0.1);
    }

    [Fact]
    public void A_splitting_that_is_no_palindrome_simulates_but_is_refused_for_echoes_with_the_reason()
    {
        var machine = System<double>("random", new(3, 100, SplittingScheme.LieTrotter));
        machine.Prepare(Sample(4));
        machine.Evolve();
        double.IsFinite(machine.Cost()).ShouldBeTrue();
        var reason = Should.Throw<InvalidOperationException>(machine.Return).Message;
        reason.ShouldContain("not palindromic");
        reason.ShouldContain("use a palindromic one");
        machine.Refusal<IReverses>().ShouldBe(reason);
        machine.Refusal<IDifferentiates>().ShouldBe(reason);
        machine.Refusal<IPullsBack>().ShouldBeNull(); // the reverse sweep undoes nothing and does not mind
        Should.Throw<InvalidOperationException>(() => machine.TangentEcho(new double[machine.Parameters.Count]));
    }

    [Fact]
    [Trait("check", "4")]
    public void A_splitting_that_is_no_palindrome_misses_its_start_by_the_order_of_the_step_when_forced()
    {
        var ratio = Miss(200) / Miss(400);
        Miss(200).ShouldBeGreaterThan(1e-3);
        ratio.ShouldBe(2, 0.2);

        static double Miss(int steps)
        {
            var graph = Graph.Ring(3);
            var hamiltonian = RandomHamiltonian.On<double>(graph, 1);
            var step = new SplitStep<double>(hamiltonian, SplittingScheme.LieTrotter, 0);
            var x = new PhaseSpace.PhasePoint<double>(3, 1);
            x.View.Q.Fill(0.6);
            double[] start = [.. x.View.Q];
            var θ = Enumerable.Repeat(0.5, step.Terms.Sum(term => term.Count)).ToArray();
            for (var n = 0; n < 2 * steps; n++)
            {
                if (n == steps)
                    x.View.Reverse();
                step.Step(x.View, θ, new double[θ.Length], default, 2.0 / steps);
            }

            return Rig.Distance(x.View.Q, start);
        }
    }

    [Fact]
    public void A_drive_replayed_forwards_instead_of_backwards_breaks_the_echo()
    {
        // A chirp is not its own mirror image.
        Driven(faithful: true).ShouldBeLessThan(1e-12);
        Driven(faithful: false).ShouldBeGreaterThan(0.05);

        static double Driven(bool faithful)
        {
            var ring = Graph.Ring(4);
            return Rig.EchoError(
                Machine(
                    new Hamiltonian<double>(
                        4, [new KineticTerm<double>(ring)],
                        [new BondTerm<double, QuarticSpring>("springs", ring), new DriveTerm<double>(2)]),
                    new(4, 100, SplittingScheme.DriftKickDrift),
                    faithful ? new Chirp(0) : new Chirp(100)),
                Sample(4));
        }
    }

    [Fact]
    public void Passes_allocate_nothing()
    {
        foreach (var arithmetic in (Arithmetic[])[Arithmetic.Floating, Arithmetic.FixedPoint])
        {
            var settings = new RingSettings { Steps = 20 };
            var machine = GraphMachines.Build<double>(settings, 1, arithmetic);
            var batch = GraphTasks.Sample(settings);
            var gradient = new double[machine.Parameters.Count];
            void Echo()
            {
                machine.Prepare(batch);
                machine.Evolve();
                machine.Reverse();
                machine.Keep();
                machine.Nudge(1e-3);
                machine.Return();
                machine.Recall();
                machine.TangentEcho(gradient);
            }

            // Unoptimised code boxes what conversions between number types are given: wait for the last tier of
            // compilation.
            var allocated = long.MaxValue;
            for (var attempt = 0; attempt < 200 && allocated != 0; attempt++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                Echo();
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                Thread.Sleep(10);
            }

            allocated.ShouldBe(0, arithmetic.ToString());
        }
    }

    private static double EchoError<T>(string scheme, string system, int steps)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Rig.EchoError(System<T>(system, new(Math.Min(3, 0.05 * steps), steps, SplittingScheme.Named(scheme))),
            Sample(4));

    private static HamiltonianMachine<T> System<T>(string system, Schedule schedule)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var ring = Graph.Ring(4);
        ITerm<T> kinetic = new KineticTerm<T>([0.5, 1, 2, 0.8], trained: system == "masses");
        var hamiltonian = system switch
        {
            "wells" => new Hamiltonian<T>(4, [kinetic], [new SiteTerm<T, RippledWell>("wells", ring)]),
            "springs" or "masses" => new(4, [kinetic], [new BondTerm<T, QuarticSpring>("springs", ring)]),
            "driven" => new(4, [kinetic], [new BondTerm<T, QuarticSpring>("springs", ring), new DriveTerm<T>(1)]),
            _ => RandomHamiltonian.On<T>(ring, 2),
        };
        var machine = Machine(hamiltonian, schedule, system == "driven" ? new ToneDrive<T>(0.8, 3, 0.4) : null);
        if (system == "random")
            RandomHamiltonian.Draw(machine, 2);

        return machine;
    }

    private static HamiltonianMachine<T> Machine<T>(
        Hamiltonian<T> hamiltonian, Schedule schedule, IDrive<T>? drive = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] sites = [.. Enumerable.Range(0, hamiltonian.Coordinates)];
        return new(new()
        {
            Hamiltonian = hamiltonian,
            Schedule = schedule,
            Input = new() { PositionSites = sites, MomentumSites = sites },
            Output = sites,
            Cost = new QuadraticPhaseCost<T>(sites, [1], [1]),
            Drive = drive,
            Lanes = 2,
        });
    }

    private static Batch Sample(int sites) => GraphTasks.Sample(new() { Sites = sites, Lanes = 2 }, 11);

    /// <summary>u(t) = cos(t²) on one channel; after so many questions it answers as if time ran forwards
    /// again.</summary>
    private sealed class Chirp(int forgetsDirectionAfter) : IDrive<double>
    {
        private int _asked;

        public int Channels => 1;

        public int Features => 0;

        public void Prepare(Batch batch, int firstFeature) => _asked = 0;

        public void At(int step, double time, Span<double> drive, int lanes)
        {
            if (forgetsDirectionAfter > 0 && _asked >= forgetsDirectionAfter)
                time = (_asked % forgetsDirectionAfter + 0.5) * 4.0 / forgetsDirectionAfter;
            _asked++;
            drive.Fill(Math.Cos(time * time));
        }
    }
}
