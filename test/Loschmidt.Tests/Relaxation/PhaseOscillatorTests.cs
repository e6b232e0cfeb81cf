using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Relaxation;

namespace Loschmidt.Tests.Relaxation;

public sealed class PhaseOscillatorTests
{
    public static TheoryData<bool> Architectures => [true, false];

    private static PhaseOscillatorSettings Settings(bool layered) => layered ? Oscillators.Layers : Oscillators.Five;

    /// <summary>The mutation: a damping that counts held fields only; with couplings alone it is then far too
    /// small.</summary>
    [Theory, MemberData(nameof(Architectures)), Trait("check", "S24")]
    public void Energy_never_increases_along_a_relaxation(bool layered)
    {
        var machine = new PhaseOscillatorMachine<double>(
            Settings(layered) with { MostSteps = 1, CouplingScale = 4, Initialisations = 3 }, 5);
        machine.Prepare(Oscillators.Samples(machine, 4));
        var before = machine.Energy();
        var start = before;
        for (var step = 0; step < 300; step++)
        {
            machine.Evolve();
            var after = machine.Energy();
            after.ShouldBeLessThan(before + 1e-13 * Math.Abs(before)); // rounding of a sum of some hundred terms
            before = after;
        }

        before.ShouldBeLessThan(start - 1);
    }

    /// <summary>The mutation: sines and cosines of the mean field exchanged, or one sign.</summary>
    [Theory, MemberData(nameof(Architectures)), Trait("check", "S24")]
    public void The_force_is_minus_the_gradient_of_the_energy(bool layered)
    {
        var machine = new PhaseOscillatorMachine<double>(Settings(layered), 5);
        machine.Prepare(Oscillators.Samples(machine, 4));
        var force = new double[machine.Phases.Length];
        machine.Forces(force);
        const double h = 1e-5;
        for (var i = 0; i < force.Length; i++)
        {
            if (i % machine.Lanes < 4)
            {
                double At(double distance)
                {
                    machine.Phases[i] += distance;
                    machine.Turn();
                    var energy = machine.Energy();
                    machine.Phases[i] -= distance;
                    return energy;
                }

                force[i].ShouldBe((At(-h) - At(h)) / (2 * h), 1e-7);
            }
        }
    }

    [Theory, MemberData(nameof(Architectures))]
    public void A_relaxation_ends_where_no_force_is_left(bool layered)
    {
        var machine = new PhaseOscillatorMachine<double>(Settings(layered), 5);
        machine.Prepare(Oscillators.Samples(machine, 4));
        machine.Evolve();
        var force = new double[machine.Phases.Length];
        machine.Forces(force);
        machine.Steps.ShouldBeLessThan(machine.Settings.MostSteps);
        for (var i = 0; i < force.Length; i++)
        {
            (i % machine.Lanes < 4 ? Math.Abs(force[i]) : 0).ShouldBeLessThan(1e-12);
        }
    }

    /// <summary>The mutation: columns that have settled go on with the others.</summary>
    [Fact]
    public void A_sample_settles_to_the_same_bits_alone_and_among_others()
    {
        var machine = new PhaseOscillatorMachine<float>(Oscillators.Layers with { Tolerance = 1e-3, Initialisations = 2 }, 5);
        var all = Outputs(machine, Oscillators.Samples(machine, machine.Lanes));
        var alone = Outputs(machine, Oscillators.Samples(machine, 1));
        for (var output = 0; output < machine.Outputs; output++)
        {
            alone[output * machine.Lanes].ShouldBe(all[output * machine.Lanes]);
        }
    }

    [Fact]
    public void Answers_cost_and_energy_are_means_over_initialisations()
    {
        var machine = new PhaseOscillatorMachine<double>(Oscillators.Five with { Initialisations = 3 }, 5);
        var outputs = Outputs(machine, Oscillators.Samples(machine, 4));
        for (var lane = 0; lane < 4; lane++)
        {
            var mean = 0.0;
            for (var copy = 0; copy < 3; copy++)
            {
                mean += Math.Sin(machine.Phases[(2 * 3 + copy) * machine.Lanes + lane]) / 3;
            }

            outputs[machine.Lanes + lane].ShouldBe(mean, 1e-14);
            outputs[lane].ShouldBe(-mean, 1e-14);
        }

        // Where all begin alike, any number of them is as good as one.
        (double Cost, double Energy, double[] Slope) Alike(int copies)
        {
            var alike = new PhaseOscillatorMachine<double>(
                Oscillators.Five with { Initialisations = copies, InitialSpread = 0 }, 5);
            Outputs(alike, Oscillators.Samples(alike, 4));
            var slope = new double[alike.Parameters.Count];
            alike.EnergySlope(slope);
            return (alike.Cost(), alike.Energy(), slope);
        }

        var (one, three) = (Alike(1), Alike(3));
        three.Cost.ShouldBe(one.Cost, 1e-12);
        three.Energy.ShouldBe(one.Energy, 1e-12);
        Fidelity.Of(three.Slope, one.Slope).RelativeError.ShouldBeLessThan(1e-13);
    }

