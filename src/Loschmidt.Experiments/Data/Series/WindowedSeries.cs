namespace Loschmidt.Experiments.Data.Series;

/// <summary>Windows of the first sample of a set: window i is steps first + i·stride … first + i·stride + window − 1.
/// A window is its own target.</summary>
internal sealed class WindowedSeries : ISeriesSet
{
    private readonly ISeriesSet _series;
    private readonly int _first;
    private readonly int _window;
    private readonly int _stride;

    /// <summary>Takes all windows within a span.</summary>
    /// <exception cref="DataException">There is none.</exception>
    public WindowedSeries(string name, ISeriesSet series, int first, int length, int window, int stride)
    {
        if (length < window)
        {
            throw new DataException(
                name, $"{length} steps are too few for a window of {window}; lower data.window, or give this part a "
                + "larger share");
        }

        (Name, _series, _first, _window, _stride) = (name, series, first, window, stride);
        Count = ((length - window) / stride) + 1;
    }

    public string Name { get; }

    public int Count { get; }

    public int Channels => _series.Channels;

    public int TargetChannels => 0;

    public IReadOnlyList<string> ClassNames => [];

    public int StepsOf(int row) => _window;

    public int TargetsOf(int row) => 0;

    public int LabelOf(int row) => -1;

    public void ReadSteps(int row, int start, Span<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        SeriesRead.Require(start, values.Length, Channels, _window);
        _series.ReadSteps(0, checked(_first + (row * _stride) + start), values);
    }

    public void ReadTargets(int row, int start, Span<double> values) => SeriesRead.Require(start, values.Length, 1, 0);
}
