namespace Loschmidt.Experiments.Data.Series;

/// <summary>Finds sets whose channels are one signal read at different times: x[c+1][t] = x[c][t+D] with D
/// channels, as in two sets of the UEA archive.</summary>
internal static class ShiftedCopies
{
    private const int Looked = 8; // samples

    /// <summary>Whether the first samples are so.</summary>
    public static bool Are(ISeriesSet set)
    {
        var changes = false;
        for (var row = 0; row < Math.Min(Looked, set.Count); row++)
        {
            var (steps, channels) = (set.StepsOf(row), set.Channels);
            if (channels < 2 || steps <= 2 * channels || (long)steps * channels > 1 << 24)
                return false;
            var values = new double[steps * channels];
            set.ReadSteps(row, 0, values);
            for (var i = 0; i < (steps - channels) * channels; i++)
            {
                if (i % channels > 0 && values[i] != values[i - 1 + (channels * channels)])
                    return false;
                changes |= values[i] != values[i % channels];
            }
        }

        return changes;
    }
}
