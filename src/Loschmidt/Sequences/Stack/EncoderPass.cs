using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics;
using Loschmidt.Numerics.Linear;

namespace Loschmidt.Sequences.Stack;

/// <summary>x = Wₑ u + bₑ for one group of lanes: reads the series piece by piece, as often as the stack asks.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class EncoderPass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly StackShape _shape;
    private readonly PackedMatrix<T> _weight;
    private readonly AlignedBuffer<T> _bias;
    private readonly SeriesRows<T> _rows;

    /// <summary>Reserves room for a piece.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="weight">Wₑ, [N × H].</param>
    /// <param name="bias">bₑ, [width].</param>
    public EncoderPass(StackShape shape, PackedMatrix<T> weight, AlignedBuffer<T> bias)
    {
        (_shape, _weight, _bias) = (shape, weight, bias);
        _rows = new SeriesRows<T>(StackShape.PieceSteps, shape.Lanes, shape.Channels);
        WeightGradient = new double[shape.Channels * shape.Hidden];
        BiasGradient = new double[shape.Hidden];
    }

    /// <summary>∂C/∂Wₑ, [N × H].</summary>
    public double[] WeightGradient { get; }

    /// <summary>∂C/∂bₑ, [H].</summary>
    public double[] BiasGradient { get; }

    /// <summary>Forgets the gradient.</summary>
    public void Clear()
    {
        Array.Clear(WeightGradient);
        Array.Clear(BiasGradient);
    }

    /// <summary>Overwrites x, [rows × width], with the encoded piece; rows of lanes that have ended see zeros.</summary>
    public void Forward(in StackPiece piece, ISeries series, int firstLane, T* x)
    {
        Read(piece, series, firstLane);
        RowGemm.Multiply(piece.Rows, _rows.Pointer, _rows.Width, _weight, x, _shape.Width, _bias.Pointer, accumulate: false);
    }

    /// <summary>Overwrites x, [rows × width], with encoded numbers of a single lane.</summary>
    public void Forward(in StackPiece piece, ReadOnlySpan<double> input, T* x)
    {
        _rows.Set(input);
        RowGemm.Multiply(piece.Rows, _rows.Pointer, _rows.Width, _weight, x, _shape.Width, _bias.Pointer, accumulate: false);
    }

    /// <summary>Accumulates the gradient from dx = ∂C/∂x of the piece that was encoded last.</summary>
    public void Backward(in StackPiece piece, T* dx)
    {
        RowGemm.AccumulateOuter(
            piece.Rows, _rows.Pointer, _rows.Width, _shape.Channels, dx, _shape.Width, _shape.Hidden, WeightGradient);
        RowGemm.AccumulateColumns(piece.Rows, dx, _shape.Width, _shape.Hidden, BiasGradient);
    }

    /// <summary>Reads a piece that <see cref="Backward"/> needs once more.</summary>
    public void Read(in StackPiece piece, ISeries series, int firstLane)
    {
        _rows.Clear();
        for (var lane = 0; lane < _shape.Lanes; lane++)
        {
            if (piece.StepsOf[lane] > 0)
            {
                _rows.ReadInput(series, firstLane + lane, lane, piece.FirstStep, piece.StepsOf[lane]);
            }
        }
    }
}
