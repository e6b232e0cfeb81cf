namespace Loschmidt.Experiments.Commands;

/// <summary>What <c>loschmidt latency</c> was asked to do: a machine's time and energy on a platform.</summary>
/// <param name="Source">A preset's name or the path of an experiment file.</param>
/// <param name="Quick">Whether the experiment's <c>quick</c> overrides apply.</param>
/// <param name="Sets">Overrides <c>key=value</c>, in the order given.</param>
/// <param name="Platform">A platform's name or the path of its file.</param>
/// <param name="Ports">N of a layer; null counts the machine's.</param>
/// <param name="Layers">L on the way out; null counts the machine's.</param>
public sealed record LatencyRequest(
    string Source, bool Quick, IReadOnlyList<string> Sets, string Platform = LatencyCommand.DefaultPlatform, int? Ports = null, int? Layers = null);
