namespace Loschmidt.Studio.Pages;

/// <summary>Finds the pages, and builds them from a checkout when their sources have changed.</summary>
public static class PageBuilder
{
    private const string Start = "index.html";
    private const string LockName = ".lock";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Folder of the built pages, or the reason why there are none.</summary>
    /// <param name="say">Told what is being done.</param>
    /// <param name="cancellation">Ends a build.</param>
    public static PageFolder Find(Action<string> say, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(say);
        var shipped = Path.Combine(AppContext.BaseDirectory, "studio");
        if (File.Exists(Path.Combine(shipped, Start)))
            return new(shipped, null);
        return PageSources.Above(AppContext.BaseDirectory) is { } sources
            ? Find(sources, new NodeTools(), say, cancellation)
            : new(null, "The studio's pages are no part of this installation.");
    }

    /// <summary>Folder of what is built from these sources: named by their content, so that it is right where it is there.</summary>
    internal static PageFolder Find(PageSources sources, NodeTools tools, Action<string> say, CancellationToken cancellation)
    {
        try
        {
            var built = Path.Combine(sources.Built, sources.Stamp());
            return File.Exists(Path.Combine(built, Start)) ? new(built, null) : Build(sources, built, tools, say, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(null, $"The studio's pages could not be built: {e.Message}");
        }
    }

    private static PageFolder Build(PageSources sources, string built, NodeTools tools, Action<string> say, CancellationToken cancellation)
    {
        if (tools.Missing(cancellation) is { } missing)
            return new(null, $"{Upper(missing)}. Install it and start the studio again.");
        Directory.CreateDirectory(sources.Built);
        using var one = Wait(Path.Combine(sources.Built, LockName), say, cancellation);
        if (File.Exists(Path.Combine(built, Start)))
            return new(built, null);
        say("building the studio's pages (once per change) ...");
        var temporary = built + ".tmp";
        var failure = Fetch(sources, tools, cancellation)
            ?? tools.Npm(sources.Folder, cancellation, "run", "build", "--", "--outDir", temporary, "--emptyOutDir", "--logLevel", "error");
        if (failure is not null)
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
            return new(null, $"The studio's pages could not be built: {failure}.");
        }

        Directory.Move(temporary, built);
        Forget(sources.Built, built);
        return new(built, null);
    }

    /// <summary>Packages as the lock file names them; they are fetched again only when it changes.</summary>
    private static string? Fetch(PageSources sources, NodeTools tools, CancellationToken cancellation)
    {
        var (stamp, mark) = (sources.PackagesStamp(), Path.Combine(sources.Folder, "node_modules", ".loschmidt"));
        if (File.Exists(mark) && File.ReadAllText(mark) == stamp)
            return null;

        // Packages for building count as development's, which a variable of the user's may have switched off.
        if (tools.Npm(sources.Folder, cancellation, "ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1") is { } failure)
            return failure;
        File.WriteAllText(mark, stamp);
        return null;
    }

    /// <summary>Who comes second waits: two builds would write into one folder.</summary>
    private static FileStream Wait(string path, Action<string> say, CancellationToken cancellation)
    {
        for (var told = false; ; told = true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                if (!told)
                    say("another studio builds the pages; waiting for it ...");
                cancellation.WaitHandle.WaitOne(Pause);
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Removes what was built of older sources; running studios hold theirs in memory.</summary>
    private static void Forget(string folder, string built)
    {
        foreach (var older in Directory.EnumerateDirectories(folder).Where(other => other != built))
            Directory.Delete(older, recursive: true);
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) != LockName))
            File.Delete(file);
    }

    private static string Upper(string line) => char.ToUpperInvariant(line[0]) + line[1..];
}
