using System.Numerics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>Discrete Fourier transform of any length as a convolution with a chirp.</summary>
/// <remarks>
/// jk = (j² + k² − (k − j)²)/2: X_k = w_k Σ_j (x_j w_j) w̄_{k−j}, w_j = e^{−πi j²/n}; padded to a smooth length ≥ 2n − 1.
/// <para>L. I. Bluestein, IEEE Trans. Audio Electroacoust. 18 (1970) 451.</para>
/// </remarks>
internal sealed unsafe class BluesteinColumn<T> : VectorColumn<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly FixedConvolution<T> _convolution;
    private readonly AlignedBuffer<T> _work;
    private readonly AlignedBuffer<T> _chirp;
    private readonly int _padded;
    private readonly T _scale;

    /// <summary>Plans a transform whose result is multiplied by <paramref name="scale"/>.</summary>
    public BluesteinColumn(int length, double scale)
        : base(length)
    {
        _scale = RootsOfUnity.Round<T>(scale);
        _padded = PaddedLength(2 * length - 1);
        var chirp = new double[2 * length];
        var (re, im) = (new double[_padded], new double[_padded]);
        for (var j = 0; j < length; j++)
        {
            var (cos, sin) = RootsOfUnity.At((long)j * j % (2L * length), 2L * length);
            (chirp[2 * j], chirp[2 * j + 1]) = (cos, -sin);
            (re[j], im[j]) = (scale * cos, scale * sin);
            var mirrored = (_padded - j) % _padded;
            (re[mirrored], im[mirrored]) = (re[j], im[j]);
        }

        _chirp = new AlignedBuffer<T>(chirp);
        _convolution = new FixedConvolution<T>(re, im);
        _work = new AlignedBuffer<T>(2L * re.Length * Width);
    }

    /// <inheritdoc/>
    public override void Transform(T* re, T* im, nint stride)
    {
        var workRe = _work.Pointer;
        var workIm = workRe + (nint)_padded * Width;
        var chirp = _chirp.Pointer;
        for (nint j = 0; j < Length; j++)
        {
            ComplexVector<T>.Load(re, im, j * stride).Times(chirp + 2 * j).Store(workRe, workIm, j * Width);
        }

        var padding = (_padded - Length) * Width;
        new Span<T>(workRe + (nint)Length * Width, padding).Clear();
        new Span<T>(workIm + (nint)Length * Width, padding).Clear();
        _convolution.Convolve(workRe, workIm, default);
        for (nint k = 0; k < Length; k++)
        {
            ComplexVector<T>.Load(workRe, workIm, k * Width).Times(chirp + 2 * k).Store(re, im, k * stride);
        }
    }

    /// <summary>The cheapest length of the inner convolution.</summary>
    public static int PaddedLength(int atLeast)
    {
        var (best, cost) = (0, double.PositiveInfinity);
        for (var n = atLeast; n <= atLeast + atLeast / 4 + 8; n++)
        {
            if (Factorisation.Primes(n) is { Count: > 0 } primes && primes[^1] <= 7 && Factorisation.Cost(n) < cost)
            {
                (best, cost) = (n, Factorisation.Cost(n));
            }
        }

        return best;
    }
}
