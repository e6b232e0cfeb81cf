using System.Numerics;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>Cyclic convolution of vector columns with a fixed complex kernel.</summary>
/// <remarks>Two smooth transforms around one product; y_m = constant + Σ_q kernel_{m−q} x_q.</remarks>
internal sealed unsafe class FixedConvolution<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _length;
    private readonly MixedRadixColumn<T> _fourier;
    private readonly AlignedBuffer<T> _spectrum;

    /// <summary>Transforms the kernel once, in double.</summary>
    public FixedConvolution(ReadOnlySpan<double> kernelRe, ReadOnlySpan<double> kernelIm)
    {
        _length = kernelRe.Length;
        _fourier = new MixedRadixColumn<T>(_length, 1);
        var width = Vector512<double>.Count;
        var kernel = new AlignedBuffer<double>(2L * _length * width);
        var re = kernel.Pointer;
        var im = re + _length * width;
        for (var j = 0; j < _length; j++)
        {
            (re[j * width], im[j * width]) = (kernelRe[j] / _length, kernelIm[j] / _length);
        }

        new MixedRadixColumn<double>(_length, 1).Transform(re, im, width);
        var spectrum = new double[2 * _length];
        for (var j = 0; j < _length; j++)
        {
            (spectrum[2 * j], spectrum[2 * j + 1]) = (re[j * width], im[j * width]);
        }

        GC.KeepAlive(kernel);
        _spectrum = new AlignedBuffer<T>(spectrum);
    }

    /// <summary>Convolves [length vectors] in place and adds a constant to every element.</summary>
    /// <returns>The sum of the elements before the convolution.</returns>
    public ComplexVector<T> Convolve(T* re, T* im, ComplexVector<T> constant)
    {
        nint width = Vector512<T>.Count;
        _fourier.Transform(re, im, width);
        var sum = ComplexVector<T>.Load(re, im, 0);
        for (nint k = 0; k < _length; k++)
        {
            var product = ComplexVector<T>.Load(re, im, k * width).Times(_spectrum.Pointer + 2 * k);
            (k == 0 ? product + constant : product).Store(re, im, k * width);
        }

        // Exchanging the planes turns the forward transform into the inverse one.
        _fourier.Transform(im, re, width);
        return sum;
    }
}
