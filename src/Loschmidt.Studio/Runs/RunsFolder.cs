using Loschmidt.Experiments.Runs;
using Loschmidt.Studio.Hosting;
using Loschmidt.Studio.Security;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Runs;

/// <summary>The folder of runs, as requests may look into it.</summary>
/// <param name="root">The folder.</param>
internal sealed class RunsFolder(string root)
{
    // Hidden from every list of runs, and from every request.
    private const string OwnFolder = ".studio";

    /// <summary>The folder, absolute.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>Where the studio keeps experiments to be started and what trainings say; made where missing.</summary>
    public string Own => Directory.CreateDirectory(Path.Combine(Root, OwnFolder)).FullName;

    /// <summary>The run of a name, such as <c>RUN</c> or <c>SWEEP/JOB</c>.</summary>
    /// <exception cref="RefusedException">400: not a name. 404: there is no such run, or it lies elsewhere.</exception>
    public RunFolder Run(string? name) => RunFolder.At(RunPath.Folder(Root, name))
        ?? throw new RefusedException(StatusCodes.Status404NotFound, $"'{OneLine.Of(name!)}' is a sweep; its jobs are runs, SWEEP/JOB");

    /// <summary>The folder of a run or a sweep.</summary>
    /// <exception cref="RefusedException">400: not a name. 404: there is none, or it lies elsewhere.</exception>
    public string Any(string? name) => RunPath.Folder(Root, name);

    /// <summary>A file of a run or a sweep.</summary>
    /// <exception cref="RefusedException">400: not a name or path. 404: there is no such file, or it lies elsewhere.</exception>
    public string File(string? name, string? path) => RunPath.File(Root, name, path);
}
