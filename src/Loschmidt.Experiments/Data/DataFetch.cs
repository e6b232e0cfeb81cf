using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data;

/// <summary><c>loschmidt data get</c>: fetches the files of known sets, each under its name only when its SHA-256 is
/// right.</summary>
/// <remarks>
/// Places are tried in order. A cut download is taken up where it broke off, at the same place and at the next one, in
/// this process and in a later one; the check sum decides in the end, and a mixture that fails it is fetched again from
/// its first byte. Two processes that fetch the same set take turns, so the second finds the files there.
/// </remarks>
public sealed class DataFetch
{
    private const int Redirections = 5;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(100);

    private readonly Func<SocketsHttpHandler> _handler;
    private readonly FetchLimits _limits;
    private readonly Action<string> _remark;
    private readonly IProgress<FetchProgress> _progress;

    /// <summary>Prepares to fetch.</summary>
    /// <param name="progress">Hears about every piece that arrives.</param>
    /// <param name="remark">Hears a line about every place that failed where another one did not.</param>
    /// <param name="limits">When to give up.</param>
    public DataFetch(IProgress<FetchProgress> progress, Action<string> remark, FetchLimits? limits = null)
        : this(progress, remark, limits ?? FetchLimits.Default, static () => new SocketsHttpHandler())
    {
    }

    internal DataFetch(
        IProgress<FetchProgress> progress, Action<string> remark, FetchLimits limits, Func<SocketsHttpHandler> handler)
        => (_progress, _remark, _limits, _handler) = (progress, remark, limits, handler);

    /// <summary>Fetches what is not there yet; blocks until all is there.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="stop">Ends it; what has arrived is kept.</param>
    /// <exception cref="DataException">No such set, or no folder to put it into.</exception>
    /// <exception cref="FetchException">A file could be had from none of its places; those before it are
    /// kept.</exception>
    public FetchResult Run(FetchRequest request, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        foreach (var set in request.Sets.Where(set => !DataCatalog.Sets.Contains(set, StringComparer.Ordinal)))
        {
            throw new DataException(
                set,
                $"no such set{NearestName.Hint(set, DataCatalog.Sets)} "
                + $"known sets: {string.Join(", ", DataCatalog.Sets)}");
        }

        var root = request.Data ?? DataFolder.Cache() ?? throw new DataException(
            "cache", "this user has no home and so no cache; name a folder by --data");
        var files = DataCatalog.Files.Where(
            file => request.Sets.Count == 0 || request.Sets.Contains(file.Set, StringComparer.Ordinal));
        Uri[] Places(DataFile file) =>
        [
            .. request.Mirrors.Select(mirror => Under(mirror, $"{file.Set}/{file.ArchiveName}")),
            .. DataCatalog.Mirrors(file.Set).Select(mirror => Under(mirror, file.ArchiveName)),
        ];
        return Run(Path.GetFullPath(root), request.Data is null ? DataFolder.Usual(null) : null, files, Places, stop)
            .GetAwaiter().GetResult();
    }

