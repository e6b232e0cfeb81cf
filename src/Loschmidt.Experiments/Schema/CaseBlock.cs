namespace Loschmidt.Experiments.Schema;

/// <summary>Named variants of an experiment, each a block of overrides.</summary>
/// <param name="cases">Name and overrides, in the order written.</param>
public sealed class CaseBlock(params IReadOnlyList<(string Name, OverrideBlock Overrides)> cases) : IEquatable<CaseBlock>
{
    /// <summary>Name and overrides, in the order written.</summary>
    public IReadOnlyList<(string Name, OverrideBlock Overrides)> Cases { get; } = cases;

    /// <summary>Same names, same overrides, same order.</summary>
    public bool Equals(CaseBlock? other) => other is not null && Cases.SequenceEqual(other.Cases);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CaseBlock);

    /// <inheritdoc/>
    public override int GetHashCode() => Cases.Aggregate(Cases.Count, HashCode.Combine);

    /// <summary>The names.</summary>
    public override string ToString() => string.Join(", ", Cases.Select(each => each.Name));
}
