using System.Text.Json.Serialization;
using Loschmidt.Experiments.Commands;

namespace Loschmidt.Studio.Forms;

/// <summary>What a form asks and is answered.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(FiniteNumber)])]
[JsonSerializable(typeof(PresetList))]
[JsonSerializable(typeof(PresetText))]
[JsonSerializable(typeof(EstimatorList))]
[JsonSerializable(typeof(ValidateRequest))]
[JsonSerializable(typeof(ValidateAnswer))]
[JsonSerializable(typeof(EditRequest))]
[JsonSerializable(typeof(EditAnswer))]
internal sealed partial class FormsJson : JsonSerializerContext;

/// <summary>A text to be judged.</summary>
/// <param name="Yaml">The experiment.</param>
/// <param name="Quick">Whether its <c>quick</c> block applies.</param>
/// <param name="Seed">Seed; null keeps the experiment's.</param>
/// <param name="Sets">Overrides <c>key=value</c>.</param>
internal sealed record ValidateRequest(string? Yaml, bool Quick = false, ulong? Seed = null, IReadOnlyList<string>? Sets = null);

/// <summary>What is wrong with a text, where every value of it stands, and what it means.</summary>
/// <param name="Valid">Whether it can run, as far as can be told without its data.</param>
/// <param name="Problems">What is wrong, in the order of the text.</param>
/// <param name="Values">Every value written, keys on its way joined by slashes; null where the text is no YAML.</param>
/// <param name="Summary">What it means; null where it cannot be read.</param>
internal sealed record ValidateAnswer(
    bool Valid, IReadOnlyList<FoundProblem> Problems, IReadOnlyDictionary<string, WrittenValue>? Values, ExperimentMeaning? Summary);

/// <summary>One thing wrong.</summary>
/// <param name="Path">Dotted path of its key, empty for the whole; null where it is not one key's.</param>
/// <param name="Line">Line from 1; null where the text is not to blame but an option.</param>
/// <param name="Column">Column from 1; null likewise.</param>
/// <param name="Message">One line.</param>
internal sealed record FoundProblem(string? Path, int? Line, int? Column, string Message);

/// <summary>A value as written.</summary>
/// <param name="Text">A scalar's text, a list in flow style; null for a block.</param>
/// <param name="Line">Line of its key, from 1.</param>
internal sealed record WrittenValue(string? Text, int Line);

/// <summary>One value to be changed in a text.</summary>
/// <param name="Yaml">The text.</param>
/// <param name="Path">Keys from the top.</param>
/// <param name="Value">The new value in YAML; null takes the key away.</param>
internal sealed record EditRequest(string? Yaml, IReadOnlyList<string>? Path, string? Value);

/// <summary>The text with its change.</summary>
internal sealed record EditAnswer(string Yaml);

/// <summary>Every estimator that can be named.</summary>
internal sealed record EstimatorList(IReadOnlyList<string> Estimators);
