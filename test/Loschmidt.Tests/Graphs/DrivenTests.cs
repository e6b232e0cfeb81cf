using Loschmidt.Costs;
using Loschmidt.Gradients;
using Loschmidt.Graphs;
using Loschmidt.Machines;
using Loschmidt.Splitting;
using Loschmidt.Terms;
using Loschmidt.Tests.Splitting;

namespace Loschmidt.Tests.Graphs;

/// <summary>A drive u(t) and a cost at every time: the echo is the gradient by θ and by the inputs.</summary>
public sealed class DrivenTests
{
    public static TheoryData<string, Quadrature> Machines => new()
    {
        { "drift-kick-drift", Quadrature.StepEnds },
        { "kick-drift-kick", Quadrature.Trapezoid },
        { "strang", Quadrature.Simpson },
        { "yoshida4", Quadrature.StepEnds },
        { "mclachlan4", Quadrature.Simpson },
    };

    /// <summary>Three ways that share no code; the mutations below each break one of them.</summary>
    [Theory, MemberData(nameof(Machines))]
    public void Tangent_reverse_sweep_and_complex_step_agree_to_rounding(string splitting, Quadrature quadrature)
    {
        var machine = DrivenTask.Machine(DrivenTask.Parts(splitting, quadrature));
        var batch = DrivenTask.Batch(machine, active: 2);
        var (tangent, sweep, complex) = (Empty(machine), Empty(machine), Empty(machine));
        var cost = new TangentEstimator().Estimate(machine, batch, tangent);
        new ReverseSweepEstimator().Estimate(machine, batch, sweep).ShouldBe(cost, 1e-14 * cost);
        new ComplexStepEstimator().Estimate(machine, batch, complex).ShouldBe(cost);
        Rig.RelativeError(sweep, complex).ShouldBeLessThan(1e-13);
        Rig.RelativeError(tangent, complex).ShouldBeLessThan(1e-12);
    }

    /// <summary>Differences by every input number, of fourth order at 10⁻³: about 10⁻¹⁰.</summary>
    [Theory, MemberData(nameof(Machines))]
    public void The_gradient_by_initial_state_and_drive_is_that_of_differences(string splitting, Quadrature quadrature)
    {
        var machine = DrivenTask.Machine(DrivenTask.Parts(splitting, quadrature));
        var batch = DrivenTask.Batch(machine, active: 2);
        var (θ, inputs) = Estimate(new TangentEstimator(), machine, batch);
        var (_, expected) = Estimate(new CentralDifferencesEstimator(1e-3), machine, batch);
        Rig.RelativeError(inputs, expected).ShouldBeLessThan(1e-9);
        var alone = Empty(machine);
        new TangentEstimator().Estimate(machine, batch, alone);
        θ.ShouldBe(alone);
    }

    /// <summary>Slopes 2 ± 0.1 and 1 ± 0.1 for θ and for the inputs alike.</summary>
    [Theory]
    [InlineData("drift-kick-drift")]
    [InlineData("yoshida4")]
    public void A_pair_of_echoes_errs_by_the_square_of_epsilon_and_one_by_epsilon(string splitting)
    {
        var machine = DrivenTask.Machine(DrivenTask.Parts(splitting, Quadrature.Simpson));
        var batch = DrivenTask.Batch(machine);
        var (θ, inputs) = Estimate(new TangentEstimator(), machine, batch);
        Slopes(ε => new EchoEstimator(ε)).ShouldAllBe(slope => Math.Abs(slope - 2) < 0.1);
        Slopes(ε => new OneSidedEchoEstimator(ε)).ShouldAllBe(slope => Math.Abs(slope - 1) < 0.1);

        double[] Slopes(Func<double, IInputGradientEstimator> echo)
        {
            var (coarse, fine) = (Estimate(echo(1e-2), machine, batch), Estimate(echo(1e-3), machine, batch));
            return
            [
                Math.Log10(Rig.RelativeError(coarse.Theta, θ) / Rig.RelativeError(fine.Theta, θ)),
                Math.Log10(Rig.RelativeError(coarse.Inputs, inputs) / Rig.RelativeError(fine.Inputs, inputs)),
            ];
        }
    }

