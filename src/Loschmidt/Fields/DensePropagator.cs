using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Linear;

namespace Loschmidt.Fields;

/// <summary>The kinetic flow as two dense complex symmetric matrices, Ψ ← U_x Ψ U_z, with even and odd modes apart.</summary>
/// <remarks>
/// U commutes with the reflection of either axis, so it falls into blocks of half the size that act on the even part
/// Ψ(z) + Ψ(−z) and the odd part Ψ(z) − Ψ(−z): half the products of the plain matrices. Work per step, in real fused products:
/// 4 · N_x N_z (N_x + N_z)/2. At sizes where N + 1 has large prime factors this beats any FFT.
/// <para>Matrices are computed in double and rounded once.</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class DensePropagator<T> : IKineticPropagator<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ReflectionFold<T> _fold;
    private readonly Matrices _half;
    private readonly Matrices _full;

    // The folded field, and the same after the matrix along z has acted.
    private readonly BlockMatrix<T> _field;
    private readonly BlockMatrix<T> _between;

    /// <summary>Computes the matrices for one lattice, dispersion coefficient and step.</summary>
    /// <param name="lattice">The lattice.</param>
    /// <param name="beta">β.</param>
    /// <param name="step">dt.</param>
    public DensePropagator(Lattice lattice, double beta, double step)
    {
        _fold = new ReflectionFold<T>(lattice.Columns, lattice.Rows);
        _half = new Matrices(lattice, beta * step / 4);
        _full = new Matrices(lattice, beta * step / 2);
        _field = _fold.CreateField();
        _between = _fold.CreateField();
    }

    /// <inheritdoc/>
    public string Method => "dense, even and odd modes apart";

    /// <inheritdoc/>
    public void Apply(Span<T> q, Span<T> p, KineticDuration duration)
    {
        var matrices = duration == KineticDuration.HalfStep ? _half : _full;
        _fold.Fold(q, p, _field);

        var part = _fold.PartVectors;
        var afterEven = 2 * Vector512<T>.Count * part;
        Multiply(_field.Pointer, matrices.EvenZ, _between.Pointer, part, _fold.EvenRows);
        Multiply(_field.Pointer + afterEven, matrices.OddZ, _between.Pointer + afterEven, part, _fold.OddRows);

        var oddColumns = _fold.FirstOddColumn * _field.Stride;
        Multiply(matrices.EvenX, _between.Pointer, _field.Pointer, 2 * part, _fold.EvenColumns);
        Multiply(matrices.OddX, _between.Pointer + oddColumns, _field.Pointer + oddColumns, 2 * part, _fold.OddColumns);

        _fold.Unfold(_field, q, p);
        GC.KeepAlive(this);
    }

    private void Multiply(T* field, BlockMatrix<T> matrix, T* result, int vectors, int depth) =>
        ComplexGemm.Multiply(
            field, _field.Stride, matrix.Pointer, matrix.Stride, result, _field.Stride, _field.Rows, depth, vectors);

    private void Multiply(BlockMatrix<T> matrix, T* field, T* result, int vectors, int depth) =>
        ComplexGemm.Multiply(
            matrix.Pointer, matrix.Stride, field, _field.Stride, result, _field.Stride, matrix.Rows, depth, vectors);

    /// <summary>The four blocks for one duration.</summary>
    private sealed class Matrices(Lattice lattice, double action)
    {
        public BlockMatrix<T> EvenX { get; } = ReflectionFold<T>.Across(lattice.ModesX.Propagator(action), odd: false);

        public BlockMatrix<T> OddX { get; } = ReflectionFold<T>.Across(lattice.ModesX.Propagator(action), odd: true);

        public BlockMatrix<T> EvenZ { get; } = ReflectionFold<T>.Along(lattice.ModesZ.Propagator(action), odd: false);

        public BlockMatrix<T> OddZ { get; } = ReflectionFold<T>.Along(lattice.ModesZ.Propagator(action), odd: true);
    }
}
