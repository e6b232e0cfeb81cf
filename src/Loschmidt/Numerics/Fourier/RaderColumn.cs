using System.Numerics;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>Discrete Fourier transform of prime length as a cyclic convolution of length p − 1.</summary>
/// <remarks>
/// With a generator g: X_{g^−m} = x_0 + Σ_q x_{g^q} e^{−2πi g^{q−m}/p}.
/// <para>C. M. Rader, Proc. IEEE 56 (1968) 1107.</para>
/// </remarks>
internal sealed unsafe class RaderColumn<T> : VectorColumn<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly FixedConvolution<T> _convolution;
    private readonly AlignedBuffer<T> _work;
    private readonly int[] _powers;
    private readonly T _scale;

    /// <summary>Plans a transform whose result is multiplied by <paramref name="scale"/>.</summary>
    public RaderColumn(int prime, double scale)
        : base(prime)
    {
        _scale = RootsOfUnity.Round<T>(scale);
        _powers = new int[prime - 1];
        var generator = RootsOfUnity.Generator(prime);
        long power = 1;
        for (var q = 0; q < prime - 1; q++)
        {
            _powers[q] = (int)power;
            power = power * generator % prime;
        }

        var (re, im) = (new double[prime - 1], new double[prime - 1]);
        for (var q = 0; q < prime - 1; q++)
        {
            var (cos, sin) = RootsOfUnity.At(_powers[(prime - 1 - q) % (prime - 1)], prime);
            (re[q], im[q]) = (scale * cos, -scale * sin);
        }

        _convolution = new FixedConvolution<T>(re, im);
        _work = new AlignedBuffer<T>(2L * re.Length * Width);
    }

    /// <inheritdoc/>
    public override void Transform(T* re, T* im, nint stride)
    {
        var scale = Vector512.Create(_scale);
        var workRe = _work.Pointer;
        var workIm = workRe + (nint)_powers.Length * Width;
        var powers = _powers;
        var zero = scale * ComplexVector<T>.Load(re, im, 0);
        for (var q = 0; q < powers.Length; q++)
        {
            ComplexVector<T>.Load(re, im, powers[q] * stride).Store(workRe, workIm, (nint)q * Width);
        }

        var sum = _convolution.Convolve(workRe, workIm, zero);
        (zero + scale * sum).Store(re, im, 0);
        ComplexVector<T>.Load(workRe, workIm, 0).Store(re, im, stride);
        for (var m = 1; m < powers.Length; m++)
        {
            ComplexVector<T>.Load(workRe, workIm, (nint)m * Width).Store(re, im, powers[powers.Length - m] * stride);
        }
    }
}
