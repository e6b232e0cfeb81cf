using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>A table as one series: a line is a step, a column a channel; read line by line, however long.</summary>
internal static class LongTable
{
    private const int Piece = 1 << 8; // steps

    /// <summary>A table of its own.</summary>
    public static SeriesSource Source(string path, MissingValues missing) => new(
        path, $"one series, missing {missing}", [path],
        (sink, limits) => Read(path, missing, sink, limits, -1, null, []));

    /// <summary>Hands the series to a sink.</summary>
    /// <param name="path">The file.</param>
    /// <param name="missing">What becomes of missing numbers.</param>
    /// <param name="sink">Takes the steps.</param>
    /// <param name="limits">What the file may be.</param>
    /// <param name="label">Its class.</param>
    /// <param name="channels">Channels of the samples before it; null where it is the first.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <returns>Its channels.</returns>
    /// <exception cref="DataException">It is no table of numbers.</exception>
    public static int Read(
        string path, MissingValues missing, ISeriesSink sink, SeriesLimits limits, int label, int? channels,
        IReadOnlyList<string> classes)
    {
        using var reader = new CsvReader(DataStream.Open(path), path, missing: true);
        return Read(reader, missing, sink, limits, label, channels, classes);
    }

    /// <inheritdoc cref="Read(string, MissingValues, ISeriesSink, SeriesLimits, int, int?, IReadOnlyList{string})"/>
    internal static int Read(
        CsvReader reader, MissingValues missing, ISeriesSink sink, SeriesLimits limits, int label, int? channels,
        IReadOnlyList<string> classes)
    {
        if (reader.Columns != (channels ?? reader.Columns) || reader.Columns > limits.Channels)
        {
            throw new DataException(
                reader.Name, $"expected {channels ?? limits.Channels} columns{(channels is null ? " at most" : " as in "
                    + "the samples before it")}, found {reader.Columns}");
        }

        if (channels is null)
            sink.Begin(reader.Columns, classes);
        var piece = new double[Piece * reader.Columns];
        var last = new double[reader.Columns];
        var (filled, steps) = (0, 0L);
        while (reader.Next())
        {
            if (++steps > int.MaxValue)
                throw new DataException(reader.Where(0), $"more than {int.MaxValue} steps");
            Fill(reader, missing, last);
            last.CopyTo(piece, filled);
            filled += last.Length;
            if (filled == piece.Length)
            {
                sink.Append(piece);
                filled = 0;
            }
        }

        sink.Append(piece.AsSpan(0, filled));
        sink.End(label);
        return reader.Columns;
    }

    /// <summary>Overwrites the step before with the present one, so that it says what was there where a number is
    /// missing.</summary>
    internal static void Fill(CsvReader reader, MissingValues missing, Span<double> step)
    {
        for (var channel = 0; channel < step.Length; channel++)
        {
            var number = reader.Row[channel];
            if (Math.Abs(number) > Series.Missing.LargestNumber)
            {
                var column = channel;
                Series.Missing.Checked(number, () => reader.Where(column));
            }

            if (!double.IsNaN(number))
                step[channel] = number;
            else if (missing == MissingValues.Refuse)
                throw new DataException(
                    reader.Where(channel),
                    $"a missing number; {Series.Missing.Cure}");
            else if (missing == MissingValues.Zero)
                step[channel] = 0;
        }
    }
}
