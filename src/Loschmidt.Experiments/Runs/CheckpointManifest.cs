using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Loschmidt.Experiments.Runs;

/// <summary>What a checkpoint says about itself beside its tensors.</summary>
/// <param name="Version">Version of the layout.</param>
/// <param name="Step">Training steps done.</param>
/// <param name="Seed">The run's seed; with the step it gives every random stream.</param>
/// <param name="StateSha256">SHA-256 of state.safetensors, lower-case hexadecimal.</param>
/// <param name="Metrics">Figures of the last evaluation, for choosing among checkpoints.</param>
/// <param name="MetricsBytes">Length of metrics.jsonl at this step; −1 where it was not noted.</param>
/// <param name="ExperimentSha256">SHA-256 of experiment.yaml; empty where it was not noted.</param>
/// <param name="Build">Program version, framework and instruction set, on which the bits depend; empty where not noted.</param>
/// <param name="Seconds">Computing time that led here, over all processes of the run.</param>
public sealed record CheckpointManifest(
    int Version,
    long Step,
    ulong Seed,
    string StateSha256,
    IReadOnlyDictionary<string, double> Metrics,
    long MetricsBytes,
    string ExperimentSha256,
    string Build,
    double Seconds)
{
    /// <summary>The version written here.</summary>
    public const int CurrentVersion = 3;

    internal static JsonTypeInfo<CheckpointManifest> Json => ManifestJson.Default.CheckpointManifest;
}

/// <summary>How a manifest is written, decided when the program is built: a trimmed one has no reflection to ask.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CheckpointManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
