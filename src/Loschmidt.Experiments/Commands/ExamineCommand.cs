using System.Globalization;
using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Commands;

/// <summary>Reads an experiment as <c>loschmidt train</c> would and says what it means, at the pace of somebody who types.</summary>
/// <remarks>Files are not looked for, devices not asked, and machines beyond <see cref="BuildSize.Quick"/> not built.</remarks>
internal static class ExamineCommand
{
    /// <summary>What the text is called in messages.</summary>
    public const string Source = "experiment.yaml";

    /// <summary>Reads a text and, where it is sound, builds its machine.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="quick">Whether the <c>quick</c> block applies.</param>
    /// <param name="settings">Values that replace the text's.</param>
    /// <param name="build">Whether the machine may be built.</param>
    public static Examination Run(string text, bool quick, IReadOnlyList<Setting> settings, bool build = true)
    {
        try
        {
            var experiment = ExperimentFile.Parse(text, Source, settings, quick, MachineFactory.Kinds);
            var meaning = Read(experiment) with { Seconds = Seconds(text, quick, experiment), Quick = experiment.Quick is not null || quick };
            return build ? Built(experiment, meaning) : new Examination([], meaning);
        }
        catch (ExperimentException refusal)
        {
            return new Examination(refusal.Problems, null);
        }
    }

    private static ExperimentMeaning Read(Experiment experiment) => new(
        experiment.Name, MachineFactory.Kinds.KindOf(experiment.Machine), ValueTypes.Word(experiment.Training.Estimator),
        experiment.Training.Steps, experiment.Training.Epochs)
    {
        Sweep = experiment.Sweep is not null,
    };

    private static Examination Built(Experiment experiment, ExperimentMeaning meaning)
    {
        if (experiment.Machine is WireSettings)
            return new Examination([], meaning with { Note = "a device is asked only when it trains" });
        if (BuildSize.Of(experiment.Machine) is > BuildSize.Quick and var size)
        {
            return new Examination([], meaning with
            {
                Note = string.Create(CultureInfo.InvariantCulture, $"too large to be built while you type (up to {size:0.#e+0} values); its keys alone were checked"),
            });
        }

        try
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var machine = MachineFactory.Build(experiment);
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            meaning = Of(machine, meaning) with { Bytes = bytes };
            return Suited(experiment, machine, meaning);
        }
        catch (UnsuitableException refusal)
        {
            return new Examination([Problem(refusal, experiment)], meaning);
        }
        catch (OverflowException)
        {
            return new Examination([], meaning with { Note = "too large to be built: its parameters cannot be counted" });
        }
    }

    private static ExperimentMeaning Of(IEvolves machine, ExperimentMeaning meaning) => meaning with
    {
        Parameters = machine.Parameters.Count,
        Tensors = [.. machine.Parameters.Tensors.Select(tensor => $"{tensor.Name} [{string.Join(" × ", tensor.Shape)}]")],
        Features = machine.Features,
        Outputs = machine.Outputs,
        Targets = machine.Targets,
        Lanes = machine.Lanes,
    };

    /// <summary>Whether machine, estimator and, where they are made and not read, data go together.</summary>
    private static Examination Suited(Experiment experiment, IEvolves machine, ExperimentMeaning meaning)
    {
        var training = experiment.Training;
        var reason = "";
        if (training.Estimator == Estimator.SelfLearning)
        {
            var cycle = Learners.Cycle(training);
            if (cycle.Supports(machine, out reason))
                meaning = meaning with { Passes = cycle.Passes };
        }
        else
        {
            var estimator = Learners.Estimator(training, machine, experiment.Seed);
            if (estimator.Supports(machine, out reason))
                meaning = meaning with { Passes = estimator.Passes(machine) };
        }

        if (meaning.Passes is null)
        {
            var where = Places.Of(training, "training.estimator") ?? Places.Of(experiment.Machine, "machine");
            return new Examination([new ExperimentProblem(where ?? new SourcePosition(Source), reason) { Path = "training.estimator" }], meaning);
        }

        const int Most = 100_000; // samples that are drawn in a moment
        if (experiment.Data is { Set: DataSetKind.Xor or DataSetKind.Pattern or DataSetKind.Random or DataSetKind.Moons or DataSetKind.Ising }
            and { Samples: null or <= Most, Validation: null or <= Most })
        {
            DataFactory.Load(experiment, machine, null);
        }
        else
        {
            DataFactory.Foresee(experiment, machine);
            meaning = meaning with { Note = "its data are looked at when it starts" };
        }

        return new Examination([], meaning);
    }

    /// <summary>A refusal with its place taken off the message, which says it in front.</summary>
    private static ExperimentProblem Problem(UnsuitableException refusal, Experiment experiment)
    {
        var where = refusal.Where ?? new SourcePosition(Source);
        var message = refusal.Message.StartsWith($"{where}: ", StringComparison.Ordinal) ? refusal.Message[$"{where}: ".Length..] : refusal.Message;
        return new ExperimentProblem(where, message) { Path = refusal.Where is { } place && place == Places.Of(experiment.Data, "data.set") ? "data.set" : null };
    }

    private static double? Seconds(string text, bool quick, Experiment asked)
    {
        if (asked.Expected?.Seconds is not { } whole || !quick)
            return asked.Expected?.Seconds;
        var full = ExperimentFile.Parse(text, Source, [], quick: false, MachineFactory.Kinds).Training;
        return (full, asked.Training) switch
        {
            ({ Steps: { } all }, { Steps: { } some }) => whole * some / all,
            ({ Epochs: { } all }, { Epochs: { } some }) => whole * some / all,
            _ => null,
        };
    }
}
