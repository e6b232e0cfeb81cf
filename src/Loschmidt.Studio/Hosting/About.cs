namespace Loschmidt.Studio.Hosting;

/// <summary>What <c>/api/about</c> says.</summary>
/// <param name="Name">Always <c>loschmidt</c>.</param>
/// <param name="Version">The program's version.</param>
/// <param name="Pages">Whether there are pages.</param>
/// <param name="Trains">Whether trainings can be started.</param>
internal sealed record About(string Name, string Version, bool Pages, bool Trains);