    /// <summary>The drive replayed in the order of the way out is the mutation.</summary>
    [Fact]
    public void Without_a_nudge_the_momenta_of_the_inputs_come_home_to_zero()
    {
        Largest(forgetful: false).ShouldBeLessThan(1e-13);
        Largest(forgetful: true).ShouldBeGreaterThan(0.1);

        static double Largest(bool forgetful)
        {
            var parts = DrivenTask.Parts("yoshida4");
            var drive = new Forgetful(forgetful);
            var machine = DrivenTask.Machine(parts with { Drive = drive });
            var momenta = new double[machine.Features * machine.Lanes];
            machine.Prepare(DrivenTask.Batch(machine));
            machine.Evolve();
            drive.Home = true;
            machine.Reverse();
            machine.Return();
            machine.Reverse();
            machine.ReadInputMomenta(momenta);
            return momenta.Max(Math.Abs);
        }
    }

    [Fact]
    public void Parameters_that_recoil_leave_the_gradient_by_the_inputs_right()
    {
        var machine = DrivenTask.Machine(DrivenTask.Parts("strang") with { InverseMass = 0.05, Lanes = 1 });
        var batch = DrivenTask.Batch(machine, active: 1);
        var (_, inputs) = Estimate(new TangentEstimator(), machine, batch);
        var (_, expected) = Estimate(new CentralDifferencesEstimator(1e-3), machine, batch);
        Rig.RelativeError(inputs, expected).ShouldBeLessThan(1e-9);
    }

    [Fact]
    public void In_whole_numbers_the_gradient_by_the_inputs_is_the_same_to_their_grain()
    {
        var parts = DrivenTask.Parts("drift-kick-drift", Quadrature.Trapezoid);
        var machine = DrivenTask.Machine(parts);
        var exact = DrivenTask.Machine(parts with { Arithmetic = Arithmetic.FixedPoint });
        var batch = DrivenTask.Batch(machine);
        var (θ, inputs) = Estimate(new TangentEstimator(), machine, batch);
        var (θExact, inputsExact) = Estimate(new TangentEstimator(), exact, batch);
        Rig.RelativeError(θExact, θ).ShouldBeLessThan(1e-10);
        Rig.RelativeError(inputsExact, inputs).ShouldBeLessThan(1e-10);
        Rig.EchoError(exact, batch).ShouldBe(0);
    }

    /// <summary>A coupling odd in velocity: the return misses the start, and no ε makes the echo a gradient.</summary>
    [Fact]
    public void Broken_time_reversal_is_detected_under_a_drive_and_a_running_cost()
    {
        Misses(0).Home.ShouldBeLessThan(1e-13);
        Misses(0).Gradient.ShouldBeLessThan(1e-7);
        Misses(0.7).Home.ShouldBeGreaterThan(0.1);
        Misses(0.7).Gradient.ShouldBeGreaterThan(0.1);

        static (double Home, double Gradient) Misses(double flux)
        {
            var parts = DrivenTask.Parts("strang");
            var machine = DrivenTask.Machine(parts with
            {
                Hamiltonian = new(4, [.. parts.Hamiltonian.Parts, [new FluxTerm<double>(1, 2, flux)]]),
            });
            var batch = DrivenTask.Batch(machine);
            var (echo, sweep) = (Empty(machine), Empty(machine));
            new EchoEstimator(1e-4).Estimate(machine, batch, echo);
            new ReverseSweepEstimator().Estimate(machine, batch, sweep);
            return (Rig.EchoError(machine, batch), Rig.RelativeError(echo, sweep));
        }
    }

    /// <summary>Order 4 ± 0.3 where flows see the tone of their own moment, 2 where it is held during a step.</summary>
    [Fact]
    public void A_tone_leaves_a_splitting_its_order()
    {
        Order(held: false).ShouldBe(4, 0.3);
        Order(held: true).ShouldBe(2, 0.3);

        static double Order(bool held)
        {
            var costs = ((int[])[40, 80, 160]).Select(steps => CostOf(steps, held)).ToArray();
            return Math.Log2((costs[0] - costs[1]) / (costs[1] - costs[2]));
        }

        static double CostOf(int steps, bool held)
        {
            var chain = Graph.Chain(3);
            var tone = new ToneDrive<double>(0.8, 3, 0.4);
            var machine = new HamiltonianMachine<double>(new()
            {
                Hamiltonian = new(
                    3, [new KineticTerm<double>(chain)],
                    [new BondTerm<double, QuarticSpring>("springs", chain), new DriveTerm<double>(1)]),
                Schedule = new(4, steps, SplittingScheme.McLachlan4),
                Input = SiteEncoder.Positions(0),
                Output = [2],
                Cost = null,
                RunningCost = new PositionCost<double>([0, 2], [1.0], [[0.3, -0.2]]),
                Quadrature = Quadrature.Simpson,
                Drive = held ? new Held(tone) : tone,
            });
            machine.Tensor("springs/hardening").Fill(0.8);
            var batch = new Batch(1, 0, 1) { Active = 1 };
            batch.Inputs[0] = 0.9;
            machine.Prepare(batch);
            machine.Evolve();
            return machine.Cost();
        }
    }

