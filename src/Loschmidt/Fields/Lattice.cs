using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Fields;

/// <summary>A two-dimensional lattice: columns across (x) times rows along the direction of travel (z).</summary>
/// <remarks>
/// Site (column, row) is stored at <c>column * Rows + row</c>: neighbours along z are neighbours in memory.
/// </remarks>
public sealed record Lattice
{
    /// <summary>Sites across, N_x.</summary>
    [Range(2, 4096)]
    [Description("sites across (x)")]
    public int Columns { get; init; } = 50;

    /// <summary>Sites along the direction of travel, N_z.</summary>
    [Range(2, 4096)]
    [Description("sites along the direction of travel (z)")]
    public int Rows { get; init; } = 150;

    /// <summary>Extent W across.</summary>
    [Range(1e-6, 1e6)]
    [Description("extent W across (x)")]
    public double Width { get; init; } = 1;

    /// <summary>Extent L along.</summary>
    [Range(1e-6, 1e6)]
    [Description("extent L along the direction of travel (z)")]
    public double Length { get; init; } = 3;

    /// <summary>What happens at the edges.</summary>
    [Description("hard walls (Psi = 0) or periodic")]
    public Boundary Boundary { get; init; } = Boundary.HardWall;

    /// <summary>How short waves travel.</summary>
    [Description("spectral (continuum dispersion) or tight binding (hopping between neighbours)")]
    public Dispersion Dispersion { get; init; } = Dispersion.Spectral;

    /// <summary>Number of sites.</summary>
    public int Sites => checked(Columns * Rows);

    /// <summary>Distance h_x of neighbours across.</summary>
    public double SpacingX => Spacing(Columns, Width);

    /// <summary>Distance h_z of neighbours along.</summary>
    public double SpacingZ => Spacing(Rows, Length);

    /// <summary>ΔV = h_x h_z; every functional is ΔV times a sum over sites.</summary>
    public double CellVolume => SpacingX * SpacingZ;

    /// <summary>x of a column.</summary>
    public double X(int column) => Position(column, SpacingX);

    /// <summary>z of a row.</summary>
    public double Z(int row) => Position(row, SpacingZ);

    /// <summary>Storage index of a site.</summary>
    public int Site(int column, int row) => column * Rows + row;

    /// <summary>The column nearest to x.</summary>
    public int NearestColumn(double x) => Nearest(x, SpacingX, Columns);

    /// <summary>The row nearest to z.</summary>
    public int NearestRow(double z) => Nearest(z, SpacingZ, Rows);

    /// <summary>The rows with from·L ≤ z ≤ to·L, as first row and count.</summary>
    /// <param name="from">Fraction of L.</param>
    /// <param name="to">Fraction of L.</param>
    public (int First, int Count) RowsBetween(double from, double to)
    {
        var first = 0;
        while (first < Rows && Z(first) < from * Length)
            first++;

        var end = first;
        while (end < Rows && Z(end) <= to * Length)
            end++;

        return (first, end - first);
    }

    /// <summary>The standing waves across.</summary>
    internal AxisModes ModesX => new(Columns, Width, Boundary, Dispersion);

    /// <summary>The standing waves along.</summary>
    internal AxisModes ModesZ => new(Rows, Length, Boundary, Dispersion);

    private double Spacing(int sites, double extent) => extent / (Boundary == Boundary.HardWall ? sites + 1 : sites);

    private double Position(int index, double spacing) => (index + (Boundary == Boundary.HardWall ? 1 : 0.5)) * spacing;

    private int Nearest(double position, double spacing, int sites) =>
        Math.Clamp((int)Math.Round(position / spacing - (Boundary == Boundary.HardWall ? 1 : 0.5)), 0, sites - 1);
}
