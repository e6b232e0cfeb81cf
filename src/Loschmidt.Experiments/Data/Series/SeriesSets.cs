using Loschmidt.Experiments.Schema;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>From the data block of an experiment to samples that are series.</summary>
public static class SeriesSets
{
    private const int MadeSamples = 100_000;
    private const int JudgedSamples = 1_000;
    private const ulong PermutationSeed = 784;

    /// <summary>Whether <see cref="Load(DataSettings, ulong, string?)"/> knows the set.</summary>
    public static bool Knows(DataSetKind set) => DataRules.IsSequence(set);

    /// <summary>Loads the splits: every one of them is an <see cref="ISeriesSet"/>.</summary>
    /// <remarks>Text is read once; what it holds is kept in the user's cache and mapped afterwards.</remarks>
    /// <param name="settings">Which data, and how they are divided.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="dataFolder">What <c>--data</c> said.</param>
    /// <exception cref="DataException">Data are missing or damaged.</exception>
    /// <exception cref="ArgumentException">The set is not one of series.</exception>
    public static DataSplits Load(DataSettings settings, ulong seed, string? dataFolder) =>
        Load(settings, seed, dataFolder, new SeriesCache(SeriesCache.Folder));

    internal static DataSplits Load(DataSettings settings, ulong seed, string? dataFolder, SeriesCache cache)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var notes = new List<string>();
        DataFolder Folder() =>
            settings.Path is { } path ? DataFolder.OfSet(path) : DataFolder.Usual(dataFolder);
        var splitter = new SeriesSplitter(settings, seed, notes);
        var (train, validation, test) = settings.Set switch
        {
            DataSetKind.Uea => Uea(settings, Folder(), cache, splitter, notes),
            DataSetKind.BciIa => Bci(Folder(), cache, splitter),
            DataSetKind.SeriesSamples => Samples(settings, cache, splitter, notes),
            DataSetKind.SeriesFile => ForecastSpans.Load(settings, cache, notes),
            DataSetKind.Sines => ForecastSpans.Divide(settings, "sines", notes, new SinesTask(settings.Steps!.Value, seed)),
            DataSetKind.Smnist or DataSetKind.Psmnist or DataSetKind.Rmnist => Digits(settings, Folder()),
            DataSetKind.Adding or DataSetKind.Copy => Made(settings, seed),
            DataSetKind.PpgDalia => PpgDalia.Load(Folder(), cache, seed, notes),
            var other => throw new ArgumentException($"{other} is no set of series", nameof(settings)),
        };
        if (settings.Set is DataSetKind.Uea or DataSetKind.BciIa or DataSetKind.SeriesSamples
            && Unlearnt.Note(train, ("validation", validation), ("test", test)) is { } unlearnt)
        {
            notes.Add(unlearnt);
        }

        if (ShiftedCopies.Are(train))
            notes.Add(ShiftNote(settings, train));
        var reading = SeriesReading.Of(settings, train);
        return new DataSplits(
            reading.Show(train), validation is null ? null : reading.Show(validation),
            test is null ? null : new Lazy<IDataSet>(() => reading.Show(test)))
        {
            Notes = [.. cache.Notes, .. notes],
            Reading = reading,
        };
    }

    private static (ISeriesSet, ISeriesSet?, ISeriesSet?) Uea(
        DataSettings settings, DataFolder folder, SeriesCache cache, SeriesSplitter splitter, List<string> notes)
    {
        var (name, missing) = (settings.Name!, settings.Missing ?? MissingValues.Refuse);
        var train = UeaArchive.Require(folder, name, "TRAIN");
        var test = settings.AllowMissingTest is true
            ? UeaArchive.Find(folder, name, "TEST") : UeaArchive.Require(folder, name, "TEST");
        if (test is null)
        {
            notes.Add(
                $"{name}: the test file is missing; these results come from the training file alone and are not "
                + "comparable with published ones");
        }

        return splitter.Divide(
            name, cache.Open(SeriesSource.Of($"{name} train", train, missing)),
            test is null ? null : cache.Open(SeriesSource.Of($"{name} test", test, missing)));
    }

    private static (ISeriesSet, ISeriesSet?, ISeriesSet?) Bci(
        DataFolder folder, SeriesCache cache, SeriesSplitter splitter)
    {
        string Require(string file) => folder.Find(BciSource.Set, file) ?? throw UeaArchive.Missing(
            folder, $"{BciSource.Set}/{file}",
            "obtain data set Ia of the BCI Competition II (https://www.bbci.de/competition/ii/) as MATLAB files and "
            + $"put TRAIN.mat, TEST.mat and LABELS_TEST.mat into a folder '{BciSource.Set}' below one of them");
        return splitter.Divide(
            "bci2-ia", cache.Open(BciSource.Training(Require(BciSource.Train))),
            cache.Open(BciSource.Testing(Require(BciSource.Test), Require(BciSource.TestLabels))));
    }

    private static (ISeriesSet, ISeriesSet?, ISeriesSet?) Samples(
        DataSettings settings, SeriesCache cache, SeriesSplitter splitter, List<string> notes)
    {
        var missing = settings.Missing ?? MissingValues.Refuse;
        SeriesTable Open(string path) => cache.Open(OwnSeries.Source(path, missing, notes));
        return splitter.Divide(
            settings.Path!, Open(settings.Path!), settings.TestPath is { } test ? Open(test) : null);
    }

    private static (ISeriesSet, ISeriesSet?, ISeriesSet?) Digits(DataSettings settings, DataFolder folder)
    {
        var splits = Mnist.Load(folder, settings.Validation, settings.Limit);
        ISeriesSet Of(IDataSet set)
        {
            var images = (ImageDataSet)set;
            var name = $"{ValueTypes.Word(settings.Set)}{images.Name["mnist".Length..]}";
            return settings.Set switch
            {
                DataSetKind.Rmnist => new ImageSeries(name, images, null, images.Columns),
                DataSetKind.Psmnist => new ImageSeries(name, images, Order(images.Features), 1),
                _ => new ImageSeries(name, images, null, 1),
            };
        }

        return (Of(splits.Train), splits.Validation is null ? null : Of(splits.Validation), Of(splits.Test!.Value));
    }

    /// <summary>The one order of pixels, the same in every run.</summary>
    private static int[] Order(int pixels)
    {
        var order = new int[pixels];
        new RandomStream(PermutationSeed, "psmnist").Permutation(order, 0);
        return order;
    }

    private static (ISeriesSet, ISeriesSet?, ISeriesSet?) Made(DataSettings settings, ulong seed)
    {
        var steps = settings.Steps!.Value;
        ISeriesSet Of(string part, int count) => settings.Set == DataSetKind.Adding
            ? new AddingTask(part, count, steps, seed)
            : new CopyTask(part, count, steps, settings.Symbols ?? 8, settings.Recall ?? 10, seed);
        var validation = settings.Validation ?? JudgedSamples;
        return (
            Of("train", settings.Samples ?? MadeSamples), validation > 0 ? Of("validation", validation) : null,
            Of("test", JudgedSamples));
    }

    private static string ShiftNote(DataSettings settings, ISeriesSet train) =>
        $"{settings.Name ?? train.Name}: the {train.Channels} channels are shifted copies of one signal (channel c+1 "
        + $"at step t is channel c at step t+{train.Channels}); see docs/guides/data.md"
        + (settings.Name == "SelfRegulationSCP1" ? "; set: bci2-ia has the true electrodes" : "");
}