    [Fact]
    public void A_machine_that_cannot_hear_its_inputs_says_what_to_change()
    {
        var parts = DrivenTask.Parts("strang");
        var deaf = DrivenTask.Machine(parts with { HearsInputs = false });
        Should.Throw<NotSupportedException>(() => Estimate(new TangentEstimator(), deaf, DrivenTask.Batch(deaf)))
            .Message.ShouldContain("HearsInputs");
        Should.Throw<ArgumentException>(() => DrivenTask.Machine(parts with { Drive = new SampledDrive<double>(2, 5) }))
            .Message.ShouldContain("24");
        var odd = parts with { Schedule = new(1, 25, SplittingScheme.Strang), HearsInputs = false };
        Should.Throw<ArgumentException>(() => DrivenTask.Machine(odd with { Quadrature = Quadrature.Simpson }))
            .Message.ShouldContain("even");
        var early = DrivenTask.Machine(parts with { Quadrature = Quadrature.Trapezoid });
        Should.Throw<ArgumentException>(() => early.Prepare(DrivenTask.Batch(early)))
            .Message.ShouldContain("first = 0");
    }

    [Fact]
    public void Targets_of_every_moment_are_its_own()
    {
        var machine = DrivenTask.Machine(DrivenTask.Parts("strang"));
        var batch = DrivenTask.Batch(machine);
        machine.Prepare(batch);
        machine.Evolve();
        var before = machine.Cost();

        // The last moment judges sites 2 and 3 with weights dt · 0.6 and dt · 0.3; lane 1, position of site 3.
        var last = (4 * (DrivenTask.Steps - 1) + 2) * 3 + 1;
        var q = machine.State.Q[3 * machine.State.Lanes + 1];
        var wanted = batch.Targets[last];
        batch.Targets[last] += 0.25;
        machine.Prepare(batch);
        machine.Evolve();
        var expected = 0.1 * 0.6 * (Math.Pow(q - wanted - 0.25, 2) - Math.Pow(q - wanted, 2));
        (machine.Cost() - before).ShouldBe(expected, 1e-13);
    }

    private static double[] Empty(IMachine machine) => new double[machine.Parameters.Count];

    private static (double[] Theta, double[] Inputs) Estimate(
        IInputGradientEstimator estimator, IMachine machine, Batch batch)
    {
        var (gradient, inputs) = (Empty(machine), new double[batch.Inputs.Length]);
        estimator.EstimateWithInputs(machine, batch, gradient, inputs);
        return (gradient, inputs);
    }

    /// <summary>The samples' drive, which on the way home may forget to turn round.</summary>
    private sealed class Forgetful(bool forgets) : IDrive<double>
    {
        private readonly SampledDrive<double> _drive = new(2, DrivenTask.Steps);

        public bool Home { get; set; }

        public int Channels => 2;

        public int Features => _drive.Features;

        public void Prepare(Batch batch, int firstFeature) => _drive.Prepare(batch, firstFeature);

        public void At(int step, double time, Span<double> drive, int lanes) =>
            _drive.At(Home && forgets ? DrivenTask.Steps - 1 - step : step, time, drive, lanes);
    }

    private sealed class Held(IDrive<double> drive) : IDrive<double>
    {
        public int Channels => drive.Channels;

        public int Features => drive.Features;

        public void Prepare(Batch batch, int firstFeature) => drive.Prepare(batch, firstFeature);

        public void At(int step, double time, Span<double> values, int lanes) => drive.At(step, time, values, lanes);
    }
}
