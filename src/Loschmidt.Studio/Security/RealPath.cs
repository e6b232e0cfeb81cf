namespace Loschmidt.Studio.Security;

/// <summary>Where a path really leads, with every link on the way followed.</summary>
internal static class RealPath
{
    private const int MostLinks = 40; // as the kernel has it

    /// <summary>The path without links, or null where links go in a circle; what is not there is kept as it is named.</summary>
    public static string? Of(string path)
    {
        var links = 0;
        return Follow(Path.GetFullPath(path), ref links);
    }

    /// <summary>Whether a real path is a real folder or lies below it.</summary>
    public static bool IsInside(string path, string folder)
    {
        var kind = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return path.StartsWith(Path.TrimEndingDirectorySeparator(folder), kind)
            && (path.Length == Path.TrimEndingDirectorySeparator(folder).Length
                || path[Path.TrimEndingDirectorySeparator(folder).Length] == Path.DirectorySeparatorChar);
    }

    private static string? Follow(string path, ref int links)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var name in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, name);
            if (new FileInfo(next).LinkTarget is { } target)
            {
                if (++links > MostLinks || Follow(Path.GetFullPath(target, real), ref links) is not { } followed)
                    return null;
                next = followed;
            }

            real = next;
        }

        return real;
    }
}
