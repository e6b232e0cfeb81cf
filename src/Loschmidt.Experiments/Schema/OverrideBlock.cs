namespace Loschmidt.Experiments.Schema;

/// <summary>Overrides kept for later, such as the <c>quick</c> block: paths of keys and the YAML text of their
/// values.</summary>
/// <param name="values">Dotted path and value in flow style, in the order written.</param>
public sealed class OverrideBlock(params IReadOnlyList<(string Key, string Value)> values) : IEquatable<OverrideBlock>
{
    /// <summary>Dotted path and value in flow style, in the order written.</summary>
    public IReadOnlyList<(string Key, string Value)> Values { get; } = values;

    /// <summary>Same paths, same texts, same order.</summary>
    public bool Equals(OverrideBlock? other) => other is not null && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OverrideBlock);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Aggregate(Values.Count, HashCode.Combine);

    /// <summary><c>training.steps=100, data.limit=5000</c>.</summary>
    public override string ToString() => string.Join(", ", Values.Select(value => $"{value.Key}={value.Value}"));
}
