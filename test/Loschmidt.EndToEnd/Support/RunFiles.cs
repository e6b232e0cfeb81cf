using System.Text.Json;

namespace Loschmidt.EndToEnd.Support;

/// <summary>The files of one run, found through what the command line printed about it.</summary>
internal static class RunFiles
{
    public static string Folder(JsonElement result) => result.GetProperty("folder").GetString()!;

    /// <summary>The checkpoint of a step.</summary>
    public static byte[] State(JsonElement result, int step) =>
        File.ReadAllBytes(Path.Combine(Folder(result), "checkpoints", step.ToString(), "state.safetensors"));

    /// <summary>The cost as written: a double in JSON is its shortest text, so equal texts are equal bits.</summary>
    public static string CostBits(JsonElement result) => result.GetProperty("metrics").GetProperty("cost").GetRawText();
}
