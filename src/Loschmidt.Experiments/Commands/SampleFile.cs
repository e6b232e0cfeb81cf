using Loschmidt.Experiments.Execution;
using System.Globalization;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Commands;

/// <summary>Opens a file of new samples for a trained machine: IDX images, a NumPy array or a table of numbers, by the
/// first bytes, plain or gzip.</summary>
internal static class SampleFile
{
    private enum Format
    {
        Images,
        Array,
        Table,
    }

    /// <summary>Samples without labels or targets.</summary>
    /// <param name="path">The file.</param>
    /// <param name="trained">Who takes them.</param>
    /// <param name="header">Whether the first line of a table holds names; null where it shows.</param>
    /// <exception cref="InputException">The file is none of these, or does not fit the machine.</exception>
    public static ISampleStream ToPredict(string path, TrainedMachine trained, bool? header) =>
        Open(path, file => FormatOf(file, path) switch
        {
            Format.Images => new ImageStream(
                file, path, null, null, trained.Machine.Features, trained.Classes, PoolOf(trained)),
            Format.Array => new NpyStream(Rows(file, path, trained.Machine.Features, "inputs"), path, null, null, 0),
            _ => Table(new CsvReader(file, path, header), trained, judged: false, null),
        });

    /// <summary>Samples with labels or targets.</summary>
    /// <param name="path">The file.</param>
    /// <param name="trained">Who takes them.</param>
    /// <param name="header">Whether the first line of a table holds names; null where it shows.</param>
    /// <param name="labels">For images and arrays the file of their labels (or targets), for a table the label's
    /// column, by name or by number from 1; null means the last column.</param>
    /// <exception cref="InputException">The file is none of these, or does not fit the machine.</exception>
    public static ISampleStream ToJudge(string path, TrainedMachine trained, bool? header, string? labels) =>
        Open(path, file =>
        {
            var (machine, classes) = (trained.Machine, trained.Classes);
            switch (FormatOf(file, path))
            {
                case Format.Images when classes == 0:
                    throw new DataException(
                        path, $"images have labels at most, and this {machine.Kind} machine is judged by targets");
                case Format.Images:
                    return Open(
                        Named(labels, path),
                        answers => new ImageStream(
                            file, path, answers, labels, machine.Features, classes, PoolOf(trained)));
                case Format.Array:
                    return Open(Named(labels, path), answers => new NpyStream(
                        Rows(file, path, machine.Features, "inputs"), path,
                        Rows(answers, labels!, classes > 0 ? 1 : machine.Targets, classes > 0 ? "label" : "targets"),
                        labels, classes));
                default:
                    return Table(new CsvReader(file, path, header), trained, judged: true, labels);
            }
        });

    /// <summary>Images are cut into the blocks that the machine was taught by.</summary>
    private static int PoolOf(TrainedMachine trained) => trained.Experiment.Data.Pool ?? 1;

    private static ISampleStream Open(string path, Func<DataStream, ISampleStream> read)
    {
        var file = DataStream.Open(path);
        try
        {
            return read(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static string Named(string? labels, string path) => labels
        ?? throw new DataException(path, "there are no labels in this file; name the file that holds them by --labels");

    private static NpyRows Rows(DataStream file, string path, int columns, string what) =>
        new(file, path, columns, $"{columns} {what}");

    /// <summary>IDX begins with two zeros and the type of its numbers, which no text does; NumPy says its
    /// name.</summary>
    private static Format FormatOf(DataStream file, string path)
    {
        try
        {
            return file.Peek(6).Span switch
            {
                [0, 0, ..] => Format.Images,
                [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'] => Format.Array,
                _ => Format.Table,
            };
        }
        catch (InvalidDataException e)
        {
            throw new DataException(path, 0, "the gzip stream is damaged; pack the file again", e);
        }
        catch (IOException e)
        {
            throw new DataException(path, "cannot be read to its end; is it a file?", e);
        }
    }

    private static ISampleStream Table(CsvReader reader, TrainedMachine trained, bool judged, string? labels)
    {
        var (machine, data) = (trained.Machine, trained.Experiment.Data);
        if (data.Set == DataSetKind.Series)
        {
            Refuse(labels, reader, "a series is compared with its own numbers");
            return new SeriesStream(reader, machine.Features, judged ? machine.Targets : 0, data.Stride ?? 1);
        }

        if (trained.Classes == 0)
            Refuse(labels, reader, $"this {machine.Kind} machine is judged by the last {machine.Targets} columns");
        return !judged ? new TableStream(reader, machine.Features, 0, 0)
            : new TableStream(
                reader, machine.Features, machine.Targets, trained.Classes,
                labels is null ? null : Column(labels, reader));
    }

    private static void Refuse(string? labels, CsvReader reader, string why)
    {
        if (labels is not null)
            throw new DataException(reader.Name, $"--labels has no meaning here: {why}");
    }

    private static int Column(string name, CsvReader reader)
    {
        var named = reader.Header?.ToList().IndexOf(name) ?? -1;
        if (named >= 0)
            return named;
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= reader.Columns
            ? number - 1
            : throw new DataException(
                reader.Name,
                $"--labels {ScalarNode.Printable(name)} is no column; accepted: 1 to {reader.Columns}"
                + (reader.Header is { } names ? $", or a name: {string.Join(", ", names.Take(20))}" : ""));
    }
}