    [Fact]
    public void Initial_phases_are_named_by_step_and_sample_in_training_and_are_the_same_for_all_samples_outside_of_it()
    {
        var machine = new PhaseOscillatorMachine<double>(Oscillators.Layers with { Initialisations = 2 }, 5);
        double[] Phases(long moment, int block)
        {
            machine.Name(moment, block);
            machine.Prepare(Oscillators.Samples(machine, machine.Lanes));
            return machine.Phases.ToArray();
        }

        Phases(3, 1).ShouldBe(Phases(3, 1));
        Phases(3, 1).ShouldNotBe(Phases(4, 1));
        Phases(3, 1).ShouldNotBe(Phases(3, 0));
        Phases(3, 1)[..machine.Lanes].Distinct().Count().ShouldBe(machine.Lanes);
        var asked = Phases(-1, 0);
        asked[..machine.Lanes].Distinct().Count().ShouldBe(1);
        asked[machine.Lanes].ShouldNotBe(asked[0]); // the second initialisation begins elsewhere
        asked.ShouldAllBe(phase => Math.Abs(phase) <= Math.PI);
    }

    /// <summary>The mutation: initial phases from a generator that a replica carries along; or never named, so that
    /// every step draws the same.</summary>
    [Fact]
    public void The_bits_of_a_training_do_not_depend_on_the_number_of_workers()
    {
        double[] Train(int workers, int first = 0)
        {
            var settings = Oscillators.Five with { Inputs = 4, Tolerance = 1e-4, Initialisations = 2 };
            var blocks = new LaneBlocks(
                [.. Enumerable.Range(0, workers).Select(_ => new PhaseOscillatorMachine<float>(settings, 3))]);
            var training = new TrainingSettings
            {
                Estimator = Estimator.Equilibrium, Epsilon = 0.1, Optimiser = new() { Kind = OptimiserKind.Sgd, Rate = 0.1 },
            };
            var learner = Learners.Build(training, blocks, seed: 1);
            var data = new PatternDataSet(
                [.. Enumerable.Range(0, 60).Select(n => Enumerable.Range(0, 4).Select(i => (n >> i & 1) + 0.01 * n).ToArray())],
                [.. Enumerable.Repeat(Array.Empty<double>(), 60)]);
            for (var step = first; step < first + 3; step++)
            {
                learner.Step(step, 1, data, Enumerable.Range(0, 60).ToArray());
            }

            return learner.Theta.ToArray();
        }

        var one = Train(1);
        Train(2).ShouldBe(one);
        Train(3).ShouldBe(one);
        Train(1, first: 3).ShouldNotBe(one);
    }

    [Fact]
    public void Float_settles_where_double_does()
    {
        // Rounding of the phases is 1e-7; β = 0.1 divides differences of slopes by it.
        var settings = Oscillators.Layers with { Tolerance = 1e-5 };
        var (single, exact) = (new PhaseOscillatorMachine<float>(settings, 5), new PhaseOscillatorMachine<double>(settings, 5));
        var estimator = new EquilibriumEstimator(0.1, Symmetric: true);
        var (rough, fine) = (new double[single.Parameters.Count], new double[exact.Parameters.Count]);
        var cost = estimator.Estimate(single, Oscillators.Samples(single, 7), rough);
        cost.ShouldBe(estimator.Estimate(exact, Oscillators.Samples(exact, 7), fine), 1e-3);
        Fidelity.Of(rough, fine).RelativeError.ShouldBeLessThan(3e-3);
    }

    [Fact]
    public void What_no_oscillators_can_be_made_of_is_refused_in_the_words_of_the_settings()
    {
        Should.Throw<ArgumentException>(() => new PhaseOscillatorMachine<double>(Oscillators.Layers with { Hidden = [3, 0] }, 1))
            .Message.ShouldBe("hidden: every layer needs at least 1 oscillator; leave the list empty for none");
        Should.Throw<ArgumentException>(
                () => new PhaseOscillatorMachine<double>(Oscillators.Layers with { Hidden = [65536, 65536] }, 1))
            .Message.ShouldContain("pairs");
        var machine = new PhaseOscillatorMachine<double>(Oscillators.Five, 1);
        Should.Throw<ArgumentException>(() => machine.Prepare(new Batch(3, 0, machine.Lanes) { Active = 1 }))
            .Message.ShouldContain("of 2 numbers");
    }

    [Fact]
    public void A_layer_of_inputs_may_meet_the_outputs_directly()
    {
        var machine = new PhaseOscillatorMachine<double>(Oscillators.Layers with { Hidden = [] }, 1);
        var outputs = Outputs(machine, Oscillators.Samples(machine, 5));
        outputs.ShouldAllBe(y => Math.Abs(y) <= 1);
        machine.Parameters.Count.ShouldBe(3 * 3 + 3 + 3);
    }

    [Fact]
    public void A_phase_that_is_not_finite_is_put_down_to_what_caused_it()
    {
        var machine = new PhaseOscillatorMachine<double>(Oscillators.Five, 1);
        var batch = Oscillators.Samples(machine, 4);
        machine.Prepare(batch);
        machine.DescribeFault().ShouldBeNull();
        machine.Learning.Theta[8] = double.NaN;
        machine.DescribeFault().ShouldBe("parameter oscillators/W[8] is NaN; the learning rate is too large");
    }

    private static double[] Outputs<T>(PhaseOscillatorMachine<T> machine, Batch batch)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        machine.Name(-1, 0);
        machine.Prepare(batch);
        machine.Evolve();
        var outputs = new double[machine.Outputs * machine.Lanes];
        machine.Read(outputs);
        return outputs;
    }
}
