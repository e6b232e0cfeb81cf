using System.Text.Json;

namespace Loschmidt.EndToEnd.Support;

/// <summary>What a process left behind.</summary>
internal sealed record Outcome(int ExitCode, string Out, string Error)
{
    /// <summary>The one JSON document on standard output; throws where there is another text before or behind it.</summary>
    public JsonElement Document => JsonDocument.Parse(Out).RootElement;

    /// <summary>Standard error without progress lines.</summary>
    public string[] Complaints =>
        [.. Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith("loschmidt: ", StringComparison.Ordinal))];

    public Outcome ShouldSucceed()
    {
        ExitCode.ShouldBe(0, Error);
        return this;
    }
}
