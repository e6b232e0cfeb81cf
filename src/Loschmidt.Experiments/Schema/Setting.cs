namespace Loschmidt.Experiments.Schema;

/// <summary>One value that replaces what the file says, such as <c>training.batch=64</c>.</summary>
/// <param name="Key">Path of keys with dots between.</param>
/// <param name="Value">A YAML scalar, or a list or block in flow style; empty for "nothing", which clears an optional
/// key.</param>
/// <param name="Origin">The option as typed, shown in messages.</param>
public sealed record Setting(string Key, string Value, string Origin)
{
    /// <summary>Reads <c>key=value</c> as given to <c>--set</c>.</summary>
    /// <exception cref="ExperimentException">There is no key or no equals sign.</exception>
    public static Setting Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var origin = $"--set {ScalarNode.Printable(text.Length > 80 ? text[..80] + "..." : text)}";
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? new Setting(text[..equals].Trim(), text[(equals + 1)..].Trim(), origin)
            : throw new ExperimentException(
                new SourcePosition(origin),
                    "expects key=value with dots between keys, such as --set training.batch=64");
    }
}
