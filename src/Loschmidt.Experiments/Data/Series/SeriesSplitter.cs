using Loschmidt.Experiments.Schema;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>Divides labelled series; a function of the settings and the seed.</summary>
/// <param name="settings">How.</param>
/// <param name="seed">The run's seed.</param>
/// <param name="notes">Takes what the user should know.</param>
internal sealed class SeriesSplitter(DataSettings settings, ulong seed, List<string> notes)
{
    private readonly RandomStream _stream = new(seed, "splits");

    /// <summary>Divides.</summary>
    /// <param name="name">What the set is called.</param>
    /// <param name="train">The training samples as they came.</param>
    /// <param name="test">The test samples as they came; null where there are none.</param>
    /// <exception cref="DataException">There are too few, or the two do not belong together.</exception>
    public (ISeriesSet Train, ISeriesSet? Validation, ISeriesSet? Test) Divide(
        string name, IDigests train, IDigests? test)
    {
        var all = test is null ? train : new JoinedSeries(train, test);
        return settings.Split switch
        {
            SeriesSplit.Published => Published(name, all),
            SeriesSplit.CrossValidation => Folds(name, all),
            _ => Archive(name, train, test, all),
        };
    }

    private (ISeriesSet, ISeriesSet?, ISeriesSet?) Archive(string name, IDigests train, IDigests? test, IDigests all)
    {
        if (test is not null && Duplicates.Between(train, test) is { Count: > 0 } leaks)
            Leak(name, test, leaks);
        var rows = Enumerable.Range(0, train.Count).ToArray();
        var validation = settings.Validation ?? 0;
        if (validation > 0 || settings.Limit is not null)
            _stream.Permutation(rows, 0);
        var rest = FileSplits.Rest(name, rows.Length, "training samples", validation, settings.Limit);
        return (
            Part(name, "train", all, rows.AsSpan(validation, settings.Limit ?? rest)),
            validation > 0 ? Part(name, "validation", all, rows.AsSpan(0, validation)) : null,
            test is null ? null
                : Part(name, "test", all, [.. Enumerable.Range(train.Count, test.Count)]));
    }

    private void Leak(string name, IDigests test, IReadOnlyList<(int, int)> leaks)
    {
        var what = $"{leaks.Count} of {test.Count} test samples are also training samples (training = test, from 0: "
            + $"{Duplicates.List(leaks)})";
        if (settings.Set == DataSetKind.SeriesSamples)
        {
            throw new DataException(
                test.Name, $"{what}; remove them, or use split: published, which drops them"
                + (settings.Validation is null ? "" : " (and has a share for validation: without data.validation then)"));
        }

        notes.Add($"{name}: {what}; the archive has them, split: published drops them");
    }

    private (ISeriesSet, ISeriesSet?, ISeriesSet?) Published(string name, IDigests all)
    {
        var rows = Unique(name, all);
        var (first, second) = ((int)(0.7 * rows.Length), (int)(0.85 * rows.Length));
        if (first < 1 || second == first)
            throw new DataException(name, $"{rows.Length} samples are too few to be divided 70/15/15; 4 are needed");
        return (
            Limited(name, all, rows.AsSpan(0, first)),
            Part(name, "validation", all, rows.AsSpan(first, second - first)),
            Part(name, "test", all, rows.AsSpan(second)));
    }

    private (ISeriesSet, ISeriesSet?, ISeriesSet?) Folds(string name, IDigests all)
    {
        var (rows, folds) = (Unique(name, all), settings.Folds ?? 5);
        if (rows.Length < folds)
            throw new DataException(name, $"{rows.Length} samples are too few for {folds} folds");
        var test = settings.Fold!.Value - 1;
        var validation = (test + 1) % folds;
        int[] Of(int fold) => rows[From(fold)..From(fold + 1)];
        int From(int fold) => (int)((long)rows.Length * fold / folds);
        return (
            Limited(name, all, [.. Enumerable.Range(0, folds).Where(k => k != test && k != validation).SelectMany(Of)]),
            Part(name, "validation", all, Of(validation)),
            Part(name, "test", all, Of(test)));
    }

    /// <summary>Samples without their copies, in an order drawn by the seed.</summary>
    private int[] Unique(string name, IDigests all)
    {
        var rows = Duplicates.FirstOnes(all);
        if (rows.Length < all.Count)
        {
            notes.Add(
                $"{name}: {all.Count - rows.Length} of {all.Count} samples are copies of others and were dropped");
        }

        var order = new int[rows.Length];
        _stream.Permutation(order, 0);
        return Array.ConvertAll(order, place => rows[place]);
    }

    private SeriesSubset Limited(string name, IDigests all, ReadOnlySpan<int> rows)
    {
        FileSplits.Rest(name, rows.Length, "training samples", 0, settings.Limit);
        return Part(name, "train", all, rows[..(settings.Limit ?? rows.Length)]);
    }

    private static SeriesSubset Part(string name, string part, IDigests all, ReadOnlySpan<int> rows) =>
        new($"{name} {part}", all, [.. rows]);
}
