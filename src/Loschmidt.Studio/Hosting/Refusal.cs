using System.Text.Json.Serialization;

namespace Loschmidt.Studio.Hosting;

/// <summary>What every refusal looks like.</summary>
internal sealed record Refusal(RefusalText Error);

/// <summary>What is wrong, where, and what would be accepted, in one line.</summary>
internal sealed record RefusalText(string Message);

/// <summary>Documents that the server itself says.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(About))]
[JsonSerializable(typeof(Refusal))]
internal sealed partial class HostingJson : JsonSerializerContext;
