namespace Loschmidt.Experiments.Schema;

/// <summary>The experiments that come with the program: YAML files, embedded, ready to be shown and edited.</summary>
public static class Presets
{
    private const string Prefix = "presets/";
    private const string Suffix = ".yaml";

    private static readonly string[] Names =
    [
        .. typeof(Presets).Assembly.GetManifestResourceNames()
            .Where(name =>
                name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The names, in alphabetical order.</summary>
    public static IReadOnlyList<string> List() => Names;

    /// <summary>What was probably meant, a file beside or a preset: <c>; did you mean 'x'? ...</c>.</summary>
    /// <param name="name">What was typed: a name, or a path.</param>
    internal static string Suggestion(string name)
    {
        var (folder, file) = (Path.GetDirectoryName(name) ?? "", Path.GetFileName(name));
        string[] files = [.. Experiments(folder.Length == 0 ? "." : folder)];
        var nearest = Array.Find(files, one => Path.GetFileNameWithoutExtension(one) == file) ?? NearestName.Among(file, files);
        return nearest is not null
            ? $"; did you mean '{ScalarNode.Printable(Path.Combine(folder, nearest))}'? 'loschmidt presets' lists the presets"
            : $"{NearestName.Hint(file, Names)} presets: {string.Join(", ", Names)}";
    }

    private static IEnumerable<string> Experiments(string folder)
    {
        const int Most = 1000; // of a folder with a million files nobody expects a suggestion
        try
        {
            return [.. Directory.EnumerateFiles(folder).Take(Most).Select(file => Path.GetFileName(file))
                .Where(file => Path.GetExtension(file) is ".yaml" or ".yml").Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }

    /// <summary>The YAML text of a preset.</summary>
    /// <exception cref="ExperimentException">There is no such preset; names the nearest.</exception>
    public static string Text(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!Names.Contains(name))
        {
            throw new ExperimentException(
                new SourcePosition(ScalarNode.Printable(name)), $"no such preset or file{Suggestion(name)}");
        }

        using var stream = typeof(Presets).Assembly.GetManifestResourceStream(Prefix + name + Suffix)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
