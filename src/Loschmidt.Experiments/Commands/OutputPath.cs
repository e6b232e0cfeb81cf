using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Commands;

/// <summary>Refuses what cannot be written to before any work is done for it.</summary>
internal static class OutputPath
{
    /// <summary>A file is to be written there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="option">The option that named it.</param>
    /// <exception cref="UnsuitableException">It is a folder, or its folder is missing.</exception>
    public static void RequireFile(string path, string option = "--output")
    {
        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
            throw new UnsuitableException($"{option} {path} is a folder; name a file in it");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder))
            throw new UnsuitableException($"{option} {path}: there is no folder {folder}; make it first");
    }

    /// <summary>A folder is to be there, or to be made.</summary>
    /// <exception cref="UnsuitableException">It, or a part of the way to it, is a file.</exception>
    public static void RequireFolder(string path)
    {
        for (var part = Path.GetFullPath(path); part is not null; part = Path.GetDirectoryName(part))
        {
            if (File.Exists(part))
                throw new UnsuitableException($"--output {path} is to be a folder, but {part} is a file; name another");
        }
    }
}
