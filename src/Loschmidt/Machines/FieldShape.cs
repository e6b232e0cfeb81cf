namespace Loschmidt.Machines;

/// <summary>A picture a machine can show of itself.</summary>
/// <param name="Name">What is shown, such as <c>intensity</c>.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Unit">Unit of the values, for the colour bar.</param>
/// <param name="Signed">Whether zero is the middle of the scale (θ, π) rather than its end (intensity).</param>
public sealed record FieldShape(string Name, int Width, int Height, string Unit, bool Signed)
{
    /// <summary>What runs from left to right; in a field of one row, what stands in it.</summary>
    public string Across { get; init; } = Height == 1 ? "site" : "column (site)";

    /// <summary>What runs from top to bottom; for a field of one row, what its moments are counted in.</summary>
    public string Down { get; init; } = Height == 1 ? "time (step)" : "row (site)";
}
