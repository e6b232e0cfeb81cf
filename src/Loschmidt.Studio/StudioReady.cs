namespace Loschmidt.Studio;

/// <summary>What <c>loschmidt studio</c> says once it listens.</summary>
/// <param name="Address">Where it listens, such as <c>http://127.0.0.1:16180/</c>.</param>
/// <param name="Runs">Folder of run folders.</param>
/// <param name="Pages">Whether there are pages.</param>
/// <param name="NeedsToken">Whether every request must bring the token.</param>
/// <param name="Process">The process's number.</param>
public sealed record StudioReady(Uri Address, string Runs, bool Pages, bool NeedsToken, int Process);
