using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Experiments.Composition;

/// <summary>From the data block of an experiment to series that a stack reads and is judged by.</summary>
internal static class SeriesFactory
{
    /// <summary>Loads the splits and makes sure that the machine can read them.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="machine">Its machine.</param>
    /// <param name="folder">What <c>--data</c> said.</param>
    /// <exception cref="DataException">Data are missing or damaged.</exception>
    /// <exception cref="UnsuitableException">The machine reads other series, or is asked what they cannot judge.</exception>
    public static DataSplits Load(Experiment experiment, ISequenceMachine machine, string? folder)
    {
        var settings = (HssmSettings)experiment.Machine;
        var (channels, head) = (settings.Channels, settings.Head);
        var splits = SeriesSets.Load(experiment.Data, experiment.Seed, folder);
        var train = (ISeriesSet)splits.Train;
        var problem = train switch
        {
            _ when train.Channels != channels => ("machine.channels",
                $"{train.Name} has {train.Channels} channels a step, this machine reads {channels}; set machine.channels: {train.Channels}"),
            _ when head.Kind == HeadKind.Classification && train.ClassNames.Count == 0 => ("machine.head.kind",
                $"{train.Name} has no classes; use machine.head.kind: {(train.TargetChannels > 0 ? "regression" : "forecast")}"),
            _ when head.Kind == HeadKind.Classification && train.ClassNames.Count > machine.Outputs => ("machine.head.outputs",
                $"{train.Name} has {train.ClassNames.Count} classes, this machine gives {machine.Outputs} answers; "
                + $"set machine.head.outputs: {train.ClassNames.Count}"),
            _ when head.Kind == HeadKind.Regression && train.TargetChannels != machine.Outputs => ("machine.head.outputs",
                train.TargetChannels == 0
                    ? $"{train.Name} has no targets to regress; use machine.head.kind: {(train.ClassNames.Count > 0 ? "classification" : "forecast")}"
                    : $"{train.Name} has targets of {train.TargetChannels} numbers, this machine gives {machine.Outputs}; "
                    + $"set machine.head.outputs: {train.TargetChannels}"),
            _ when head.Kind == HeadKind.Regression && train.TargetsOf(0) != TargetsFor(head, train.StepsOf(0)) => ("machine.head.pool",
                $"{train.Name} has {train.TargetsOf(0)} targets in the {train.StepsOf(0)} steps of its first sample, this head expects "
                + $"{TargetsFor(head, train.StepsOf(0))}; change machine.head.pool or machine.head.every"),
            _ when experiment.Data.Differences is true && head is not { Kind: HeadKind.Forecast, Horizon: 1 } => ("machine.head.horizon",
                "data.differences forecasts the change to the next step; it needs machine.head: { kind: forecast, horizon: 1 }"),
            _ when head.Kind == HeadKind.Forecast && train.StepsOf(0) <= head.Horizon => ("machine.head.horizon",
                $"a sample of {train.Name} has {train.StepsOf(0)} steps, too few for a forecast {head.Horizon} steps ahead"),
            _ => default,
        };
        return problem is var (key, message) && message is not null
            ? throw new UnsuitableException($"data: {message}", Places.Of(settings, key) ?? Places.Of(experiment.Data, "data.set"))
            : splits with { Notes = [.. splits.Notes, .. Unused(settings, train, machine.Outputs)] };
    }

    /// <summary>What the machine has and these data never ask for.</summary>
    private static IEnumerable<string> Unused(HssmSettings settings, ISeriesSet train, int outputs)
    {
        var head = settings.Head;
        if (head.Kind == HeadKind.Classification && outputs > train.ClassNames.Count)
        {
            yield return $"{train.Name} has {train.ClassNames.Count} classes, this machine gives {outputs} answers, of which the others are never "
                + $"right; machine.head.outputs: {train.ClassNames.Count} is enough";
        }

        if (head.Kind == HeadKind.Forecast && head.Outputs != new HeadSettings().Outputs && head.Outputs != settings.Channels)
        {
            yield return $"machine.head.outputs: {head.Outputs} has no effect: a forecast answers with all {settings.Channels} channels of its input";
        }
    }

    private static int TargetsFor(HeadSettings head, int steps) => head.Pool == Pooling.Every ? steps / head.Every : 1;
}
