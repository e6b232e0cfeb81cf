using System.Numerics;

namespace Loschmidt.Fields;

/// <summary>Chooses a kinetic propagator by the shape of the lattice, never by a clock, so that results are reproducible.</summary>
internal static class PropagatorChoice
{
    /// <summary>The propagator for this lattice.</summary>
    public static IKineticPropagator<T> Create<T>(Lattice lattice, double beta, double step)
        where T : unmanaged, IFloatingPointIeee754<T> => new DensePropagator<T>(lattice, beta, step);
}
