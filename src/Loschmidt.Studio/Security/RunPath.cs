using Loschmidt.Experiments.Runs;
using Loschmidt.Studio.Hosting;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Security;

/// <summary>The one way from what a request names to a folder or file: strictly inside the folder of runs, links followed and then looked at.</summary>
/// <remarks>Names are exact. Unlike on the command line, no beginning of a name, no folder elsewhere and no <c>latest</c> is understood.</remarks>
internal static class RunPath
{
    private const int LongestName = 255;

    /// <summary>Folder of a run (<c>RUN</c>), a sweep (<c>SWEEP</c>) or a job (<c>SWEEP/JOB</c>).</summary>
    /// <param name="runs">Folder of all runs.</param>
    /// <param name="name">What the request names.</param>
    /// <exception cref="RefusedException">400: not a name. 404: there is none, or it lies elsewhere.</exception>
    public static string Folder(string runs, string? name)
    {
        var path = name?.Split('/') switch
        {
            [var run] when IsName(run) => Path.Combine(runs, run),
            [var sweep, var job] when IsName(sweep) && IsName(job) => Path.Combine(runs, sweep, RunPlace.JobsFolderName, job),
            _ => throw new RefusedException(StatusCodes.Status400BadRequest, $"'{Shown(name)}' is no run's name; accepted: RUN or SWEEP/JOB"),
        };
        return Inside(runs, path) is { } real && (RunPlace.IsRun(real) || RunPlace.IsSweep(real))
            ? real
            : throw new RefusedException(StatusCodes.Status404NotFound, $"there is no run '{Shown(name)}'");
    }

    /// <summary>A file of a run.</summary>
    /// <param name="runs">Folder of all runs.</param>
    /// <param name="name">The run, as in <see cref="Folder"/>.</param>
    /// <param name="file">Path in the run's folder with slashes, such as <c>figures/cost.svg</c>.</param>
    /// <exception cref="RefusedException">400: not a name or path. 404: there is no such file, or it lies elsewhere.</exception>
    public static string File(string runs, string? name, string? file)
    {
        var folder = Folder(runs, name);
        if (file is null || !Array.TrueForAll(file.Split('/'), IsName))
            throw new RefusedException(StatusCodes.Status400BadRequest, $"'{Shown(file)}' is no file of a run; accepted: a path in its folder, such as figures/cost.svg");
        return Inside(folder, Path.Combine(folder, file)) is { } real && System.IO.File.Exists(real)
            ? real
            : throw new RefusedException(StatusCodes.Status404NotFound, $"run '{Shown(name)}' has no file '{Shown(file)}'");
    }

    /// <summary>One plain name: nothing hidden, nothing half-written, nothing that a system reads as more than a name.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName
        && name[0] != '.'
        && name[^1] is not (' ' or '.')
        && !AtomicFile.IsTemporary(name)
        && !name.AsSpan().ContainsAny("/\\:*?\"<>|")
        && !name.Any(char.IsControl);

    private static string? Inside(string folder, string path) =>
        RealPath.Of(folder) is { } home && RealPath.Of(path) is { } real && real != home && RealPath.IsInside(real, home) ? real : null;

    private static string Shown(string? text) => text is null ? "" : OneLine.Of(text.Length > 80 ? text[..80] + "…" : text);
}
