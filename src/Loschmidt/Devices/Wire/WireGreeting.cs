namespace Loschmidt.Devices.Wire;

/// <summary>The first line of a conversation: <c>hello</c> of the trainer.</summary>
/// <param name="Protocols">Versions that it speaks.</param>
/// <param name="From">Who it is, for the device's log.</param>
public sealed record WireGreeting(IReadOnlyList<int> Protocols, string From);
