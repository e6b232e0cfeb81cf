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
    private readonly SeriesRows<T>[] _slots;

    /// <summary>Reserves room for pieces.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="weight">Wₑ, [N × H].</param>
    /// <param name="bias">bₑ, [width].</param>
    /// <param name="slots">Pieces that may be on their way home at a time.</param>
    public EncoderPass(StackShape shape, PackedMatrix<T> weight, AlignedBuffer<T> bias, int slots)
    {
        (_shape, _weight, _bias) = (shape, weight, bias);
        _slots = [.. Enumerable.Range(0, slots).Select(_ => new SeriesRows<T>(StackShape.PieceSteps, shape.Lanes, shape.Channels))];
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
        Encode(piece, x);
    }

    /// <summary>Overwrites x, [rows × width], with encoded numbers of a single lane.</summary>
    public void Forward(in StackPiece piece, ReadOnlySpan<double> input, T* x)
    {
        _slots[piece.Slot].Set(input);
        Encode(piece, x);
    }

    /// <summary>Accumulates the gradient from dx = ∂C/∂x of the piece that was encoded last in its slot.</summary>
    public void Backward(in StackPiece piece, T* dx)
    {
        var rows = _slots[piece.Slot];
        RowGemm.AccumulateOuter(
            piece.Rows, rows.Pointer, rows.Width, _shape.Channels, dx, _shape.Width, _shape.Hidden, WeightGradient);
        RowGemm.AccumulateColumns(piece.Rows, dx, _shape.Width, _shape.Hidden, BiasGradient);
    }

    /// <summary>Reads a piece that <see cref="Backward"/> needs once more.</summary>
    public void Read(in StackPiece piece, ISeries series, int firstLane)
    {
        var rows = _slots[piece.Slot];
        rows.Clear();
        for (var lane = 0; lane < _shape.Lanes; lane++)
        {
            if (piece.StepsOf[lane] > 0)
            {
                rows.ReadInput(series, firstLane + lane, lane, piece.FirstStep, piece.StepsOf[lane]);
            }
        }
    }

    private void Encode(in StackPiece piece, T* x)
    {
        var rows = _slots[piece.Slot];
        RowGemm.Multiply(piece.Rows, rows.Pointer, rows.Width, _weight, x, _shape.Width, _bias.Pointer, accumulate: false);
    }
}
