using System.Numerics;

namespace Loschmidt.Scattering.Solvers;

/// <summary>Solves A(x) u = b of one network for as many samples as a vector has lanes.</summary>
/// <remarks>Fields are [<see cref="Rows"/> × columns] complex lanes in an order of its own, see <see cref="PlaceOf"/>; the number of columns is even.</remarks>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe interface ILaneSolver<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Rows of a field, padding included, which must be zero in every right-hand side.</summary>
    int Rows { get; }

    /// <summary>The row of a mode.</summary>
    int PlaceOf(int mode);

    /// <summary>Takes over the network at another θ.</summary>
    void Load(NetworkAtTheta network);

    /// <summary>Takes over samples.</summary>
    /// <param name="detunings">What the input adds to Δ, [input modes × lanes], in the order of the network's input sites.</param>
    void Factor(ReadOnlySpan<T> detunings);

    /// <summary>x ← A⁻¹x.</summary>
    /// <param name="x">Right-hand sides, overwritten with solutions.</param>
    /// <param name="columns">How many; even.</param>
    /// <param name="firstSource">First row of x that may differ from zero; more than three rows above it x need not be zero.</param>
    /// <param name="firstNeeded">First row whose solution is wanted; rows above it are left undefined.</param>
    /// <param name="transposed">Whether to solve with Aᵀ; the same where all couplings are real.</param>
    void Solve(T* x, int columns, int firstSource, int firstNeeded, bool transposed);
}
