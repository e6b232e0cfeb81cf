namespace Loschmidt.Experiments.Data.Series;

/// <summary>Images as series: one pixel a step, or one row of pixels; inputs are pixel/255.</summary>
/// <param name="name">What it is.</param>
/// <param name="images">The images.</param>
/// <param name="order">Which number of the image comes when; null means as they stand.</param>
/// <param name="channels">Numbers a step.</param>
internal sealed class ImageSeries(string name, ImageDataSet images, int[]? order, int channels) : ISeriesSet
{
    private readonly string[] _classes = [.. Enumerable.Range(0, images.Classes).Select(label => $"{label}")];

    public string Name => name;

    public int Count => images.Count;

    public int Channels => channels;

    public int TargetChannels => 0;

    public IReadOnlyList<string> ClassNames => _classes;

    public int StepsOf(int row) => images.Features / channels;

    public int TargetsOf(int row) => 0;

    public int LabelOf(int row) => images.Label(row);

    public void ReadSteps(int row, int start, Span<double> values)
    {
        SeriesRead.Require(start, values.Length, channels, StepsOf(row));
        var pixels = images.Pixels(row);
        var first = start * channels;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = pixels[order is null ? first + i : order[first + i]] / 255.0;
        }
    }

    public void ReadTargets(int row, int start, Span<double> values) => SeriesRead.Require(start, values.Length, 1, 0);
}
