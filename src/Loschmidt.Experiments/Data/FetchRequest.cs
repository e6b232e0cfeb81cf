namespace Loschmidt.Experiments.Data;

/// <summary>What <c>loschmidt data get</c> was asked for.</summary>
/// <param name="Sets">Names of sets; none means all.</param>
/// <param name="Data">The folder given by <c>--data</c>; null means the user's cache.</param>
/// <param name="Mirrors">Places of the user's own that hold <c>SET/FILE</c> as distributed, tried first.</param>
public sealed record FetchRequest(IReadOnlyList<string> Sets, string? Data, IReadOnlyList<Uri> Mirrors);
