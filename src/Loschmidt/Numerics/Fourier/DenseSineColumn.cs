using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>Orthonormal sine transform of a short column by its folded matrix.</summary>
/// <remarks>
/// sin(πk(M − i)/M) = −(−1)^k sin(πki/M), M = N + 1: odd k see only x_i + x_{M−i}, even k only x_i − x_{M−i}. Half the
/// multiply-adds of the full matrix, no error beyond one dot product.
/// </remarks>
internal sealed unsafe class DenseSineColumn<T> : VectorColumn<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly FoldedProduct<T> _product;

    /// <summary>Tabulates the matrix of order N.</summary>
    public DenseSineColumn(int length)
        : base(length)
    {
        var scale = Math.Sqrt(2.0 / (length + 1));
        _product = new FoldedProduct<T>(
            (length + 1) / 2,
            (k, j) => scale * RootsOfUnity.At((2 * k + 1L) * (j + 1), 2 * (length + 1L)).Sin,
            (k, j) => scale * RootsOfUnity.At((2 * k + 2L) * (j + 1), 2 * (length + 1L)).Sin);
    }

    /// <inheritdoc/>
    public override void Transform(T* re, T* im, nint stride)
    {
        var folded = _product.Folded;
        nint j = 0, mirrored = Length - 1;
        for (; j < mirrored; j++, mirrored--)
        {
            var a = ComplexVector<T>.Load(re, im, j * stride);
            var b = ComplexVector<T>.Load(re, im, mirrored * stride);
            (a + b).Store(folded, folded + Width, 0);
            (a - b).Store(folded, folded + Width, 2 * Width);
            folded += 4 * Width;
        }

        if (j == mirrored)
        {
            ComplexVector<T>.Load(re, im, j * stride).Store(folded, folded + Width, 0);
            default(ComplexVector<T>).Store(folded, folded + Width, 2 * Width);
        }

        _product.Multiply(Vector512<T>.Zero, Vector512<T>.Zero, new Alternating(re, im, stride, Length));
    }

    private readonly struct Alternating(T* re, T* im, nint stride, int length) : IFoldedOutput<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Put(
            int k, Vector512<T> evenRe, Vector512<T> evenIm, Vector512<T> oddRe, Vector512<T> oddIm)
        {
            if (2 * k < length)
            {
                new ComplexVector<T>(evenRe, evenIm).Store(re, im, 2 * k * stride);
            }

            if (2 * k + 1 < length)
            {
                new ComplexVector<T>(oddRe, oddIm).Store(re, im, (2 * k + 1) * stride);
            }
        }
    }
}
