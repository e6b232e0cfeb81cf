using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>The JSON files of a reproduction.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n",
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ReproductionSummary))]
[JsonSerializable(typeof(Hardware))]
[JsonSerializable(typeof(Dictionary<string, double>))]
internal sealed partial class SummaryJson : JsonSerializerContext
{
    /// <summary>A document as text, letters such as θ as themselves.</summary>
    public static string Text<TDocument>(TDocument document) =>
        JsonSerializer.Serialize(document, typeof(TDocument), Readable.Documents) + "\n";

    /// <summary>A class of its own: the defaults it copies are made when <see cref="SummaryJson"/> is.</summary>
    private static class Readable
    {
        public static readonly SummaryJson Documents = new(new JsonSerializerOptions(Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
    }
}
