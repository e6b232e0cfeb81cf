using System.Globalization;
using Loschmidt.Experiments.Files;

namespace Loschmidt.Experiments.Telemetry;

/// <summary>Measurements as the message ExportMetricsServiceRequest (opentelemetry/proto/collector/metrics/v1).</summary>
internal static class OtlpMessage
{
    private const int Cumulative = 2;

    /// <summary>The message.</summary>
    /// <param name="settings">Says who measures.</param>
    /// <param name="streams">What was measured: one stream for every instrument and set of tags, those of an instrument side by side.</param>
    /// <param name="started">Since when sums are summed, in nanoseconds since 1970.</param>
    /// <param name="now">In nanoseconds since 1970.</param>
    public static ReadOnlySpan<byte> Of(OtlpSettings settings, IEnumerable<MeasuredStream> streams, ulong started, ulong now)
    {
        var resource = new ProtoWriter();
        foreach (var (name, value) in settings.Resource)
        {
            resource.Message(1, Pair(name, value));
        }

        var scope = new ProtoWriter().Message(1, new ProtoWriter().Text(1, Instruments.MeterName));
        foreach (var group in streams.GroupBy(stream => stream.Name))
        {
            scope.Message(2, Metric([.. group], started, now));
        }

        var all = new ProtoWriter().Message(1, resource).Message(2, scope);
        return new ProtoWriter().Message(1, all).Bytes;
    }

    private static ProtoWriter Metric(MeasuredStream[] streams, ulong started, ulong now)
    {
        var points = new ProtoWriter();
        foreach (var stream in streams)
        {
            points.Message(1, Point(stream, started, now));
        }

        var first = streams[0];
        var metric = new ProtoWriter().Text(1, first.Name).Text(2, first.Description).Text(3, first.Unit);
        return first.IsSum ? metric.Message(7, points.Varint(2, Cumulative).Varint(3, 1)) : metric.Message(5, points);
    }

    private static ProtoWriter Point(MeasuredStream stream, ulong started, ulong now)
    {
        var point = new ProtoWriter();
        foreach (var (name, value) in stream.Tags)
        {
            point.Message(7, Pair(name, value as string ?? string.Create(CultureInfo.InvariantCulture, $"{value}")));
        }

        if (stream.IsSum)
            point.Fixed64(2, started);
        point.Fixed64(3, now);
        return stream.IsSum ? point.Fixed64(6, (ulong)(long)stream.Value) : point.Double(4, stream.Value);
    }

    private static ProtoWriter Pair(string name, string value) =>
        new ProtoWriter().Text(1, name).Message(2, new ProtoWriter().Text(1, value));
}

/// <summary>What one instrument measured under one set of tags.</summary>
/// <param name="Name">The instrument's.</param>
/// <param name="Description">The instrument's.</param>
/// <param name="Unit">The instrument's.</param>
/// <param name="IsSum">Whether it is the sum of all measurements; the last one else.</param>
/// <param name="Tags">Names and values.</param>
/// <param name="Value">The sum, or the last.</param>
internal sealed record MeasuredStream(
    string Name, string Description, string Unit, bool IsSum, IReadOnlyList<KeyValuePair<string, object?>> Tags, double Value);
