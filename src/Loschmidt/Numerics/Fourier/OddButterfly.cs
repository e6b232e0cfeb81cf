using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>Discrete Fourier transform of any odd number of points, by pairs j and n − j.</summary>
/// <remarks>
/// With s_j = x_j + x_{n−j}, d_j = x_j − x_{n−j}: X_k = x_0 + Σ cos(2πjk/n) s_j − i Σ sin(2πjk/n) d_j, and X_{n−k} the
/// same with +i: (n − 1)² real multiply-adds, a quarter of the plain sum. Best for primes up to about sixty.
/// </remarks>
internal sealed unsafe class OddButterfly<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _points;
    private readonly T _scale;
    private readonly FoldedProduct<T> _product;

    /// <summary>Tabulates cosines and sines times <paramref name="scale"/>.</summary>
    public OddButterfly(int points, double scale)
    {
        _points = points;
        _scale = RootsOfUnity.Round<T>(scale);
        _product = new FoldedProduct<T>(
            points / 2,
            (k, j) => scale * RootsOfUnity.At((k + 1L) * (j + 1), points).Cos,
            (k, j) => scale * RootsOfUnity.At((k + 1L) * (j + 1), points).Sin);
    }

    /// <summary>Transforms one set of points; source and target may be the same.</summary>
    public void Apply<TFactor>(T* sourceRe, T* sourceIm, nint from, T* targetRe, T* targetIm, nint to, TFactor factor)
        where TFactor : struct, IOutputFactor<T>
    {
        var scale = Vector512.Create(_scale);
        var zero = ComplexVector<T>.Load(sourceRe, sourceIm, 0);
        var sum = zero;
        var folded = _product.Folded;
        for (nint j = 1, mirrored = _points - 1; j < mirrored; j++, mirrored--)
        {
            var a = ComplexVector<T>.Load(sourceRe, sourceIm, j * from);
            var b = ComplexVector<T>.Load(sourceRe, sourceIm, mirrored * from);
            var even = a + b;
            even.Store(folded, folded + Vector512<T>.Count, 0);
            (a - b).Store(folded, folded + Vector512<T>.Count, 2 * Vector512<T>.Count);
            sum += even;
            folded += 4 * Vector512<T>.Count;
        }

        factor.Times(scale * sum, 0).Store(targetRe, targetIm, 0);
        var start = scale * zero;
        _product.Multiply(
            start.Re, start.Im, new MirroredPair<TFactor>(targetRe, targetIm, to, _points, factor));
    }

    private readonly struct MirroredPair<TFactor>(T* re, T* im, nint stride, int points, TFactor factor)
        : IFoldedOutput<T>
        where TFactor : struct, IOutputFactor<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Put(
            int k, Vector512<T> evenRe, Vector512<T> evenIm, Vector512<T> oddRe, Vector512<T> oddIm)
        {
            var output = k + 1;
            if (2 * output >= points)
            {
                return;
            }

            var lower = new ComplexVector<T>(evenRe + oddIm, evenIm - oddRe);
            var upper = new ComplexVector<T>(evenRe - oddIm, evenIm + oddRe);
            factor.Times(lower, output).Store(re, im, output * stride);
            factor.Times(upper, points - output).Store(re, im, (points - output) * stride);
        }
    }
}
