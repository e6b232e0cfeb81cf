using System.Globalization;
using System.Text.Json;

namespace Loschmidt.Benchmarks;

/// <summary>A contender in a peer process.</summary>
/// <param name="name">How the table calls it.</param>
/// <param name="process">The peer, perhaps shared with other contenders.</param>
/// <param name="request">The request up to the seconds, such as <c>dst f64</c>.</param>
internal sealed class PeerContender(string name, PeerProcess process, string request) : IContender
{
    public string Name { get; } = name;

    public string Version { get; private set; } = "";

    public Turn Run(double seconds)
    {
        var answer = process.Ask(string.Create(CultureInfo.InvariantCulture, $"{request} {seconds}"));
        Version = answer.GetProperty("version").GetString() ?? "";
        var check = answer.TryGetProperty("cost", out var cost)
            ? new Check(cost.GetDouble(), Number(answer, "gradient_checksum"), Number(answer, "gradient_norm"))
            : null;
        return answer.TryGetProperty("us", out var microseconds)
            ? new(microseconds.GetDouble(), microseconds.GetDouble(), check)
            : new(Number(answer, "step_ms"), Number(answer, "step_ms_min"), check);
    }

    public void Dispose() => process.Dispose();

    private static double Number(JsonElement answer, string name) => answer.GetProperty(name).GetDouble();
}
