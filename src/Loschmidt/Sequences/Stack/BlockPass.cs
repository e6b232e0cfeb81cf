using System.Numerics;
using Loschmidt.Numerics;
using Loschmidt.Numerics.Linear;
using Loschmidt.Sequences.Layers;
using Loschmidt.Sequences.Units;

namespace Loschmidt.Sequences.Stack;

/// <summary>One block for one group of lanes, a piece at a time: up through it with the signal, down through it with the error.</summary>
/// <remarks>
/// Up: z = norm(x), s = B z, φ from the oscillators, o = C φ + D∘z, v = GELU(o), x ← x + (W₁v + b₁)∘σ(W₂v + b₂). What is memoryless is kept for
/// the piece in hand only, or for the few that are on their way home at a time: it is made anew there from the retraced φ.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class BlockPass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly StackShape _shape;
    private readonly BlockWeights<T> _weights;
    private readonly BlockScratch<T> _scratch;
    private readonly int _index;
    private readonly BlockRows<T>[] _slots;

    // Those of the piece in hand.
    private AlignedBuffer<T> _z, _drive, _phi, _o, _v, _gates;

    /// <summary>Reserves room for pieces.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="index">Which block, from 0.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="norm">Its normalisation.</param>
    /// <param name="gradient">Where its gradient goes.</param>
    /// <param name="scratch">Shared room.</param>
    /// <param name="slots">Pieces that may be on their way home at a time.</param>
    public BlockPass(
        StackShape shape, int index, BlockWeights<T> weights, IRowNorm<T> norm, BlockGradient gradient, BlockScratch<T> scratch, int slots)
    {
        (_shape, _index, _weights, Norm, Gradient, _scratch) = (shape, index, weights, norm, gradient, scratch);
        _slots = [.. Enumerable.Range(0, slots).Select(_ => BlockRows<T>.Of(shape))];
        (_z, _drive, _phi, _o, _v, _gates) = _slots[0];
    }

    /// <summary>Its normalisation.</summary>
    public IRowNorm<T> Norm { get; }

    /// <summary>Its oscillators.</summary>
    public IUnitJourney<T> Journey { get; set; } = null!;

    /// <summary>What was found about its parameters.</summary>
    public BlockGradient Gradient { get; }

    /// <summary>What training drops; null where nothing is.</summary>
    public TrainingMask? Mask { get; set; }

    /// <summary>Up through the block.</summary>
    /// <param name="piece">Which rows.</param>
    /// <param name="x">[rows × width], what comes from below.</param>
    /// <param name="above">[rows × width], what goes on; may be <paramref name="x"/> itself.</param>
    /// <param name="home">Whether the oscillators are on their way home.</param>
    public void Ascend(in StackPiece piece, T* x, T* above, bool home)
    {
        (_z, _drive, _phi, _o, _v, _gates) = _slots[piece.Slot];
        var (rows, width, unitWidth) = (piece.Rows, _shape.Width, _shape.UnitWidth);
        var count = rows * width;
        Norm.Forward(piece, x, _z.Pointer);
        RowGemm.Multiply(rows, _z.Pointer, width, _weights.Input, _drive.Pointer, unitWidth, null, accumulate: false);
        Travel(piece, home ? Leg.Retrace : Leg.Advance);
        RowGemm.Multiply(rows, _phi.Pointer, unitWidth, _weights.Output, _o.Pointer, width, null, accumulate: false);
        Diagonal.MultiplyAdd(rows, width, _z.Pointer, _weights.Skip.Pointer, _o.Pointer);
        Gelu.Forward(_o.Pointer, _v.Pointer, count);
        Mask?.Apply(2 * _index, piece, _shape, _v.Pointer);
        RowGemm.Multiply(rows, _v.Pointer, width, _weights.Gates, _gates.Pointer, 2 * width, _weights.GateBias.Pointer, accumulate: false);
        var u = _scratch.Hidden.Pointer;
        Gate.Forward(rows, _gates.Pointer, u, width);
        Mask?.Apply((2 * _index) + 1, piece, _shape, u);
        Diagonal.Add(count, x, u, above);
    }

    /// <summary>Down through the block, after <see cref="Ascend"/> of the same piece on the way home; pieces in other slots may have ascended since.</summary>
    /// <param name="piece">Which rows.</param>
    /// <param name="dx">[rows × width]: ∂C/∂ of what goes on, <b>overwritten</b> with ∂C/∂ of what came from below.</param>
    public void Descend(in StackPiece piece, T* dx)
    {
        (_z, _drive, _phi, _o, _v, _gates) = _slots[piece.Slot];
        var (rows, width, unitWidth) = (piece.Rows, _shape.Width, _shape.UnitWidth);
        var (hidden, oscillators, count) = (_shape.Hidden, _shape.Oscillators, rows * width);
        var first = _scratch.Hidden.Pointer;
        new ReadOnlySpan<T>(dx, count).CopyTo(new Span<T>(first, count));
        Mask?.Apply((2 * _index) + 1, piece, _shape, first);
        Gate.Backward(rows, _gates.Pointer, first, width);
        RowGemm.AccumulateOuter(rows, _v.Pointer, width, hidden, _gates.Pointer, 2 * width, 2 * width, Gradient.Gates);
        RowGemm.AccumulateColumns(rows, _gates.Pointer, 2 * width, 2 * width, Gradient.GateBias);
        RowGemm.Multiply(rows, _gates.Pointer, 2 * width, _weights.GatesTransposed, first, width, null, accumulate: false);
        Mask?.Apply(2 * _index, piece, _shape, first);
        var dO = _scratch.Other.Pointer;
        Gelu.Backward(_o.Pointer, first, dO, count);
        RowGemm.AccumulateOuter(rows, _phi.Pointer, unitWidth, oscillators, dO, width, hidden, Gradient.Output);
        Diagonal.AccumulateProducts(rows, width, dO, _z.Pointer, Gradient.Skip);
        RowGemm.Multiply(rows, dO, width, _weights.OutputTransposed, _scratch.Error.Pointer, unitWidth, null, accumulate: false);
        Travel(piece, Leg.Pull);
        var driveError = _scratch.DriveError.Pointer;
        RowGemm.AccumulateOuter(rows, _z.Pointer, width, hidden, driveError, unitWidth, oscillators, Gradient.Input);
        var dz = first;
        RowGemm.Multiply(rows, driveError, unitWidth, _weights.InputTransposed, dz, width, null, accumulate: false);
        Diagonal.MultiplyAdd(rows, width, dO, _weights.Skip.Pointer, dz);
        Norm.Backward(piece, _z.Pointer, dz, dx);
    }

    /// <summary>The oscillators are home: takes over what they found.</summary>
    public void Arrive() => Journey.Arrive(Gradient.Coefficients, Gradient.InitialPhi, Gradient.InitialPi);

    private enum Leg
    {
        Advance,
        Retrace,
        Pull,
    }

    private void Travel(in StackPiece piece, Leg leg)
    {
        if (piece.Even)
        {
            Travel(Part(piece, 0, _shape.Lanes, piece.Steps), leg);
            return;
        }

        // A lane that has ended leaves rows that nobody may read as numbers.
        (leg == Leg.Pull ? _scratch.DriveError : _phi).Span[..(piece.Rows * _shape.UnitWidth)].Clear();
        for (var lane = 0; lane < _shape.Lanes; lane++)
        {
            if (piece.StepsOf[lane] > 0)
            {
                Travel(Part(piece, lane, 1, piece.StepsOf[lane]), leg);
            }
        }
    }

    private void Travel(in UnitPiece<T> part, Leg leg)
    {
        switch (leg)
        {
            case Leg.Advance:
                Journey.Advance(part);
                break;
            case Leg.Retrace:
                Journey.Retrace(part);
                break;
            default:
                Journey.Pull(part);
                break;
        }
    }

    private UnitPiece<T> Part(in StackPiece piece, int lane, int lanes, int steps) => new()
    {
        FirstLane = lane,
        Lanes = lanes,
        FirstStep = piece.FirstStep,
        Steps = steps,
        Stride = _shape.Lanes * _shape.UnitWidth,
        Drive = _drive.Pointer,
        Phi = _phi.Pointer,
        Error = _scratch.Error.Pointer,
        DriveError = _scratch.DriveError.Pointer,
    };
}
