using System.Numerics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>Orthonormal sine transform of length N = M − 1 with M an odd prime, as two cyclic convolutions of length N/2.</summary>
/// <remarks>
/// Folding leaves y_κ = Σ_i sin(2πκi/M) z_i, κ, i = 1 … h = N/2, twice: X_{2κ} from z_i = x_i − x_{M−i} and X_{M−2κ} from
/// z_i = −(−1)^i (x_i + x_{M−i}). With i = ±g^q and κ = ±g^−m the matrix depends on q − m alone and changes sign after h:
/// a negacyclic convolution, made cyclic by the twist (−1)^q for odd h and e^{iπq/h} for even h.
/// <para>After C. M. Rader, Proc. IEEE 56 (1968) 1107.</para>
/// </remarks>
internal sealed unsafe class RaderSineColumn<T> : VectorColumn<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly FixedConvolution<T> _convolution;
    private readonly AlignedBuffer<T> _work;
    private readonly AlignedBuffer<T> _inward;
    private readonly AlignedBuffer<T> _outward;
    private readonly int[] _inputs;
    private readonly int[] _outputs;

    /// <summary>Plans the transform of N points.</summary>
    public RaderSineColumn(int length)
        : base(length)
    {
        var prime = length + 1;
        var half = length / 2;
        var generator = RootsOfUnity.Generator(prime);
        var powers = new int[length];
        powers[0] = 1;
        for (var q = 1; q < length; q++)
        {
            powers[q] = (int)((long)powers[q - 1] * generator % prime);
        }

        (_inputs, _outputs) = (new int[half], new int[half]);
        var (inward, outward) = (new double[2 * half], new double[2 * half]);
        var (kernelRe, kernelIm) = (new double[half], new double[half]);
        var scale = Math.Sqrt(2.0 / prime);
        for (var q = 0; q < half; q++)
        {
            var (cos, sin) = Twist(q, half);
            (_inputs[q], var sign) = Fold(powers[q], prime);
            (inward[2 * q], inward[2 * q + 1]) = (sign * cos, sign * sin);
            (_outputs[q], sign) = Fold(powers[(length - q) % length], prime);
            (outward[2 * q], outward[2 * q + 1]) = (sign * cos, -sign * sin);
            var value = scale * RootsOfUnity.At(powers[(length - q) % length], prime).Sin;
            (kernelRe[q], kernelIm[q]) = (value * cos, value * sin);
        }

        _inward = new AlignedBuffer<T>(inward);
        _outward = new AlignedBuffer<T>(outward);
        _work = new AlignedBuffer<T>(4L * half * Width);
        _convolution = new FixedConvolution<T>(kernelRe, kernelIm);
    }

    /// <inheritdoc/>
    public override void Transform(T* re, T* im, nint stride)
    {
        var half = _inputs.Length;
        var plane = (nint)half * Width;
        var (differences, sums) = (0, 2 * plane);
        var work = _work.Pointer;
        for (var q = 0; q < half; q++)
        {
            var i = _inputs[q];
            var a = ComplexVector<T>.Load(re, im, (i - 1) * stride);
            var b = ComplexVector<T>.Load(re, im, (Length - i) * stride);
            var offset = (nint)q * Width;
            var alternating = (i & 1) != 0 ? a + b : default(ComplexVector<T>) - (a + b);
            (a - b).Times(_inward.Pointer + 2 * q).Store(work + differences, work + plane, offset);
            alternating.Times(_inward.Pointer + 2 * q).Store(work + sums, work + sums + plane, offset);
        }

        _convolution.Convolve(work, work + plane, default);
        _convolution.Convolve(work + sums, work + sums + plane, default);
        for (var m = 0; m < half; m++)
        {
            var κ = _outputs[m];
            var factor = _outward.Pointer + 2 * m;
            var offset = (nint)m * Width;
            var even = ComplexVector<T>.Load(work + differences, work + plane, offset).Times(factor);
            var odd = ComplexVector<T>.Load(work + sums, work + sums + plane, offset).Times(factor);
            even.Store(re, im, (2 * κ - 1) * stride);
            odd.Store(re, im, (Length - 2 * κ) * stride);
        }
    }

    private static (double Cos, double Sin) Twist(int q, int half) =>
        int.IsOddInteger(half) ? (int.IsOddInteger(q) ? -1 : 1, 0) : RootsOfUnity.At(q, 2L * half);

    private static (int Index, int Sign) Fold(int residue, int prime) =>
        residue <= prime / 2 ? (residue, 1) : (prime - residue, -1);
}
