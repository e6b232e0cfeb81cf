using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics;

namespace Loschmidt.Sequences.Stack;

/// <summary>The way of a group of lanes through all blocks, a piece at a time, where nothing couples different times.</summary>
/// <remarks>
/// On the way home a piece is retraced up through all blocks and its error pulled down through all of them. One thread does so piece after piece; several share
/// the blocks and hand on pieces as at an assembly line: while one stage has a piece, the stage below has the next one already, and on the way home
/// retraces some pieces ahead of the error that comes down to it. The rows of a piece stay where they are all its way, signal up, error down.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class Lockstep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Products of the way out that take a few times as long as it takes to start a thread; with fewer, sharing costs more than it gains.
    private const long Worthwhile = 1 << 24;

    private readonly EncoderPass<T> _encoder;
    private readonly BlockPass<T>[] _blocks;
    private readonly IStackHead<T> _head;
    private readonly AlignedBuffer<T>[] _rows;
    private readonly int[][] _stepsOf;
    private readonly int[] _lengths;
    private readonly int _firstLane;
    private readonly StagePlan _most;
    private readonly long _products;
    private StagePlan _plan;

    /// <summary>Takes over what it leads pieces through.</summary>
    /// <param name="plan">Who does what, where there is enough to do.</param>
    /// <param name="shape">Sizes.</param>
    /// <param name="encoder">The encoder.</param>
    /// <param name="blocks">The blocks, with as many slots as the plan says.</param>
    /// <param name="head">The head.</param>
    /// <param name="rows">Rows of as many pieces as the plan says, each [rows × width].</param>
    /// <param name="lengths">Steps of every lane; may change from one batch to the next.</param>
    /// <param name="firstLane">The group's first lane in the batch.</param>
    public Lockstep(
        StagePlan plan, StackShape shape, EncoderPass<T> encoder, BlockPass<T>[] blocks, IStackHead<T> head, AlignedBuffer<T>[] rows,
        int[] lengths, int firstLane)
    {
        (_most, _encoder, _blocks, _head, _rows) = (plan, encoder, blocks, head, rows);
        (_lengths, _firstLane) = (lengths, firstLane);
        _products = 2L * shape.Rows * shape.Width * (shape.UnitWidth + shape.Width) * plan.Blocks;
        _stepsOf = [.. Enumerable.Range(0, plan.Stages).Select(_ => new int[lengths.Length])];
    }

    /// <summary>The way out.</summary>
    /// <param name="series">The samples.</param>
    /// <param name="pieces">Pieces of the longest lane.</param>
    public void Forward(ISeries series, int pieces)
    {
        Plan(pieces);
        var relay = new Relay(_plan.Stages, _plan.Pieces);
        relay.Run(_plan.Stages, stage => Forward(relay, stage, series, pieces));
    }

    /// <summary>The way home.</summary>
    /// <param name="series">The samples.</param>
    /// <param name="pieces">Pieces of the longest lane.</param>
    public void Return(ISeries series, int pieces)
    {
        // Up through all stages and down again, then the rows are free for another piece.
        Plan(pieces);
        var relay = new Relay(2 * _plan.Stages, _plan.Pieces);
        relay.Run(_plan.Stages, stage => Return(relay, stage, series, pieces));
    }

    private void Plan(int pieces) => _plan = pieces * _products < Worthwhile ? _most with { Stages = 1 } : _most;

    private void Forward(Relay relay, int stage, ISeries series, int pieces)
    {
        for (var index = 0; index < pieces; index++)
        {
            if (!relay.Await(stage))
            {
                return;
            }

            // Nothing is to be remembered yet: all pieces share a slot.
            var piece = StackPiece.Of(index, _lengths, _stepsOf[stage]);
            var x = Rows(index);
            Ascend(stage, piece, series, x, home: false);
            if (stage == _plan.Last)
            {
                _head.Hear(piece, x);
            }

            relay.Pass(stage);
        }
    }

    private void Return(Relay relay, int stage, ISeries series, int pieces)
    {
        var blocks = _blocks.AsSpan(_plan.BlocksOf(stage));
        foreach (var block in blocks)
        {
            block.Journey.Turn();
        }

        var lead = _plan.LeadOf(stage);
        for (var turn = 0; turn < pieces + lead; turn++)
        {
            if (turn < pieces && !Retrace(relay, stage, series, pieces - 1 - turn))
            {
                return;
            }

            if (turn >= lead && !Pull(relay, stage, pieces - 1 - turn + lead))
            {
                return;
            }
        }

        foreach (var block in blocks)
        {
            block.Arrive();
        }
    }

    private bool Retrace(Relay relay, int stage, ISeries series, int index)
    {
        if (!relay.Await(stage))
        {
            return false;
        }

        Ascend(stage, Slotted(stage, index), series, Rows(index), home: true);
        relay.Pass(stage);
        return true;
    }

    private bool Pull(Relay relay, int stage, int index)
    {
        var station = (2 * _plan.Stages) - 1 - stage;
        if (!relay.Await(station))
        {
            return false;
        }

        var piece = Slotted(stage, index);
        var rows = Rows(index);
        if (stage == _plan.Last)
        {
            _head.Error(piece, rows, rows);
        }

        var blocks = _blocks.AsSpan(_plan.BlocksOf(stage));
        for (var block = blocks.Length - 1; block >= 0; block--)
        {
            blocks[block].Descend(piece, rows);
        }

        if (stage == 0)
        {
            _encoder.Backward(piece, rows);
        }

        relay.Pass(station);
        return true;
    }

    private void Ascend(int stage, in StackPiece piece, ISeries series, T* x, bool home)
    {
        if (stage == 0)
        {
            _encoder.Forward(piece, series, _firstLane, x);
        }

        foreach (var block in _blocks.AsSpan(_plan.BlocksOf(stage)))
        {
            block.Ascend(piece, x, x, home);
        }
    }

    private StackPiece Slotted(int stage, int index) =>
        StackPiece.Of(index, _lengths, _stepsOf[stage]) with { Slot = index % _plan.SlotsOf(stage) };

    private T* Rows(int index) => _rows[index % _plan.Pieces].Pointer;
}
