namespace Loschmidt.Fields;

/// <summary>What happens to a wave at the edge of a lattice.</summary>
public enum Boundary
{
    /// <summary>Ψ = 0 at the walls: interior sites x_i = (i + 1)h, h = W/(N + 1), sine modes.</summary>
    HardWall,

    /// <summary>The lattice closes on itself: sites x_i = (i + ½)h, h = W/N, Fourier modes.</summary>
    Periodic,
}
