using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Tests.Training;

/// <summary>A machine that does not come home learns nothing from echoes, and is told so before anything is written.</summary>
public sealed class HomeCheckTests
{
    /// <summary>The mutation: the check left out of the plan.</summary>
    [Theory]
    [InlineData("spin-wave-dmi", "Dzyaloshinskii-Moriya vector along z")]
    [InlineData("spin-wave-by", "static field B_y")]
    public void Training_is_refused_with_the_measured_distance_and_the_reason(string preset, string reason)
    {
        var runs = Path.Combine(Path.GetTempPath(), $"loschmidt-home-{Guid.NewGuid():n}");
        var refusal = Should.Throw<UnsuitableException>(() => TrainCommand.Run(
            new TrainRequest(preset, false, [], null, null, null, null, null, 0, null, runs), new Progress<TrainProgress>(), CancellationToken.None));

        refusal.Message.ShouldContain(reason);
        refusal.Message.ShouldMatch(@"misses home by [01]\.\d+ of the state");
        Directory.Exists(runs).ShouldBeFalse();
    }

    [Theory]
    [InlineData("spin-wave", "machine.dmi.y=0.3")]
    [InlineData("spin-wave", "machine.field.x=0.3")]
    [InlineData("spin-wave-dmi", "training.watchdog.on=false")]
    [InlineData("spin-wave-by", "training.estimator=central-differences", "training.protocol=", "training.optimiser.kind=sgd", "training.optimiser.rate=1")]
    [InlineData("matter-wave", "training.precision=float")]
    [InlineData("xor")]
    public void What_comes_home_or_needs_no_echo_or_wants_to_see_is_trained(string preset, params string[] settings) =>
        Plan(preset, settings).Steps.ShouldBePositive();

    /// <summary>One echo is run for the check; θ and π must not know of it.</summary>
    [Fact]
    public void The_check_leaves_the_learning_field_as_it_was()
    {
        var experiment = Load("spin-wave", []);
        var plan = Plan("spin-wave", []);
        var fresh = MachineFactory.Build(experiment.Machine, experiment.Training.Precision, experiment.Seed);
        plan.Learner.Theta.SequenceEqual(fresh.Learning.Theta).ShouldBeTrue();
        plan.Bench.Blocks.Machine.Learning.Pi.ToArray().ShouldAllBe(value => value == 0);
        plan.Bench.Blocks.Machine.Learning.Theta.SequenceEqual(fresh.Learning.Theta).ShouldBeTrue();
    }

    private static TrainingPlan Plan(string preset, IReadOnlyList<string> settings) => TrainingPlan.Of(Load(preset, settings), new TrainingOptions(1, null));

    private static Experiment Load(string preset, IReadOnlyList<string> settings) =>
        ExperimentFile.Load(preset, [.. settings.Select(Setting.Parse)], quick: false, MachineFactory.Kinds);
}
