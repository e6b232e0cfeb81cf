using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Schema;
using Loschmidt.Machines;

namespace Loschmidt.Studio.Sequences;

/// <summary>What a layer hears: a made series or a sample of a data set.</summary>
/// <param name="Name">For people.</param>
/// <param name="Channels">Numbers a step.</param>
/// <param name="Values">[steps × channels].</param>
internal sealed record HeardSeries(string Name, int Channels, double[] Values)
{
    private const string Suffix = "-linear";

    /// <summary>Steps.</summary>
    public int Steps => Values.Length / Channels;

    /// <summary>Series of data sets that presets read, one preset each.</summary>
    public static IEnumerable<SeriesEntry> Sets() => Presets.List()
        .Where(name => name.EndsWith(Suffix, StringComparison.Ordinal))
        .Select(name => (name, Experiment: RequestedExperiment.Load(name, quick: true, [])))
        .Where(one => one.Experiment.Machine is Loschmidt.Sequences.HssmSettings)
        .Select(one => new SeriesEntry(one.name[..^Suffix.Length], $"{one.name[..^Suffix.Length]} (data)",
            ((Loschmidt.Sequences.HssmSettings)one.Experiment.Machine).Channels, Data: true));

    /// <summary>The series that a link names, at most as many steps as it asks for.</summary>
    /// <exception cref="StudioException">There is no such series.</exception>
    public static HeardSeries Of(SequenceQuery query, string? data)
    {
        if (MadeSeries.All.FirstOrDefault(one => one.Id == query.Series) is { } made)
            return new HeardSeries(made.Name, 1, MadeSeries.Of(made.Id, query.Steps, query.Seed));
        if (!Sets().Any(one => one.Id == query.Series))
            throw new StudioException($"there is no series '{ScalarNode.Printable(query.Series)}'; /api/sequences/series lists them");
        var experiment = RequestedExperiment.Load(query.Series + Suffix, quick: true, []);
        var set = (ISeriesSet)SeriesSets.Load(experiment.Data, experiment.Seed, data).Train;
        if (query.Sample >= set.Count)
            throw new StudioException($"{set.Name} has {set.Count} samples; sample runs from 0 to {set.Count - 1}");
        var batch = new Batch(0, 0, 1);
        set.Read([query.Sample], batch);
        var series = batch.Series!;
        var steps = Math.Min(query.Steps, series.StepsOf(0));
        var values = new double[steps * series.Channels];
        series.Read(0, 0, steps, values);
        return new HeardSeries($"{set.Name}, sample {query.Sample}", series.Channels, values);
    }
}

/// <summary>A series that there is.</summary>
/// <param name="Id">What a link names.</param>
/// <param name="Name">For people.</param>
/// <param name="Channels">Numbers a step.</param>
/// <param name="Data">Whether it is read from a data set, which may be missing.</param>
internal sealed record SeriesEntry(string Id, string Name, int Channels, bool Data);
