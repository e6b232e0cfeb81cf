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

    /// <summary>The YAML text of a preset.</summary>
    /// <exception cref="ExperimentException">There is no such preset; names the nearest.</exception>
    public static string Text(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!Names.Contains(name))
        {
            throw new ExperimentException(
                new SourcePosition(ScalarNode.Printable(name)),
                $"no such preset or file{NearestName.Hint(name, Names)} presets: {string.Join(", ", Names)}");
        }

        using var stream = typeof(Presets).Assembly.GetManifestResourceStream(Prefix + name + Suffix)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
