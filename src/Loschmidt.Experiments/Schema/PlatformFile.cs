namespace Loschmidt.Experiments.Schema;

/// <summary>Reads platforms: those that come with the program, and files that people wrote.</summary>
public static class PlatformFile
{
    private const string Prefix = "platforms/";
    private const string Suffix = ".yaml";

    /// <summary>Names of those that come with the program.</summary>
    public static IReadOnlyList<string> List() =>
    [
        .. typeof(PlatformFile).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>The YAML text of one that comes with the program.</summary>
    /// <exception cref="ExperimentException">There is none of that name; names the nearest.</exception>
    public static string Text(string name)
    {
        using var stream = typeof(PlatformFile).Assembly.GetManifestResourceStream(Prefix + name + Suffix);
        if (stream is null)
        {
            throw new ExperimentException(
                new SourcePosition(ScalarNode.Printable(name)),
                $"no such platform or file{NearestName.Hint(name, List())} platforms: {string.Join(", ", List())}");
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Reads a file, or the platform of that name where it is no path.</summary>
    /// <param name="pathOrName">A path (with a separator, or ending in .yaml or .yml, or an existing file), or a name.</param>
    /// <exception cref="ExperimentException">Anything is wrong; all problems are listed, each with its place.</exception>
    public static Platform Load(string pathOrName)
    {
        ArgumentException.ThrowIfNullOrEmpty(pathOrName);
        return Parse(
            ExperimentFile.IsPath(pathOrName) ? ExperimentFile.ReadText(pathOrName, "platform", static _ => "") : Text(pathOrName), pathOrName);
    }

    /// <summary>Reads a platform from text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="source">Its name in messages.</param>
    /// <exception cref="ExperimentException">Anything is wrong; all problems are listed, each with its place.</exception>
    public static Platform Parse(string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        var problems = new List<ExperimentProblem>();
        var root = YamlReader.ReadDocument(text, source, problems);
        var platform = new Binder(new MachineKinds(), problems, "the platform").Block(typeof(Platform), root, path: "");
        return problems.Count == 0
            ? (Platform)platform!
            : throw new ExperimentException(
                [.. problems.OrderBy(problem => problem.Where.Line).ThenBy(problem => problem.Where.Column)]);
    }
}
