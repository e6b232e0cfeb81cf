using System.Numerics.Tensors;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>How a machine was shown its series: what every other series has to pass through before it.</summary>
/// <param name="Channels">Numbers a step in files, without the channel of time.</param>
/// <param name="Classes">Names of the classes in the order of labels; empty without classes.</param>
/// <param name="Scale">Mean and deviation of the training samples; null where numbers are shown as they are.</param>
/// <param name="TimeChannel">Whether the time is put before the other channels.</param>
/// <param name="Missing">What becomes of missing numbers.</param>
/// <param name="Differences">Whether the changes from step to step are shown in place of the numbers.</param>
internal sealed record SeriesReading(
    int Channels, IReadOnlyList<string> Classes, ChannelScale? Scale, bool TimeChannel, MissingValues Missing,
    bool Differences = false)
{
    /// <summary>What training data ask for.</summary>
    /// <param name="settings">The data block.</param>
    /// <param name="train">The training samples as their files say them.</param>
    public static SeriesReading Of(DataSettings settings, ISeriesSet train) => new(
        train.Channels, train.ClassNames,
        settings.Normalise == SeriesScaling.PerChannel 
            ? ChannelScale.Of(settings.Differences is true ? new ChangedSeries(train, null) : train) : null,
        settings.TimeChannel is true, settings.Missing ?? MissingValues.Refuse, settings.Differences is true);

    /// <summary>Samples as the machine is shown them.</summary>
    public ISeriesSet Show(ISeriesSet set)
    {
        if (Differences)
        {
            return new ChangedSeries(set, Scale);
        }

        set = Scale is null ? set : new ScaledSeries(set, Scale);
        return TimeChannel ? new TimedSeries(set) : set;
    }

    /// <summary>Overwrites a step of a file by what the machine is shown.</summary>
    /// <param name="step">[channels].</param>
    /// <param name="before">[channels]: the step before it as the file says it.</param>
    public void ToMachine(Span<double> step, ReadOnlySpan<double> before)
    {
        if (Differences)
        {
            TensorPrimitives.Subtract(step, before, step);
        }

        Scale?.Apply(step);
    }

    /// <summary>Overwrites what a machine forecasts by numbers as files have them; the time is left out.</summary>
    /// <param name="answer">[outputs]: the channels it is shown.</param>
    /// <param name="now">[channels]: the newest step behind the answer as the file says it.</param>
    /// <returns>[channels], a part of the answer.</returns>
    public Span<double> FromMachine(Span<double> answer, ReadOnlySpan<double> now)
    {
        var step = answer[(TimeChannel ? 1 : 0)..];
        Scale?.Undo(step);
        if (Differences)
        {
            TensorPrimitives.Add(step, now, step);
        }

        return step;
    }
}
