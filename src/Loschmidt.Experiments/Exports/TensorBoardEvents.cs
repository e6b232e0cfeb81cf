using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Loschmidt.Experiments.Files;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Exports;

/// <summary>A run as an event file of TensorBoard: scalars of every metric, settings as hyper-parameters, the experiment as text, figures as images.</summary>
/// <remarks>
/// A file is a row of records, each its length (8 bytes), the masked check of the length, the message, and the masked check of the message.
/// Messages are Event of tensorflow/core/util/event.proto; the first names the version of the file.
/// </remarks>
internal static class TensorBoardEvents
{
    private const string Version = "brain.Event:2";

    /// <summary>TensorFlow's number for tensors of texts.</summary>
    private const int TextType = 7;

    /// <summary>The name by which TensorBoard knows an event file, with the time at which the run began.</summary>
    public static string FileName(RunFolder run) =>
        string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{(long)RunCourse.Began(run)}.{RunCourse.FileName(run)}");

    /// <summary>Writes the file.</summary>
    /// <exception cref="InputException">A file of the run cannot be read.</exception>
    public static void Write(RunFolder run, Stream stream)
    {
        var (began, times, lines) = (RunCourse.Began(run), RunCourse.Times(run), run.ReadMetrics());
        WriteRecord(stream, Event(began, 0).Text(3, Version));
        WriteSummary(stream, began, 0, TensorBoardHparams.Start(RunCourse.Settings(run), began));
        if (File.Exists(run.ExperimentPath))
            WriteSummary(stream, began, 0, Text("experiment", File.ReadAllText(run.ExperimentPath)));
        var time = began;
        foreach (var line in lines)
        {
            time = times.GetValueOrDefault(line.Step, time);
            foreach (var (name, value) in line.Values)
            {
                WriteSummary(stream, time, line.Step, new ProtoWriter().Text(1, name).Single(2, (float)value));
            }
        }

        var last = lines.Count == 0 ? 0 : lines[^1].Step;
        var figures = new RunFigures(run);
        foreach (var name in figures.Stored.Where(name => File.Exists(Path.Combine(run.FiguresPath, name + ".png"))))
        {
            WriteSummary(stream, time, last, Image(name, figures.Png(new ExportChoice { Figure = name })));
        }

        if (run.ReadResult() is { } result)
            WriteSummary(stream, time, last, TensorBoardHparams.End(result["failure"] is null, time));
    }

    private static ProtoWriter Event(double time, long step) => new ProtoWriter().Double(1, time).Varint(2, step);

    private static void WriteSummary(Stream stream, double time, long step, ProtoWriter value) =>
        WriteRecord(stream, Event(time, step).Message(5, new ProtoWriter().Message(1, value)));

    /// <summary>YAML as a block of code, which the text page shows as it stands.</summary>
    private static ProtoWriter Text(string tag, string yaml)
    {
        var block = "    " + yaml.TrimEnd().Replace("\n", "\n    ", StringComparison.Ordinal);
        var tensor = new ProtoWriter().Varint(1, TextType)
            .Message(2, new ProtoWriter().Message(2, new ProtoWriter().Varint(1, 1))).Blob(8, Encoding.UTF8.GetBytes(block));
        return new ProtoWriter().Text(1, tag).Message(8, tensor)
            .Message(9, new ProtoWriter().Message(1, new ProtoWriter().Text(1, "text")));
    }

    private static ProtoWriter Image(string tag, byte[] png) => new ProtoWriter().Text(1, tag).Message(4, new ProtoWriter()
        .Varint(1, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))).Varint(2, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)))
        .Varint(3, 3).Blob(4, png)); // height, width, colours: red, green, blue

    private static void WriteRecord(Stream stream, ProtoWriter message)
    {
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)message.Bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], Crc32C.Masked(head[..8]));
        stream.Write(head);
        stream.Write(message.Bytes);
        Span<byte> foot = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(foot, Crc32C.Masked(message.Bytes));
        stream.Write(foot);
    }
}
