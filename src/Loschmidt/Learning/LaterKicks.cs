using Loschmidt.Machines;

namespace Loschmidt.Learning;

/// <summary>The kicks of a bath in a later piece of the same decay, under names of their own.</summary>
/// <param name="bath">The bath.</param>
internal sealed class LaterKicks(IThermalKicks bath) : IThermalKicks
{
    // Time steps within one piece.
    private const uint Stride = 1 << 12;

    /// <summary>Which piece.</summary>
    public uint Piece { get; set; }

    /// <inheritdoc/>
    public double Temperature => bath.Temperature;

    /// <inheritdoc/>
    public (double First, double Second) Normals(long moment, uint element, uint draw) => bath.Normals(moment, element, (Piece * Stride) + draw);
}
