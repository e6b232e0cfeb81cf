using System.Globalization;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>Notices that a later part of a series lies elsewhere than the part that is learnt from: a trend, most often.</summary>
internal static class SpanDrift
{
    // Of the mean, in deviations of the training part. Swings that come and go in both parts stay far below, a trend over the whole series does not.
    private const double Far = 0.75;

    /// <summary>A line for each part and channel that lies far away.</summary>
    /// <param name="train">The training part, one sample.</param>
    /// <param name="parts">The parts behind it, each one sample, and what they are called.</param>
    /// <param name="changes">Whether changes are looked at already.</param>
    public static IEnumerable<string> Notes(ISeriesSet train, IEnumerable<(string Part, ISeriesSet Set)> parts, bool changes)
    {
        var scale = ChannelScale.Of(train);
        foreach (var (part, set) in parts)
        {
            var mean = ChannelScale.MeanOf(set);
            for (var channel = 0; channel < mean.Length; channel++)
            {
                var away = (mean[channel] - scale.Mean[channel]) / scale.Deviation[channel];
                if (Math.Abs(away) > Far)
                {
                    var (what, side) = (changes ? "'s change from step to step" : "", away > 0 ? "above" : "below");
                    yield return string.Create(
                        CultureInfo.InvariantCulture,
                        $"column {channel + 1}{what} lies {Math.Abs(away):0.0} deviations {side} the training part in the {part} part: ")
                        + "a machine forecasts poorly what it never saw; "
                        + (changes ? "train on a longer part (data.shares)"
                            : "where it is a trend, data.differences: true forecasts the changes instead");
                }
            }
        }
    }
}
