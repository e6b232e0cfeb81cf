using System.Globalization;
using System.Text.Json.Nodes;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Exports;

/// <summary>Settings and metrics cut into documents that a tracking server takes.</summary>
internal static class MlflowBatches
{
    /// <summary>How many of each a request may hold.</summary>
    public const int MostMetrics = 1000, MostParams = 100;

    /// <summary>The tag that counts the lines that were sent, so that a repetition goes on behind them.</summary>
    public const string LinesTag = "loschmidt.lines";

    // Older servers take no longer texts; newer ones take 6000 letters.
    private const int LongestText = 500, LongestKey = 250;

    // A tag in every batch, and a thousand things of all kinds in a request.
    private const int MostValues = MostMetrics - 1;

    /// <summary>Settings, a hundred a request; sending them again changes nothing.</summary>
    public static IEnumerable<JsonObject> Params(string runId, IReadOnlyList<(string Key, string Value)> settings) =>
        settings.Where(setting => setting.Value.Length > 0).Chunk(MostParams).Select(chunk => new JsonObject
        {
            ["run_id"] = runId,
            ["params"] = new JsonArray([.. chunk.Select(setting => (JsonNode)new JsonObject
            {
                ["key"] = Key(setting.Key), ["value"] = Cut(setting.Value),
            })]),
        });

    /// <summary>Lines of metrics, with the count of whole lines sent by then.</summary>
    /// <remarks>What is not finite is left out: JSON has no word for it.</remarks>
    /// <param name="runId">The run there.</param>
    /// <param name="lines">All lines.</param>
    /// <param name="skip">How many were sent before.</param>
    /// <param name="milliseconds">When a step was.</param>
    public static IEnumerable<(JsonObject Body, int Lines, int Values)> Metrics(
        string runId, IReadOnlyList<MetricsLine> lines, int skip, Func<long, long> milliseconds)
    {
        var (waiting, done) = (new List<JsonNode>(), skip);
        for (var at = skip; at < lines.Count; at++)
        {
            foreach (var value in Line(lines[at], milliseconds(lines[at].Step)))
            {
                if (waiting.Count == MostValues)
                {
                    yield return (Body(runId, waiting, at), at - done, waiting.Count);
                    (waiting, done) = ([], at);
                }

                waiting.Add(value);
            }
        }

        if (waiting.Count > 0)
            yield return (Body(runId, waiting, lines.Count), lines.Count - done, waiting.Count);
    }

    private static IEnumerable<JsonNode> Line(MetricsLine line, long time) =>
        line.Values.Where(value => double.IsFinite(value.Value)).Select(value => (JsonNode)new JsonObject
        {
            ["key"] = Key(value.Name), ["value"] = value.Value, ["timestamp"] = time, ["step"] = line.Step,
        });

    private static JsonObject Body(string runId, IEnumerable<JsonNode> metrics, int lines) => new()
    {
        ["run_id"] = runId,
        ["metrics"] = new JsonArray([.. metrics]),
        ["tags"] = new JsonArray(MlflowExport.Tag(LinesTag, lines.ToString(CultureInfo.InvariantCulture))),
    };

    /// <summary>Servers take letters, digits and a few signs in names.</summary>
    private static string Key(string name)
    {
        var allowed = string.Concat(name.Select(letter =>
            char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or ' ' or '/' ? letter : '_'));
        return allowed.Length <= LongestKey ? allowed : allowed[..LongestKey];
    }

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..(LongestText - 1)] + "…";
}
