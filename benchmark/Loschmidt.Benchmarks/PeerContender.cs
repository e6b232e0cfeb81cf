using System.Globalization;
using System.Text.Json;

namespace Loschmidt.Benchmarks;

/// <summary>A contender in a peer process.</summary>
/// <param name="name">How the table calls it.</param>
/// <param name="process">The peer, perhaps shared with other contenders.</param>
/// <param name="request">The request up to the seconds, such as <c>dst f64</c>.</param>
/// <param name="sameWork">Whether cost and gradient are meant to agree with the others'.</param>
internal sealed class PeerContender(string name, PeerProcess process, string request, bool sameWork = true) : IContender
{
    public string Name { get; } = name;

    public string Version { get; private set; } = "";

    public void WarmUp() => Run(0.05);

    public Turn Run(double seconds)
    {
        var answer = process.Ask(string.Create(CultureInfo.InvariantCulture, $"{request} {seconds}"));
        Version = answer.GetProperty("version").GetString() ?? "";
        var check = sameWork && answer.TryGetProperty("cost", out var cost)
            ? new Check(cost.GetDouble(), Number(answer, "gradient_checksum"), Number(answer, "gradient_norm"))
            : null;
        return answer.TryGetProperty("us", out var microseconds)
            ? new(microseconds.GetDouble(), microseconds.GetDouble(), check)
            : new(Number(answer, "step_ms"), Number(answer, "step_ms_min"), check);
    }

    private static double Number(JsonElement answer, string name) => answer.GetProperty(name).GetDouble();
}
