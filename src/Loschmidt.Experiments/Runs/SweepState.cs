using System.Text.Json;
using System.Text.Json.Nodes;

namespace Loschmidt.Experiments.Runs;

/// <summary>How far a sweep has come, as its folder says in <c>sweep.json</c>.</summary>
/// <param name="Jobs">Jobs in all.</param>
/// <param name="Interrupted">Whether it was told to stop with jobs left to do.</param>
internal sealed record SweepState(int Jobs, bool Interrupted)
{
    public const string FileName = "sweep.json";

    private const long LargestText = 4096;

    /// <summary>The text of the file.</summary>
    public string ToJson() =>
        new JsonObject { ["jobs"] = Jobs, ["interrupted"] = Interrupted }.ToJsonString(ManifestJson.Default.Options) + "\n";

    /// <summary>Reads it; null where it is missing or no such file: then the folders of the jobs must speak for themselves.</summary>
    public static SweepState? Read(string sweep)
    {
        try
        {
            var file = new FileInfo(Path.Combine(sweep, FileName));
            return file.Exists && file.Length <= LargestText && JsonNode.Parse(File.ReadAllText(file.FullName)) is JsonObject json
                ? new SweepState((int)json["jobs"]!, (bool)json["interrupted"]!)
                : null;
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException
                or ArgumentException or NullReferenceException)
        {
            return null;
        }
    }
}
