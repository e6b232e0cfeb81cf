namespace Loschmidt.Machines;

/// <summary>A picture a machine can show of itself.</summary>
/// <param name="Name">What is shown, such as <c>intensity</c>.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Unit">Unit of the values, for the colour bar.</param>
/// <param name="Signed">Whether zero is the middle of the scale (θ, π) rather than its end (intensity).</param>
public sealed record FieldShape(string Name, int Width, int Height, string Unit, bool Signed)
{
    /// <summary>What runs from left to right.</summary>
    public string Across { get; init; } = "column (site)";

    /// <summary>What runs from top to bottom.</summary>
    public string Down { get; init; } = "row (site)";
}
