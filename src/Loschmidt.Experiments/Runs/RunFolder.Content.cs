using System.IO.Compression;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Runs;

public sealed partial class RunFolder
{
    /// <summary>How it is called among all runs: its name, or <c>&lt;sweep&gt;/&lt;job&gt;</c>.</summary>
    public string Address
    {
        get
        {
            var jobs = System.IO.Path.GetDirectoryName(FullPath);
            var sweep = System.IO.Path.GetDirectoryName(jobs);
            return System.IO.Path.GetFileName(jobs) == RunPlace.JobsFolderName && sweep is not null && RunPlace.IsSweep(sweep)
                ? $"{System.IO.Path.GetFileName(sweep)}/{Name}"
                : Name;
        }
    }

    /// <summary>The process that works on it; null where none does, or where it does not tell.</summary>
    public RunOwner? Owner => RunLock.IsHeld(FullPath) ? RunLock.Owner(FullPath) : null;

    /// <summary>Words that people stuck to it, in ordinal order.</summary>
    public IReadOnlyList<string> Tags => RunTags.Read(FullPath);

    /// <summary>How the run stands, read from its folder now.</summary>
    /// <param name="kinds">Names of the machines.</param>
    public RunSummary Summarize(MachineKinds kinds) =>
        RunReader.Read(new RunPlace(Address, FullPath, RunPlaceKind.Run), RunLock.IsHeld(FullPath), kinds);

    /// <summary>Its files in ordinal order, without its lock and without what is only being written; links are left out.</summary>
    /// <exception cref="RunException">The folder cannot be read.</exception>
    public IReadOnlyList<RunFile> Files()
    {
        var every = new EnumerationOptions
        {
            RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false,
        };
        try
        {
            return
            [
                .. new DirectoryInfo(FullPath).EnumerateFiles("*", every)
                    .Select(file => (Path: System.IO.Path.GetRelativePath(FullPath, file.FullName).Replace('\\', '/'), file.Length))
                    .Where(file => file.Path is not (RunLock.FileName or RunLock.OwnerFileName)
                        && !file.Path.Split('/').Any(AtomicFile.IsTemporary))
                    .OrderBy(file => file.Path, StringComparer.Ordinal)
                    .Select(file => new RunFile(file.Path, file.Length)),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunException(Name, $"its folder cannot be read ({e.Message})", e);
        }
    }

    /// <summary>Writes all its files into a ZIP file, in a folder of the run's name.</summary>
    /// <param name="path">The file; an older one is replaced, at once and as a whole.</param>
    /// <returns>The files in it.</returns>
    /// <exception cref="RunException">The folder cannot be read, or the file not be written.</exception>
    public IReadOnlyList<RunFile> Archive(string path)
    {
        // The archive itself may be asked for inside the folder.
        var archive = System.IO.Path.GetFullPath(path);
        RunFile[] files = [.. Files().Where(file => Within(file.Path) != archive)];
        try
        {
            AtomicFile.Write(path, stream =>
            {
                using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
                foreach (var file in files)
                {
                    using var from = new FileStream(
                        Within(file.Path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                    using var to = zip.CreateEntry($"{Name}/{file.Path}").Open();
                    from.CopyTo(to);
                }
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunException(Name, $"the archive {path} cannot be written ({e.Message})", e);
        }

        return files;
    }
}
