using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Sweeps;

/// <summary>The studies among the presets train what the paper's figures show: another preset with some keys changed.</summary>
public sealed class StudyPresetTests
{
    [Theory]
    [InlineData(false, 1000)]
    [InlineData(true, 400)]
    public void The_noise_study_is_the_XOR_machine_with_rates_noises_and_schedules(bool quick, int steps)
    {
        string[] noise = ["imperfections.reversal.noise=0.05"];
        string[] schedule = [.. noise, "training.schedule.kind=hyperbolic", "training.schedule.tau=50"];
        (string Name, string Protocol, double Rate, string[] Sets)[] curves =
        [
            ("perfect", "one-sided", 1, []), ("noisy-rate-1", "one-sided", 1, noise), ("noisy-rate-0.3", "one-sided", 0.3, noise),
            ("noisy-rate-0.1", "one-sided", 0.1, noise), ("noisy-schedule", "one-sided", 1, schedule), ("noisy-pair", "pair", 1, schedule),
        ];
        var jobs = Jobs("xor-noise", quick);
        jobs.Select(job => (job.Variant, job.Experiment.Seed)).ShouldBe(
            curves.SelectMany(curve => new ulong[] { 1, 2, 3 }.Select(seed => (curve.Name, seed))));
        foreach (var job in jobs)
        {
            var curve = curves.Single(one => one.Name == job.Variant);
            Bare(job.Experiment).ShouldBe(Bare(Load(
                "xor",
                [
                    $"seed={job.Experiment.Seed}", $"training.steps={steps}", "training.evaluateEvery=20", "training.epsilon=0.01",
                    $"training.protocol={curve.Protocol}", $"machine.inverseMass={0.001 * curve.Rate:F5}", .. curve.Sets,
                ])));
        }
    }

    [Theory]
    [InlineData(false, 10, 1719, 14)]
    [InlineData(true, 4, 313, 7)]
    public void The_sweep_over_the_nonlinearity_is_the_digit_reader_at_one_chi1_beside_the_linear_one(
        bool quick, int epochs, int evaluateEvery, int variants)
    {
        var jobs = Jobs("mnist-photonic-sweep", quick);
        jobs.DistinctBy(job => job.Variant).Count().ShouldBe(variants);
        jobs.Count.ShouldBe(variants * (quick ? 1 : 3));
        jobs[0].Case.ShouldBe("linear");
        foreach (var job in jobs)
        {
            var (chi1, chi2) = job.Case == "linear" ? ("0", "0") : ("0.1", job.Point.Single().Value);
            Bare(job.Experiment).ShouldBe(Bare(Load(
                "mnist-photonic-autonomous",
                [
                    "machine.inputAmplitude=1", "machine.denseSubsteps=32", $"machine.chi1={chi1}", $"machine.chi2={chi2}",
                    $"seed={job.Experiment.Seed}", $"training.epochs={epochs}", $"training.evaluateEvery={evaluateEvery}",
                    .. quick ? ["data.limit=10000"] : Array.Empty<string>(),
                ])));
        }
    }

    [Fact]
    public void A_case_that_sets_a_swept_key_is_one_point_of_it()
    {
        // The mutation: points that overwrite what the case says, so that 'alone' is trained three times.
        var experiment = ExperimentFile.Parse(
            """
            name: pinned
            machine: { kind: ring, sites: 8, inputSites: [0], outputSites: [4] }
            data: { set: pattern, inputs: [[1]], targets: [[0.5]] }
            training: { estimator: echo, steps: 1 }
            sweep:
              cases: { alone: { training.epsilon: 0.5 }, all: {} }
              keys: { training.epsilon: [0.1, 0.2, 0.3], training.batch: [1, 2] }
            """,
            "pinned", [], false, MachineFactory.Kinds);
        SweepPlan.Jobs(experiment).Select(job => (job.Case, job.Experiment.Training.Epsilon, job.Experiment.Training.Batch)).ShouldBe(
        [
            ("alone", 0.5, 1), ("alone", 0.5, 2),
            ("all", 0.1, 1), ("all", 0.1, 2), ("all", 0.2, 1), ("all", 0.2, 2), ("all", 0.3, 1), ("all", 0.3, 2),
        ]);
    }

    private static IReadOnlyList<SweepJob> Jobs(string preset, bool quick) =>
        SweepPlan.Jobs(ExperimentFile.Load(preset, [], quick, MachineFactory.Kinds));

    private static Experiment Load(string preset, string[] sets) =>
        ExperimentFile.Load(preset, sets.Select(Setting.Parse), quick: false, MachineFactory.Kinds);

    /// <summary>What decides the bits.</summary>
    private static string Bare(Experiment experiment) => ExperimentWriter.Write(
        experiment with { Name = "bare", Description = null, Expected = null, Quick = null, Sweep = null }, MachineFactory.Kinds);
}
