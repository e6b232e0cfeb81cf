namespace Loschmidt.Experiments.Commands;

/// <summary>What <c>loschmidt device serve</c> was asked to do.</summary>
/// <param name="Source">A preset's name or the path of an experiment file.</param>
/// <param name="Quick">Whether the experiment's <c>quick</c> overrides apply.</param>
/// <param name="Sets">Overrides <c>key=value</c>, in the order given.</param>
/// <param name="Seed">Seed; null keeps the experiment's.</param>
/// <param name="HostUpdated">Whether the computer changes its parameters; sealed otherwise.</param>
/// <param name="Tcp">Port to listen on; null does not.</param>
/// <param name="Http">Port of a web server; null has none. Without either it speaks on standard input and output.</param>
/// <param name="Keep">Folder for snapshots; null uses the user's own.</param>
public sealed record DeviceServeRequest(
    string Source, bool Quick, IReadOnlyList<string> Sets, ulong? Seed, bool HostUpdated, int? Tcp, int? Http, string? Keep);
