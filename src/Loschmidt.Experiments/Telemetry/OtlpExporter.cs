using System.Diagnostics.Metrics;
using System.Net.Http.Headers;

namespace Loschmidt.Experiments.Telemetry;

/// <summary>Listens to this program's instruments and posts what they measured to a collector of OpenTelemetry, every so often and at the end.</summary>
/// <remarks>What it does never delays or ends the work: a collector that does not answer is remarked on once, and its measurements are sums and newest values, which the next post holds as well.</remarks>
public sealed class OtlpExporter : IDisposable
{
    private readonly OtlpSettings _settings;
    private readonly Action<string> _remark;
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, MeasuredStream> _streams = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly Lock _post = new();
    private readonly HttpClient _http;
    private readonly Timer _timer;
    private readonly ulong _started = Now();
    private bool _remarked;

    /// <summary>Begins to listen.</summary>
    /// <param name="settings">Where measurements go.</param>
    /// <param name="remark">Hears once that the collector cannot be reached.</param>
    public OtlpExporter(OtlpSettings settings, Action<string> remark)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(remark);
        (_settings, _remark) = (settings, remark);
        _http = new HttpClient { Timeout = settings.Timeout };
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == Instruments.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
        _timer = new Timer(_ => Flush(), null, settings.Interval, settings.Interval);
    }

    /// <summary>An exporter as the environment says; null where it names no endpoint.</summary>
    /// <param name="remark">Hears what cannot be done.</param>
    public static OtlpExporter? FromEnvironment(Action<string> remark) =>
        OtlpSettings.Read(Environment.GetEnvironmentVariable, remark) is { } settings ? new OtlpExporter(settings, remark) : null;

    /// <summary>Posts what was measured until now; nothing where nothing was.</summary>
    public void Flush()
    {
        MeasuredStream[] streams;
        lock (_gate)
        {
            streams = [.. _streams.Values.OrderBy(stream => stream.Name, StringComparer.Ordinal)];
        }

        if (streams.Length == 0)
            return;
        lock (_post)
        {
            Post(OtlpMessage.Of(_settings, streams, _started, Now()).ToArray());
        }
    }

    /// <summary>Stops listening and posts what is left.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        _listener.Dispose();
        Flush();
        _http.Dispose();
    }

    private static ulong Now() => (ulong)(DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = instrument.Name;
        foreach (var (name, tag) in tags)
        {
            key += $"\n{name}={tag}";
        }

        var isSum = instrument is Counter<long>;
        lock (_gate)
        {
            var sum = isSum && _streams.TryGetValue(key, out var before) ? before.Value + value : value;
            _streams[key] = new MeasuredStream(
                instrument.Name, instrument.Description ?? "", instrument.Unit ?? "", isSum, tags.ToArray(), sum);
        }
    }

    private void Post(byte[] message)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _settings.Address) { Content = new ByteArrayContent(message) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
            foreach (var (name, value) in _settings.Headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var response = _http.Send(request);
            if (!response.IsSuccessStatusCode)
                Remark($"answers {(int)response.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            Remark(e is OperationCanceledException ? "does not answer" : $"cannot be reached ({e.Message})");
        }
    }

    private void Remark(string what)
    {
        if (_remarked)
            return;
        _remarked = true;
        _remark($"the collector of OpenTelemetry at {_settings.Address} {what}; the work goes on, its measurements are not kept there");
    }
}
