using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics;
using Loschmidt.Numerics.Kernels;
using Loschmidt.Numerics.Linear;

namespace Loschmidt.Baselines;

/// <summary>y = f(b + xW) for samples in rows, and the way back of its gradient.</summary>
/// <remarks>Rows of y and of its slope reach to whole vectors; the slope's padding is zero.</remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class DenseLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly PerceptronActivation? _activation;
    private readonly PackedMatrix<T> _weight;
    private readonly PackedMatrix<T> _transposed;
    private readonly AlignedBuffer<T> _bias;
    private readonly AlignedBuffer<T> _values;
    private readonly AlignedBuffer<T> _slope;

    /// <summary>A layer of zeros.</summary>
    /// <param name="inputs">Numbers of a row of x.</param>
    /// <param name="outputs">Numbers of a row of y.</param>
    /// <param name="rows">Most samples at a time.</param>
    /// <param name="activation">f; null for none.</param>
    public DenseLayer(int inputs, int outputs, int rows, PerceptronActivation? activation)
    {
        _activation = activation;
        _weight = new PackedMatrix<T>(inputs, outputs);
        _transposed = new PackedMatrix<T>(outputs, inputs);
        _bias = new AlignedBuffer<T>(_weight.Width);
        _values = new AlignedBuffer<T>((long)rows * _weight.Width);
        _slope = new AlignedBuffer<T>((long)rows * _weight.Width);
    }

    /// <summary>Elements from one row of y, or of its slope, to the next.</summary>
    public int Stride => _weight.Width;

    /// <summary>y, [rows × stride].</summary>
    public AlignedBuffer<T> Values => _values;

    /// <summary>∂C/∂y before <see cref="PullBack"/>, ∂C/∂(b + xW) after it, [rows × stride].</summary>
    public AlignedBuffer<T> Slope => _slope;

    private int WeightCount => _weight.Rows * _weight.Columns;

    /// <summary>Takes over W, [inputs × outputs], and behind it b, [outputs].</summary>
    public void Load(ReadOnlySpan<double> theta)
    {
        _weight.Pack(theta[..WeightCount]);
        _transposed.PackTransposed(theta[..WeightCount]);
        var bias = theta.Slice(WeightCount, _weight.Columns);
        for (var i = 0; i < bias.Length; i++)
        {
            _bias.Span[i] = T.CreateTruncating(bias[i]);
        }
    }

    /// <summary>Overwrites y.</summary>
    /// <param name="rows">Samples.</param>
    /// <param name="x">[rows × inputs].</param>
    /// <param name="xStride">Elements from one row of x to the next.</param>
    public void Forward(int rows, AlignedBuffer<T> x, int xStride)
    {
        RowGemm.Multiply(rows, x.Pointer, xStride, _weight, _values.Pointer, Stride, _bias.Pointer, accumulate: false);
        if (_activation is { } activation)
        {
            for (var i = 0; i < rows * Stride; i += Vector512<T>.Count)
            {
                var at = _values.Pointer + i;
                Of(activation, Vector512.Load(at)).Store(at);
            }
        }
    }

    /// <summary>Turns the slope of y into that of b + xW and adds what W and b hear of it.</summary>
    /// <param name="rows">Samples.</param>
    /// <param name="x">As in <see cref="Forward"/>.</param>
    /// <param name="xStride">Elements from one row of x to the next.</param>
    /// <param name="gradient">∂C/∂W and ∂C/∂b as in <see cref="Load"/>, <b>accumulated</b>.</param>
    public void PullBack(int rows, AlignedBuffer<T> x, int xStride, Span<double> gradient)
    {
        if (_activation is { } activation)
        {
            for (var i = 0; i < rows * Stride; i += Vector512<T>.Count)
            {
                var at = _slope.Pointer + i;
                (Vector512.Load(at) * Derivative(activation, Vector512.Load(_values.Pointer + i))).Store(at);
            }
        }

        var (inputs, outputs) = (_weight.Rows, _weight.Columns);
        RowGemm.AccumulateOuter(
            rows, x.Pointer, xStride, inputs, _slope.Pointer, Stride, outputs, gradient[..WeightCount]);
        RowGemm.AccumulateColumns(rows, _slope.Pointer, Stride, outputs, gradient.Slice(WeightCount, outputs));
    }

    /// <summary>Overwrites ∂C/∂x with what the slope of b + xW makes of it.</summary>
    /// <param name="rows">Samples.</param>
    /// <param name="below">The layer whose values are x.</param>
    public void PassDown(int rows, DenseLayer<T> below) => RowGemm.Multiply(
        rows, _slope.Pointer, Stride, _transposed, below._slope.Pointer, below.Stride, null, accumulate: false);

    private static Vector512<T> Of(PerceptronActivation activation, Vector512<T> z) => activation switch
    {
        PerceptronActivation.Tanh => Tanh.Of(z),
        PerceptronActivation.Relu => Vector512.Max(z, Vector512<T>.Zero),
        _ => Logistic.Of(z),
    };

    /// <summary>f′ by way of y = f.</summary>
    private static Vector512<T> Derivative(PerceptronActivation activation, Vector512<T> y) => activation switch
    {
        PerceptronActivation.Tanh => Vector512<T>.One - (y * y),
        PerceptronActivation.Relu => Vector512.ConditionalSelect(
            Vector512.GreaterThan(y, Vector512<T>.Zero), Vector512<T>.One, Vector512<T>.Zero),
        _ => y * (Vector512<T>.One - y),
    };
}
