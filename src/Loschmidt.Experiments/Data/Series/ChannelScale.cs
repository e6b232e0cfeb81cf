namespace Loschmidt.Experiments.Data.Series;

/// <summary>Mean and deviation of each channel over all steps of all samples of a set.</summary>
/// <param name="Mean">[channels].</param>
/// <param name="Deviation">[channels]; 1 where a channel never changes.</param>
internal sealed record ChannelScale(double[] Mean, double[] Deviation)
{
    private const int Piece = 1 << 10;

    /// <summary>Measures a set, in two passes: the second takes the mean away before it squares.</summary>
    public static ChannelScale Of(ISeriesSet set)
    {
        var mean = MeanOf(set);
        var variance = Average(set, static (value, mean) => (value - mean) * (value - mean), mean);
        return new ChannelScale(mean, Array.ConvertAll(variance, each => each > 0 ? Math.Sqrt(each) : 1));
    }

    /// <summary>The mean of each channel alone.</summary>
    public static double[] MeanOf(ISeriesSet set) => Average(set, static (value, _) => value, new double[set.Channels]);

    /// <summary>Overwrites x by (x − mean)/deviation.</summary>
    /// <param name="values">[steps × channels], channels innermost.</param>
    public void Apply(Span<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var channel = i % Mean.Length;
            values[i] = (values[i] - Mean[channel]) / Deviation[channel];
        }
    }

    /// <summary>Overwrites x by mean + deviation·x.</summary>
    /// <param name="values">[steps × channels], channels innermost.</param>
    public void Undo(Span<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var channel = i % Mean.Length;
            values[i] = Mean[channel] + (Deviation[channel] * values[i]);
        }
    }

    private static double[] Average(ISeriesSet set, Func<double, double, double> what, double[] about)
    {
        var channels = set.Channels;
        var sums = new double[channels];
        var piece = new double[Piece * channels];
        long steps = 0;
        for (var row = 0; row < set.Count; row++)
        {
            var length = set.StepsOf(row);
            for (var start = 0; start < length; start += Piece)
            {
                var values = piece.AsSpan(0, Math.Min(Piece, length - start) * channels);
                set.ReadSteps(row, start, values);
                for (var i = 0; i < values.Length; i++)
                {
                    sums[i % channels] += what(values[i], about[i % channels]);
                }
            }

            steps += length;
        }

        return Array.ConvertAll(sums, sum => sum / steps);
    }
}