    /// <summary>Fetches files into a folder.</summary>
    /// <param name="root">The folder above those of the sets.</param>
    /// <param name="elsewhere">Where else a file may be that need not be fetched; null means nowhere.</param>
    /// <param name="files">The files.</param>
    /// <param name="places">The addresses of a file in the order in which they are tried.</param>
    /// <param name="stop">Ends it.</param>
    internal async Task<FetchResult> Run(
        string root, DataFolder? elsewhere, IEnumerable<DataFile> files, Func<DataFile, IReadOnlyList<Uri>> places,
        CancellationToken stop)
    {
        using var handler = _handler();
        handler.ConnectTimeout = _limits.Connect;
        handler.MaxAutomaticRedirections = Redirections;
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("loschmidt");
        var there = new List<FetchedFile>();
        try
        {
            foreach (var file in files)
            {
                there.Add(Present(file, root, elsewhere) ?? await Fetch(file, root, places(file), client, stop));
            }

            return new FetchResult(root, there, Interrupted: false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new FetchResult(root, there, Interrupted: true);
        }
    }

    private FetchedFile? Present(DataFile file, string root, DataFolder? elsewhere)
    {
        var here = DataFolder.Usual(null, null, root).Find(file.Set, file.Name);
        var found = elsewhere?.Find(file.Set, file.Name) ?? here;
        if (found is not null && DataCatalog.HasContent(found, file))
            return new FetchedFile(file.Set, file.Name, found, FetchedFile.Present);
        if (found is not null && found != here)
            _remark($"{found} is damaged or another file, and is found before {root}; remove it");
        return here is not null && here != found && DataCatalog.HasContent(here, file)
            ? new FetchedFile(file.Set, file.Name, here, FetchedFile.Present)
            : null;
    }

    private async Task<FetchedFile> Fetch(
        DataFile file, string root, IReadOnlyList<Uri> places, HttpClient client, CancellationToken stop)
    {
        var folder = Folder(Path.Combine(root, file.Set));
        var target = Path.Combine(folder, file.ArchiveName);
        using var turn = await TakeTurn(folder, stop);
        if (File.Exists(target) && DataCatalog.HasContent(target, file))
            return new FetchedFile(file.Set, file.Name, target, FetchedFile.Present);

        using var partial = new PartialFile(target, file.ArchiveBytes);
        var resumed = partial.Length;
        var reasons = new List<string>();
        PlaceException? last = null;
        foreach (var place in places)
        {
            try
            {
                await Fetch(file, place, partial, client, stop);
                partial.Complete();
                reasons.ForEach(
                    reason => _remark($"{file.Set}/{file.ArchiveName}: {reason}; had from {place} instead"));
                return new FetchedFile(file.Set, file.Name, target, FetchedFile.Fetched, place.AbsoluteUri, resumed);
            }
            catch (PlaceException e)
            {
                reasons.Add($"{place.GetLeftPart(UriPartial.Authority)} {e.Message}");
                last = e;
            }
        }

        throw new FetchException($"{file.Set}/{file.ArchiveName}", reasons, last);
    }

    /// <summary>Fetches a file from one place, in as many attempts as bring something.</summary>
    private async Task Fetch(DataFile file, Uri place, PartialFile partial, HttpClient client, CancellationToken stop)
    {
        var download = new Download(client, _limits);
        for (var attempt = 1; ; attempt++)
        {
            var before = partial.Length;
            try
            {
                if (before < file.ArchiveBytes)
                {
                    await download.Run(
                        place, partial, file.ArchiveBytes,
                        received => _progress.Report(new FetchProgress(file, place.Host, received)), stop);
                }
            }
            catch (PlaceException e) when (e.IsCut && attempt < _limits.Attempts && partial.Length != before)
            {
                continue;
            }

            var sum = await partial.Sha256(stop);
            if (sum == file.ArchiveSha256)
                return;
            partial.Restart();

            // A mixture of two versions says nothing about either: once more, from the first byte.
            if (before == 0 || attempt >= _limits.Attempts)
                throw new PlaceException($"sent another file: its SHA-256 is {sum} instead of {file.ArchiveSha256}");
        }
    }

    /// <summary>Waits until no other process fetches the same set.</summary>
    private async Task<FileStream> TakeTurn(string folder, CancellationToken stop)
    {
        // The file stays: were it removed, a third process could lock a new one while the second still holds the old.
        var path = Path.Combine(folder, ".fetching");
        for (var waited = false; ; waited = true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                if (!waited)
                    _remark($"another process fetches into {folder}; waiting for it");
                await Task.Delay(Turn, stop);
            }
        }
    }

    private static string Folder(string path)
    {
        try
        {
            return Directory.CreateDirectory(path).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException(path, "no folder can be made there; name another by --data", e);
        }
    }

    private static Uri Under(Uri mirror, string file) =>
        new(mirror.AbsoluteUri.EndsWith('/') ? mirror : new Uri(mirror.AbsoluteUri + "/"), file);
}
