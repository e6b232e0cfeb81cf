namespace Loschmidt.Experiments.Schema;

/// <summary>Puts settings into the nodes of a file before they are bound, so that they are judged like the file
/// itself.</summary>
internal static class Overrides
{

    /// <summary>Replaces or adds one value; blocks on the way are made where they are missing.</summary>
    /// <remarks>
    /// Steps and epochs say the same thing in two ways, so setting one takes the other away; likewise another estimator
    /// than
    /// self-learning takes away the keys that belong to self-learning alone. Keys set later are judged as always.
    /// </remarks>
    public static void Apply(
        MappingNode root, string path, YamlNode value, SourcePosition where, List<ExperimentProblem> problems)
    {
        var keys = path.Split('.');
        var block = root;
        for (var i = 0; i < keys.Length - 1; i++)
        {
            switch (block.Find(keys[i])?.Value)
            {
                case MappingNode inner:
                    block = inner;
                    break;
                case null or ScalarNode { IsNull: true }:
                    var made = new MappingNode(where);
                    block.Set(new YamlEntry(keys[i], where, made));
                    block = made;
                    break;
                case var other:
                    var above = string.Join('.', keys.Take(i + 1));
                    problems.Add(new ExperimentProblem(
                        where, $"'{above}' is {other.Found}, so it has no key '{keys[i + 1]}'"));
                    return;
            }
        }

        block.Set(new YamlEntry(keys[^1], where, value));
        if (root.Find("training")?.Value is MappingNode training)
        {
            foreach (var displaced in Displaced(path, value))
            {
                training.Remove(displaced);
            }
        }
    }

    private static string[] Displaced(string path, YamlNode value) => path switch
    {
        "training.steps" => ["epochs"],
        "training.epochs" => ["steps"],
        "training.estimator" when value is ScalarNode { Text: not "self-learning" } => ["protocol", "noise"],
        _ => [],
    };

    /// <summary>Applies settings one after another; the last one wins.</summary>
    public static void Apply(MappingNode root, IEnumerable<Setting> settings, List<ExperimentProblem> problems)
    {
        foreach (var setting in settings)
        {
            var where = new SourcePosition(setting.Origin);
            try
            {
                Apply(root, setting.Key, YamlReader.ReadValue(setting.Value, where, problems), where, problems);
            }
            catch (ExperimentException e)
            {
                problems.AddRange(e.Problems);
            }
        }
    }

    /// <summary>Applies a block of overrides whose keys may be nested or dotted.</summary>
    public static void Merge(MappingNode root, MappingNode overrides, List<ExperimentProblem> problems)
    {
        foreach (var (path, entry) in Leaves(overrides, prefix: ""))
        {
            // An empty block changes nothing in a block; anywhere else it is judged as the value it is.
            if (entry.Value is MappingNode && At(root, path) is MappingNode)
                continue;
            Apply(root, path, entry.Value, entry.Where, problems);
        }
    }

    private static YamlNode? At(MappingNode root, string path) => path.Split('.').Aggregate(
        (YamlNode?)root, (node, key) => (node as MappingNode)?.Find(key)?.Value);

    /// <summary>The values of a block with their full paths; lists and empty blocks are values.</summary>
    public static IEnumerable<(string Path, YamlEntry Entry)> Leaves(MappingNode block, string prefix)
    {
        foreach (var entry in block.Entries)
        {
            var path = prefix + entry.Key;
            if (entry.Value is MappingNode { Entries.Count: > 0 } inner)
            {
                foreach (var leaf in Leaves(inner, path + "."))
                {
                    yield return leaf;
                }
            }
            else
            {
                yield return (path, entry);
            }
        }
    }
}
