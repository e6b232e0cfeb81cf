using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Sweeps;

/// <summary>Which jobs a sweep block means.</summary>
public sealed class SweepPlanTests
{
    [Fact]
    public void A_grid_is_every_combination_of_cases_points_and_seeds_in_the_order_written()
    {
        var jobs = SweepPlan.Jobs(Small.Ring("""
            sweep:
              cases: { plain: {}, ball: { training.optimiser: { kind: heavy-ball, rate: 0.05 } } }
              keys: { training.epsilon: [0.001, 0.01], machine.duration: [1, 2] }
              seeds: [7, 3]
            """));

        jobs.Count.ShouldBe(2 * 2 * 2 * 2);
        jobs.Select(job => job.Name).Distinct().Count().ShouldBe(jobs.Count);
        jobs[0].Variant.ShouldBe("plain, training.epsilon=0.001, machine.duration=1");
        jobs[0].Experiment.Seed.ShouldBe(7u);
        jobs[1].Experiment.Seed.ShouldBe(3u);
        jobs[2].Variant.ShouldBe("plain, training.epsilon=0.001, machine.duration=2");
        jobs[^1].Name.ShouldBe("016-ball-3");
        jobs[^1].Experiment.Training.Optimiser.Kind.ShouldBe(OptimiserKind.HeavyBall);
        jobs[^1].Experiment.Training.Epsilon.ShouldBe(0.01);
        jobs.ShouldAllBe(job => job.Experiment.Sweep == null);
    }

    [Fact]
    public void A_latin_hypercube_has_one_point_in_each_part_of_every_axis_and_random_points_do_not()
    {
        int[] PartsOf(string method, string key) =>
        [
            .. SweepPlan.Jobs(Small.Ring($$"""
                sweep:
                  method: {{method}}
                  points: 16
                  keys: { training.epsilon: 1e-4 .. 1e-1 log, machine.duration: 1 .. 3 }
                """)).Select(job => key == "epsilon"
                    ? (int)(16 * Math.Log10(job.Experiment.Training.Epsilon!.Value / 1e-4) / 3)
                    : (int)(16 * (Duration(job.Experiment) - 1) / 2)).Order(),
        ];

        PartsOf("latin-hypercube", "epsilon").ShouldBe(Enumerable.Range(0, 16));
        PartsOf("latin-hypercube", "duration").ShouldBe(Enumerable.Range(0, 16));
        PartsOf("random", "epsilon").Distinct().Count().ShouldBeLessThan(16); // the mutation: independent draws collide
    }

    [Fact]
    public void Whole_ranges_reach_both_ends_and_nothing_beyond()
    {
        var range = SweepRange.TryParse("2 .. 4 whole")!;
        range.At(0).ShouldBe(2);
        range.At(0.34).ShouldBe(3);
        range.At(Math.BitDecrement(1.0)).ShouldBe(4);
    }

    [Fact]
    public void The_same_block_means_the_same_points_every_time_and_another_seed_other_points()
    {
        const string Block = """
            sweep: { method: random, points: 5, keys: { training.epsilon: 1e-4 .. 1e-1 log } }
            """;
        string[] Variants(ulong seed) => [.. SweepPlan.Jobs(Small.Ring(Block) with { Seed = seed }).Select(job => job.Variant)];
        Variants(1).ShouldBe(Variants(1));
        Variants(1).ShouldNotBe(Variants(2));
    }

    [Theory]
    [InlineData("sweep: { keys: { training.epsilonn: [1] } }", "unknown key 'epsilonn' in training; did you mean 'epsilon'?")]
    [InlineData("sweep: { keys: { training.batch: [1, many] } }", "training.batch expects a whole number")]
    [InlineData("sweep: { keys: { training.epsilon: 0 .. 1 } }", "a grid needs a list of values")]
    [InlineData("sweep: { method: random, points: 3, keys: { training.epsilon: 0 .. 1 log } }", "expects for 'training.epsilon' a list")]
    [InlineData("sweep: { method: random, keys: { training.epsilon: 0 .. 1 } }", "needs 'points' and 'keys'")]
    [InlineData("sweep: {}", "needs at least one of 'keys', 'cases' and 'seeds'")]
    [InlineData("sweep: { seeds: [1, 1] }", "expects a list of different seeds")]
    [InlineData("sweep: { cases: { a b: {} } }", "expects names of letters")]
    [InlineData("sweep: { cases: { plain: 3 } }", "a block of keys to override")]
    public void What_is_wrong_with_a_sweep_is_said_before_anything_is_trained(string block, string message) =>
        Should.Throw<ExperimentException>(() => SweepPlan.Jobs(Small.Ring(block))).Message.ShouldContain(message);

    [Fact]
    public void A_sweep_survives_being_written_and_read()
    {
        var experiment = Small.Ring("""
            sweep:
              method: latin-hypercube
              points: 4
              cases: { plain: {}, ball: { training.optimiser: { kind: heavy-ball, rate: 0.05 } } }
              keys: { training.epsilon: 1e-4 .. 1e-1 log }
              seeds: [1, 2]
              metric: cost
            """);
        var text = ExperimentWriter.Write(experiment, MachineFactory.Kinds);
        var back = ExperimentFile.Parse(text, "back", [], quick: false, MachineFactory.Kinds);
        (back.Sweep! with { Seeds = null }).ShouldBe(experiment.Sweep! with { Seeds = null });
        back.Sweep!.Seeds.ShouldBe(experiment.Sweep!.Seeds);
        SweepPlan.Jobs(back).Select(job => job.Variant).ShouldBe(SweepPlan.Jobs(experiment).Select(job => job.Variant));
    }

    private static double Duration(Experiment experiment) => ((Loschmidt.Graphs.RingSettings)experiment.Machine).Duration;
}
