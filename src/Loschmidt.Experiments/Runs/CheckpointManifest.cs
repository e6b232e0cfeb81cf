using System.Text.Json;
using System.Text.Json.Serialization;

namespace Loschmidt.Experiments.Runs;

/// <summary>What a checkpoint says about itself beside its tensors.</summary>
/// <param name="Version">Version of the layout.</param>
/// <param name="Step">Training steps done.</param>
/// <param name="Seed">The run's seed; with the step it gives every random stream.</param>
/// <param name="StateSha256">SHA-256 of state.safetensors, lower-case hexadecimal.</param>
/// <param name="Metrics">Figures at this step, for choosing among checkpoints.</param>
public sealed record CheckpointManifest(
    int Version, long Step, ulong Seed, string StateSha256, IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>The version written here.</summary>
    public const int CurrentVersion = 1;

    internal static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
    };
}
