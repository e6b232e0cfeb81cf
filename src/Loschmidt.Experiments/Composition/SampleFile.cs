using System.Globalization;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Composition;

/// <summary>Opens a file of new samples for a trained machine: IDX images or a table of numbers, by the first bytes, plain or
/// gzip.</summary>
internal static class SampleFile
{
    /// <summary>Samples without labels or targets.</summary>
    /// <param name="path">The file.</param>
    /// <param name="trained">Who takes them.</param>
    /// <param name="header">Whether the first line of a table holds names; null where it shows.</param>
    /// <exception cref="DataException">The file is none of these, or does not fit the machine.</exception>
    public static ISampleStream ToPredict(string path, TrainedMachine trained, bool? header) =>
        Open(path, (file, idx) => idx
            ? new ImageStream(file, path, null, null, trained.Machine.Features, trained.Classes)
            : Table(new CsvReader(file, path, header), trained, judged: false, null));

    /// <summary>Samples with labels or targets.</summary>
    /// <param name="path">The file.</param>
    /// <param name="trained">Who takes them.</param>
    /// <param name="header">Whether the first line of a table holds names; null where it shows.</param>
    /// <param name="labels">For images the file of their labels, for a table the label's column, by name or by number from 1; null means the
    /// last column.</param>
    /// <exception cref="DataException">The file is none of these, or does not fit the machine.</exception>
    public static ISampleStream ToJudge(string path, TrainedMachine trained, bool? header, string? labels) =>
        Open(path, (file, idx) =>
        {
            if (!idx)
                return Table(new CsvReader(file, path, header), trained, judged: true, labels);
            if (trained.Classes == 0)
                throw new DataException(path, $"images have labels at most, and this {trained.Machine.Kind} machine is judged by targets");
            if (labels is null)
                throw new DataException(path, "there are no labels in a file of images; name the file that holds them by --labels");
            var labelFile = DataStream.Open(labels);
            try
            {
                return new ImageStream(file, path, labelFile, labels, trained.Machine.Features, trained.Classes);
            }
            catch
            {
                labelFile.Dispose();
                throw;
            }
        });

    private static ISampleStream Open(string path, Func<DataStream, bool, ISampleStream> read)
    {
        var file = DataStream.Open(path);
        try
        {
            return read(file, IsIdx(file, path));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>IDX begins with two zeros and the type of its numbers, which no text does.</summary>
    private static bool IsIdx(DataStream file, string path)
    {
        try
        {
            return file.Peek(4).Span switch
            {
                [0, 0, ..] => true,
                [0x93, (byte)'N', (byte)'U', (byte)'M'] => throw new DataException(
                    path, "a NumPy file; IDX images and tables of numbers (numpy.savetxt) are read here"),
                _ => false,
            };
        }
        catch (InvalidDataException e)
        {
            throw new DataException(path, 0, "the gzip stream is damaged; pack or fetch the file again", e);
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
                reader, machine.Features, machine.Targets, trained.Classes, labels is null ? null : Column(labels, reader));
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
