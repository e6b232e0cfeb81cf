using System.Text.Json.Serialization;

namespace Loschmidt.Studio.Lab;

/// <summary>A machine that the echo lab offers.</summary>
/// <param name="Name">Its word in links and queries.</param>
/// <param name="Title">What people read.</param>
/// <param name="Text">What it is and what it learns, in a sentence.</param>
/// <param name="Preset">The preset that describes it.</param>
/// <param name="View">How its field is drawn: <c>plane</c> (a ball), <c>sites</c> (a row of sites against time) or <c>map</c>.</param>
/// <param name="Knobs">What can be turned, the errors of the device last.</param>
internal sealed record LabMachine(string Name, string Title, string Text, string Preset, string View, IReadOnlyList<LabKnob> Knobs)
{
    /// <summary>What its time is counted in.</summary>
    public string TimeUnit { get; init; } = "";

    /// <summary>The knob of that name, or null.</summary>
    public LabKnob? Find(string name) => Knobs.FirstOrDefault(knob => knob.Name == name);
}

/// <summary>What the echo lab offers.</summary>
internal sealed record LabOffer(IReadOnlyList<LabMachine> Machines, LiveOffer Live);

/// <summary>Documents of the echo lab.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(Experiments.Commands.FiniteNumber)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LabOffer))]
[JsonSerializable(typeof(LabHeader))]
[JsonSerializable(typeof(LabSummary))]
[JsonSerializable(typeof(LiveHeader))]
[JsonSerializable(typeof(LiveRound))]
internal sealed partial class LabJson : JsonSerializerContext;
