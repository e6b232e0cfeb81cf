using System.Globalization;

namespace Loschmidt.Experiments.Telemetry;

/// <summary>Where measurements go and how often, as the standard variables of OpenTelemetry say.</summary>
/// <param name="Address">Where they are posted to.</param>
/// <param name="Headers">What is said beside them, such as a key.</param>
/// <param name="Timeout">How long an answer may take.</param>
/// <param name="Interval">How often they go.</param>
/// <param name="Resource">What describes this program, such as <c>service.name</c>.</param>
public sealed record OtlpSettings(
    Uri Address, IReadOnlyList<(string Name, string Value)> Headers, TimeSpan Timeout, TimeSpan Interval,
    IReadOnlyList<(string Name, string Value)> Resource)
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT", OwnEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
    private const string Protocol = "http/protobuf";

    /// <summary>Reads the variables.</summary>
    /// <param name="variable">The value of an environment variable, or null.</param>
    /// <param name="remark">Hears what is set and cannot be done; measurements are then not sent.</param>
    /// <returns>Null where no endpoint is named, where export is switched off, or where a remark was made.</returns>
    public static OtlpSettings? Read(Func<string, string?> variable, Action<string> remark)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentNullException.ThrowIfNull(remark);
        string? Set(string name) => variable(name) is { Length: > 0 } value ? value.Trim() : null;
        string? Either(string name) => Set($"OTEL_EXPORTER_OTLP_METRICS_{name}") ?? Set($"OTEL_EXPORTER_OTLP_{name}");

        if ((Set(OwnEndpoint) ?? Set(Endpoint)) is not { } address
            || string.Equals(Set("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)
            || Set("OTEL_METRICS_EXPORTER") is { } exporter && exporter != "otlp")
            return null;
        if (Either("PROTOCOL") is { } protocol && protocol != Protocol)
        {
            remark($"OTEL_EXPORTER_OTLP_PROTOCOL is {protocol}, and this program speaks {Protocol} (port 4318 of most collectors): no measurements are sent");
            return null;
        }

        var path = Set(OwnEndpoint) is null ? address.TrimEnd('/') + "/v1/metrics" : address;
        if (!Uri.TryCreate(path, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            remark($"the endpoint of OpenTelemetry is '{address}' and is to be an address such as http://127.0.0.1:4318: no measurements are sent");
            return null;
        }

        var resource = Pairs(Set("OTEL_RESOURCE_ATTRIBUTES")).Where(pair => pair.Name != "service.name" || Set("OTEL_SERVICE_NAME") is null).ToList();
        if (resource.All(pair => pair.Name != "service.name"))
            resource.Insert(0, ("service.name", Set("OTEL_SERVICE_NAME") ?? "loschmidt"));
        return new OtlpSettings(
            uri, Pairs(Either("HEADERS")), Milliseconds(Either("TIMEOUT"), 10_000),
            Milliseconds(Set("OTEL_METRIC_EXPORT_INTERVAL"), 60_000), resource);
    }

    private static TimeSpan Milliseconds(string? text, int usual) => TimeSpan.FromMilliseconds(
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : usual);

    /// <summary><c>name=value,name=value</c>, values with percent signs as in addresses.</summary>
    private static List<(string Name, string Value)> Pairs(string? text) =>
    [
        .. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split('=', 2, StringSplitOptions.TrimEntries)).Where(parts => parts is [{ Length: > 0 }, _])
            .Select(parts => (parts[0], Uri.UnescapeDataString(parts[1]))),
    ];
}
