namespace Loschmidt.Machines;

/// <summary>One named tensor inside a machine's flat parameter vector.</summary>
/// <param name="Name"><c>block/tensor</c>, such as <c>conv1/phase</c>.</param>
/// <param name="Offset">First index in the flat vector.</param>
/// <param name="Shape">Extents, slowest first.</param>
public sealed record ParameterTensor(string Name, int Offset, IReadOnlyList<int> Shape)
{
    /// <summary>Whether training moves it along its gradient; running statistics are kept in θ, but are not learned and have gradient zero.</summary>
    public bool IsLearned { get; init; } = true;

    /// <summary>Number of entries.</summary>
    public int Count { get; } = Shape.Aggregate(1, (product, extent) => checked(product * extent));
}
