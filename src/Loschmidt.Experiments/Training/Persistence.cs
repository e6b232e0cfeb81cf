using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Experiments.Training;

/// <summary>The forecast that any other has to beat: everything stays as it is now.</summary>
internal static class Persistence
{
    private const int Piece = 1 << 10;

    /// <summary>How far a machine looks ahead; null where it does not forecast.</summary>
    public static int? HorizonOf(IMachine machine) => machine switch
    {
        HssmMachine<float> { Settings.Head: { Kind: HeadKind.Forecast } head } => head.Horizon,
        HssmMachine<double> { Settings.Head: { Kind: HeadKind.Forecast } head } => head.Horizon,
        _ => null,
    };

    /// <summary>What it costs a sample in the mean, measured as a machine's forecast is: the mean of (x(t + horizon)
    /// − x(t))² over steps and channels.</summary>
    public static double CostOf(ISeriesSet set, int horizon)
    {
        if (set is ChangedSeries changes)
        {
            return CostOfNoChange(changes);
        }

        var channels = set.Channels;
        var (now, then) = (new double[Piece * channels], new double[Piece * channels]);
        var cost = 0.0;
        for (var row = 0; row < set.Count; row++)
        {
            var (steps, sum) = (set.StepsOf(row) - horizon, 0.0);
            for (var start = 0; start < steps; start += Piece)
            {
                var count = Math.Min(Piece, steps - start) * channels;
                set.ReadSteps(row, start, now.AsSpan(0, count));
                set.ReadSteps(row, start + horizon, then.AsSpan(0, count));
                for (var i = 0; i < count; i++)
                {
                    sum += (then[i] - now[i]) * (then[i] - now[i]);
                }
            }

            cost += steps > 0 ? sum / ((double)steps * channels) : 0;
        }

        return cost / set.Count;
    }

    /// <summary>Where changes are forecast, that everything stays as it is means that the next one is none.</summary>
    private static double CostOfNoChange(ChangedSeries set)
    {
        var channels = set.Channels;
        var then = new double[Piece * channels];
        var cost = 0.0;
        for (var row = 0; row < set.Count; row++)
        {
            var (steps, sum) = (set.StepsOf(row) - 1, 0.0);
            for (var start = 0; start < steps; start += Piece)
            {
                var values = then.AsSpan(0, Math.Min(Piece, steps - start) * channels);
                set.ReadSteps(row, start + 1, values);
                for (var i = 0; i < values.Length; i++)
                {
                    var change = values[i] - set.Still[i % channels];
                    sum += change * change;
                }
            }

            cost += steps > 0 ? sum / ((double)steps * channels) : 0;
        }

        return cost / set.Count;
    }
}
