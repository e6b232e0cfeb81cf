using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics;
using Loschmidt.Sequences.Units;

namespace Loschmidt.Sequences.Stack;

/// <summary>A few lanes of a batch with everything they need for their journey.</summary>
/// <remarks>
/// Two ways home. <b>In lockstep</b>, where nothing couples different times: see <see cref="Lockstep{T}"/>; nothing grows with time.
/// <b>Block by block</b>, where a batch norm does: the input of every block is kept.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class LaneGroup<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly StackShape _shape;
    private readonly StackWeights<T> _weights;
    private readonly int _firstLane;
    private readonly AlignedBuffer<T> _x;
    private readonly Lockstep<T> _lockstep;
    private readonly int[] _lengths, _stepsOf;
    private AlignedBuffer<T>[] _stored = [];
    private Batch _batch = null!;

    /// <summary>Reserves room for pieces.</summary>
    /// <param name="shape">Sizes, with the lanes of this group.</param>
    /// <param name="firstLane">Its first lane in the batch.</param>
    /// <param name="settings">The stack.</param>
    /// <param name="unit">Its oscillators.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="plan">Threads that share its blocks where nothing couples different times.</param>
    public LaneGroup(
        StackShape shape, int firstLane, HssmSettings settings, IUnitParameters unit, StackWeights<T> weights, StagePlan plan)
    {
        (_shape, _firstLane, _weights) = (shape, firstLane, weights);
        Encoder = new EncoderPass<T>(shape, weights.Encoder, weights.EncoderBias, plan.SlotsOf(0));
        Head = settings.Head.Kind != HeadKind.Forecast && settings.Head.Pool != Pooling.Every
            ? new PooledHead<T>(shape, settings.Head, weights.Head)
            : new SteppedHead<T>(shape, settings.Head, weights.Head);
        Blocks = [.. Enumerable.Range(0, plan.Stages).SelectMany(stage => Stage(plan, stage, settings, unit))];
        AlignedBuffer<T>[] rows = [.. Enumerable.Range(0, plan.Pieces).Select(_ => new AlignedBuffer<T>(shape.Rows * (long)shape.Width))];
        _x = rows[0];
        (_lengths, _stepsOf) = (new int[shape.Lanes], new int[shape.Lanes]);
        _lockstep = new Lockstep<T>(plan, shape, Encoder, Blocks, Head, rows, _lengths, firstLane);
    }

    /// <summary>The encoder.</summary>
    public EncoderPass<T> Encoder { get; }

    /// <summary>The blocks, lowest first.</summary>
    public BlockPass<T>[] Blocks { get; }

    /// <summary>The head.</summary>
    public IStackHead<T> Head { get; }

    /// <summary>The cost of the last way out, summed over lanes.</summary>
    public double Cost { get; private set; }

    /// <summary>Steps of all lanes together.</summary>
    public long Rows { get; private set; }

    private int Pieces { get; set; }

    /// <summary>Takes its lanes of a batch.</summary>
    /// <param name="batch">The samples.</param>
    /// <param name="journeys">The oscillators of every block.</param>
    /// <param name="mask">What training drops; null where nothing is.</param>
    public void Begin(Batch batch, IReadOnlyList<IUnitJourney<T>> journeys, TrainingMask? mask)
    {
        _batch = batch;
        (Rows, var longest) = (0, 0);
        for (var lane = 0; lane < _shape.Lanes; lane++)
        {
            _lengths[lane] = _firstLane + lane < batch.Active ? batch.Series!.StepsOf(_firstLane + lane) : 0;
            longest = Math.Max(longest, _lengths[lane]);
            Rows += _lengths[lane];
        }

        Pieces = StackShape.PiecesOf(longest);
        Encoder.Clear();
        Head.Begin(batch, _firstLane, _lengths);
        Depart(journeys, mask);
    }

    private void Depart(IReadOnlyList<IUnitJourney<T>> journeys, TrainingMask? mask)
    {
        for (var index = 0; index < Blocks.Length; index++)
        {
            var (block, weights) = (Blocks[index], _weights.Blocks[index]);
            (block.Journey, block.Mask) = (journeys[index], mask);
            block.Gradient.Clear();
            block.Journey.Load(weights.Coefficients, weights.InitialPhi, weights.InitialPi);
            block.Journey.Depart(_lengths);
            (block.Norm as ChannelRowNorm<T>)?.Clear();
        }
    }

    /// <summary>Takes a single lane that never ends.</summary>
    public void Listen(IReadOnlyList<IUnitJourney<T>> journeys)
    {
        Array.Fill(_lengths, int.MaxValue);
        Depart(journeys, null);
    }

    /// <summary>Hears some steps of a single lane and answers each.</summary>
    /// <param name="piece">At most one piece of steps.</param>
    /// <param name="heard">Steps heard before.</param>
    /// <param name="input">[steps × channels].</param>
    /// <param name="answers">[steps × outputs], overwritten.</param>
    public void Hear(in StackPiece piece, long heard, ReadOnlySpan<double> input, Span<double> answers)
    {
        Encoder.Forward(piece, input, _x.Pointer);
        foreach (var block in Blocks)
        {
            block.Ascend(piece, _x.Pointer, _x.Pointer, home: false);
        }

        Head.Say(piece, _x.Pointer, heard, answers);
    }

    /// <summary>The way out through all blocks, piece by piece.</summary>
    public void Forward(bool judged)
    {
        _lockstep.Forward(_batch.Series!, Pieces);
        Cost = Head.Conclude(judged);
    }

    /// <summary>The way home through all blocks in lockstep.</summary>
    public void Return() => _lockstep.Return(_batch.Series!, Pieces);

    /// <summary>Encodes the whole series for the way block by block, and sums what the lowest norm needs.</summary>
    public void Store()
    {
        var length = (long)Pieces * _shape.Rows * _shape.Width;
        if (_stored.Length == 0 || _stored[0].Length < length)
        {
            _stored = [.. Enumerable.Range(0, Blocks.Length + 1).Select(_ => new AlignedBuffer<T>(length))];
        }

        for (var index = 0; index < Pieces; index++)
        {
            var piece = StackPiece.Of(index, _lengths, _stepsOf);
            Encoder.Forward(piece, _batch.Series!, _firstLane, Stored(0, index));
            ((ChannelRowNorm<T>)Blocks[0].Norm).Hear(piece, Stored(0, index));
        }
    }

    /// <summary>The way out through one block, whose norm knows its statistics by now.</summary>
    public void Forward(int block)
    {
        var next = block + 1 < Blocks.Length ? (ChannelRowNorm<T>)Blocks[block + 1].Norm : null;
        for (var index = 0; index < Pieces; index++)
        {
            var piece = StackPiece.Of(index, _lengths, _stepsOf);
            Blocks[block].Ascend(piece, Stored(block, index), Stored(block + 1, index), home: false);
            next?.Hear(piece, Stored(block + 1, index));
            if (next is null)
            {
                Head.Hear(piece, Stored(block + 1, index));
            }
        }

        if (next is null)
        {
            Cost = Head.Conclude(judged: true);
        }
    }

    /// <summary>The error at the top of the stack, in place of the signal there.</summary>
    public void Error()
    {
        for (var index = 0; index < Pieces; index++)
        {
            var top = Stored(Blocks.Length, index);
            Head.Error(StackPiece.Of(index, _lengths, _stepsOf), top, top);
        }
    }

    /// <summary>The way home through one block; what couples times is still missing from the error afterwards.</summary>
    public void Return(int block)
    {
        Blocks[block].Journey.Turn();
        for (var index = Pieces - 1; index >= 0; index--)
        {
            var piece = StackPiece.Of(index, _lengths, _stepsOf);
            Blocks[block].Ascend(piece, Stored(block, index), _x.Pointer, home: true);
            Blocks[block].Descend(piece, Stored(Blocks.Length, index));
        }

        Blocks[block].Arrive();
    }

    /// <summary>Adds to the error below a block what came through the statistics of its norm; ends the way home at the lowest.</summary>
    public void Finish(int block)
    {
        for (var index = 0; index < Pieces; index++)
        {
            var piece = StackPiece.Of(index, _lengths, _stepsOf);
            var error = Stored(Blocks.Length, index);
            ((ChannelRowNorm<T>)Blocks[block].Norm).Finish(piece, Stored(block, index), error);
            if (block == 0)
            {
                Encoder.Read(piece, _batch.Series!, _firstLane);
                Encoder.Backward(piece, error);
            }
        }
    }

    /// <summary>The blocks of one stage, which its thread takes through one piece after the other.</summary>
    private IEnumerable<BlockPass<T>> Stage(StagePlan plan, int stage, HssmSettings settings, IUnitParameters unit)
    {
        var (scratch, slots) = (new BlockScratch<T>(_shape), plan.SlotsOf(stage));
        var (first, count) = plan.BlocksOf(stage).GetOffsetAndLength(plan.Blocks);
        return Enumerable.Range(first, count).Select(index => new BlockPass<T>(
            _shape, index, _weights.Blocks[index], Norm(settings.Norm, index, slots), new BlockGradient(unit, _shape), scratch, slots));
    }

    private T* Stored(int level, int piece) => _stored[level].Pointer + ((long)piece * _shape.Rows * _shape.Width);

    private IRowNorm<T> Norm(NormKind kind, int block, int slots) => kind switch
    {
        NormKind.None => new PlainRowNorm<T>(_shape),
        NormKind.Layer => new StepRowNorm<T>(_shape, slots),
        _ => new ChannelRowNorm<T>(_shape, _weights.Statistics[block]),
    };
}
