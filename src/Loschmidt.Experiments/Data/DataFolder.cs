namespace Loschmidt.Experiments.Data;

/// <summary>The folders in which data are looked for: the one given, then LOSCHMIDT_DATA, then the user's
/// cache.</summary>
/// <remarks>Each holds one folder a set, such as <c>mnist/train-images-idx3-ubyte.gz</c>; files may be gzip or
/// plain.</remarks>
public sealed class DataFolder
{
    /// <summary>Environment variable with a folder, absolute or relative to the working folder.</summary>
    public const string Variable = "LOSCHMIDT_DATA";

    private readonly string? _single;

    private DataFolder(IReadOnlyList<(string Origin, string Path)> places, string? single = null) =>
        (Places, _single) = (places, single);

    /// <summary>Where data are looked for, in order: what named the folder, and its full path.</summary>
    public IReadOnlyList<(string Origin, string Path)> Places { get; }

    /// <summary>The usual places.</summary>
    /// <param name="option">The folder given by <c>--data</c>; null where none was.</param>
    /// <exception cref="DataException">The folder given does not exist.</exception>
    public static DataFolder Usual(string? option) =>
        Usual(option, Environment.GetEnvironmentVariable(Variable), Cache());

    /// <summary>One folder that holds a single set's files directly, as named by an experiment's
    /// <c>data.path</c>.</summary>
    /// <exception cref="DataException">It does not exist.</exception>
    public static DataFolder OfSet(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Directory.Exists(path)
            ? new DataFolder([("data.path", Path.GetFullPath(path))], single: "")
            : throw new DataException(path, "no such folder; data.path names the folder that holds the set's files");
    }

    /// <summary>Where a file was looked for that is in none of the places.</summary>
    internal string LookedIn => Places.Count == 0
        ? "there is no folder to look in"
        : $"not found in {string.Join(", ", Places.Select(place => $"{place.Path} ({place.Origin})"))}";

    internal static DataFolder Usual(string? option, string? variable, string? cache)
    {
        var places = new List<(string, string)>();
        if (!string.IsNullOrEmpty(option))
        {
            places.Add(Directory.Exists(option)
                ? ("--data", Path.GetFullPath(option))
                : throw new DataException(
                option, "no such folder; --data names the folder that holds mnist/ and other sets"));
        }

        if (!string.IsNullOrEmpty(variable))
            places.Add((Variable, Path.GetFullPath(variable)));
        if (!string.IsNullOrEmpty(cache))
            places.Add(("cache", cache));
        return new DataFolder(places);
    }

    /// <summary>The first place that holds a file, gzip before plain; null where none does.</summary>
    /// <param name="set">Folder of the set, such as <c>mnist</c>.</param>
    /// <param name="file">File name without <c>.gz</c>.</param>
    public string? Find(string set, string file)
    {
        foreach (var (_, place) in Places)
        {
            var path = Path.Combine(place, _single ?? set, file);
            if (File.Exists(path + ".gz"))
                return path + ".gz";
            if (File.Exists(path))
                return path;
        }

        return null;
    }

    /// <summary>As <see cref="Find"/>, and the file must be there.</summary>
    /// <exception cref="DataException">It is in none of the places; says where it was looked for, and the
    /// cure.</exception>
    public string Require(string set, string file) =>
        Find(set, file) ?? throw new DataException(
            $"{set}/{Distributed(set, file)}",
            $"{LookedIn}; 'loschmidt data get {set}' fetches it, or put it into a folder '{set}' and name the folder above "
            + $"by --data or {Variable}");

    private static string Distributed(string set, string file) =>
        DataCatalog.Files.FirstOrDefault(known => (known.Set, known.Name) == (set, file))?.ArchiveName ?? file + ".gz";

    /// <summary>The user's cache for data.</summary>
    internal static string? Cache()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(cache))
        {
            cache = OperatingSystem.IsWindows()
                ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : home.Length == 0 ? ""
                : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
                : Path.Combine(home, ".cache");
        }

        return cache.Length == 0 ? null : Path.Combine(cache, "loschmidt", "data");
    }
}
