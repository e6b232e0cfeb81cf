using Loschmidt.Experiments.Schema;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>PPG-DaLiA: the heart rate of fifteen subjects, said every two seconds from what a wrist device measures 64
/// times a second.</summary>
/// <remarks>
/// Read from one table a subject, S1.csv … S15.csv, a line a step: acceleration x, y, z, blood volume pulse, skin
/// conductance, temperature, and last the heart rate of the two seconds the step is in. As published: each subject's
/// signals are scaled to [−1, 1] (the three accelerations together), so is the heart rate; 70/15/15 % of the time, in
/// an order drawn for each subject; windows of 49,920 steps with 390 targets, every 4,992 steps.
/// <para>A. Reiss, I. Indlekofer, P. Schmidt, K. Van Laerhoven, "Deep PPG", Sensors 19 (2019) 3079.</para>
/// </remarks>
internal static class PpgDalia
{
    public const string Set = "ppg-dalia";

    private const int Subjects = 15;
    private const int Columns = 7;

    /// <summary>Reads every subject at hand and divides.</summary>
    /// <exception cref="DataException">There is no subject, or a table has other columns.</exception>
    public static (ISeriesSet Train, ISeriesSet? Validation, ISeriesSet? Test) Load(
        DataFolder folder, SeriesCache cache, ulong seed, List<string> notes)
    {
        var stream = new RandomStream(seed, "splits");
        var tables = new List<ScaledSubject>();
        List<(int, int)>[] parts = [[], [], []];
        for (var subject = 1; subject <= Subjects; subject++)
        {
            if (folder.Find(Set, $"S{subject}.csv") is not { } path)
                continue;
            var table = cache.Open(LongTable.Source(path, MissingValues.Refuse));
            if (table.Channels != Columns)
            {
                throw new DataException(
                    path, $"expected {Columns} columns (acceleration x, y, z, pulse, conductance, temperature, heart "
                    + $"rate), found {table.Channels}");
            }

            Divide(table.StepsOf(0) / PpgWindows.Every, tables.Count, stream, (uint)subject, parts);
            tables.Add(new ScaledSubject(table));
        }

        if (tables.Count == 0)
        {
            throw UeaArchive.Missing(
                folder, $"{Set}/S1.csv",
                "obtain 'PPG+DaLiA' (archive.ics.uci.edu, set 495), write a table for each subject as "
                + $"docs/guides/data.md shows, and put them into a folder '{Set}' below one of them");
        }

        if (tables.Count < Subjects)
        {
            notes.Add(
                $"{Set}: {tables.Count} of {Subjects} subjects are here; results are not comparable with published ones");
        }

        ISeriesSet Part(string name, int part) => parts[part].Count > 0
            ? new PpgWindows($"{Set} {name}", tables, parts[part])
            : throw new DataException(
                Set, $"no {name} window: {PpgWindows.Targets * 2 / 60} minutes are needed in that part of one subject");
        return (Part("train", 0), Part("validation", 1), Part("test", 2));
    }

    /// <summary>Lists the windows of a subject by the first of their targets.</summary>
    private static void Divide(int targets, int table, RandomStream stream, uint subject, List<(int, int)>[] parts)
    {
        var (first, second) = ((int)(0.7 * targets), (int)(0.85 * targets));
        int[] lengths = [first, second - first, targets - second];
        Span<int> order = stackalloc int[3];
        stream.Permutation(order, subject);
        var start = 0;
        foreach (var part in order)
        {
            for (var at = start; at + PpgWindows.Targets <= start + lengths[part]; at += PpgWindows.Stride)
            {
                parts[part].Add((table, at));
            }

            start += lengths[part];
        }
    }
}
