using Loschmidt.Experiments.Runs;

namespace Loschmidt.Studio.Pages;

/// <summary>Pinball and echo as one file each, to be carried away: they compute what they show and need neither server nor network.</summary>
public static class OfflinePages
{
    private const string Folder = "offline";

    /// <summary>Writes the pages into a folder, over older ones.</summary>
    /// <param name="folder">Made where it is missing.</param>
    /// <param name="say">Told what is being done.</param>
    /// <param name="cancellation">Ends a build.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="StudioException">There are no pages, or the folder cannot be written to.</exception>
    public static OfflineReport Write(string folder, Action<string> say, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var pages = PageBuilder.Find(say, cancellation);
        if (pages.Folder is not { } built)
            throw new StudioException($"the offline pages cannot be written: {pages.Reason}");
        return Copy(Path.Combine(built, Folder), Path.GetFullPath(folder));
    }

    /// <summary>Copies the pages that were built.</summary>
    internal static OfflineReport Copy(string from, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            List<OfflinePage> written = [];
            foreach (var page in Directory.GetFiles(from, "*.html").Order(StringComparer.Ordinal))
            {
                var (content, file) = (File.ReadAllBytes(page), Path.Combine(folder, Path.GetFileName(page)));
                AtomicFile.Write(file, stream => stream.Write(content));
                written.Add(new OfflinePage(file, content.Length));
            }

            return new OfflineReport(folder, written);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StudioException($"the offline pages cannot be written into {folder}: {e.Message.TrimEnd('.')}; --offline takes a folder that can be written to", e);
        }
    }
}
