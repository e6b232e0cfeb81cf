using System.Numerics;
using Loschmidt.Numerics;

namespace Loschmidt.Sequences.Units;

/// <summary>Backpropagation through time: the state after every step is stored and the transposed derivative of every
/// step applied, last one first.</summary>
/// <remarks>No echo takes part, so it is the reference for those that do. Memory grows with the number of steps: two
/// numbers an element and step.</remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TWord">One step.</typeparam>
internal sealed unsafe class StoredJourney<T, TWord>(UnitShape shape)
    : UnitJourney<T, TWord>(shape, TWord.Coefficients)
    where T : unmanaged, IFloatingPointIeee754<T>
    where TWord : struct, IUnitWord<T>
{
    private const int ChunkSteps = 64;

    // The state after k steps is row k % ChunkSteps of chunk k / ChunkSteps: φ of all elements, then π.
    private readonly List<AlignedBuffer<T>> _chunks = [];
    private readonly UnitState<T> _error = new(shape);

    private int Row => 2 * Shape.Elements;

    /// <inheritdoc/>
    public override void Depart(ReadOnlySpan<int> steps)
    {
        base.Depart(steps);
        _error.Clear();
        Reserve(1);
        State.Phi.CopyTo(Phi(0));
        State.Pi.CopyTo(Pi(0));
    }

    /// <inheritdoc/>
    public override void Advance(in UnitPiece<T> piece)
    {
        Reserve(piece.FirstStep + piece.Steps + 1);
        for (var start = 0; start < piece.Steps;)
        {
            // Up to the end of the chunk that takes the state after the first step.
            var (chunk, row) = Math.DivRem(piece.FirstStep + start + 1, ChunkSteps);
            var part = piece.Slice(start, Math.Min(piece.Steps - start, ChunkSteps - row));
            var momenta = _chunks[chunk].Pointer + row * Row + Shape.Elements;
            UnitSweep<T, TWord>.Out(State, Table, part, Shape.Width, momenta, Row);
            for (var t = 0; t < part.Steps; t++)
                Positions(part, t).CopyTo(Lanes(Phi(part.FirstStep + t + 1), piece));
            start += part.Steps;
        }
    }

    /// <inheritdoc/>
    public override void Retrace(in UnitPiece<T> piece)
    {
        for (var t = 0; t < piece.Steps; t++)
            Lanes(Phi(piece.FirstStep + t + 1), piece).CopyTo(Positions(piece, t));
    }

    /// <inheritdoc/>
    public override void Pull(in UnitPiece<T> piece)
    {
        for (var end = piece.Steps; end > 0;)
        {
            // Down to the beginning of the chunk that holds the state before the last step.
            var (chunk, row) = Math.DivRem(piece.FirstStep + end - 1, ChunkSteps);
            var start = Math.Max(0, end - 1 - row);
            var phi = _chunks[chunk].Pointer + (nint)(piece.FirstStep + start - chunk * ChunkSteps) * Row;
            UnitSweep<T, TWord>.PullBack(
                _error, Table, piece.Slice(start, end - start), Shape.Width, phi, phi + Shape.Elements, Row, Totals);
            end = start;
        }
    }

    /// <inheritdoc/>
    protected override void Turned(double rms, int steps)
    {
    }

    /// <inheritdoc/>
    protected override (double Phi, double Pi) InitialError(int element) =>
        (double.CreateTruncating(_error.Phi[element]), double.CreateTruncating(_error.Pi[element]));

    private void Reserve(int states)
    {
        while (_chunks.Count * ChunkSteps < states)
            _chunks.Add(new AlignedBuffer<T>((long)ChunkSteps * Row));
    }

    private Span<T> Phi(int steps) =>
        _chunks[steps / ChunkSteps].Span.Slice(steps % ChunkSteps * Row, Shape.Elements);

    private Span<T> Pi(int steps) =>
        _chunks[steps / ChunkSteps].Span.Slice(steps % ChunkSteps * Row + Shape.Elements, Shape.Elements);

    private Span<T> Positions(in UnitPiece<T> piece, int step) =>
        new(piece.Phi + (nint)step * piece.Stride + piece.FirstLane * Shape.Width, piece.Lanes * Shape.Width);

    private Span<T> Lanes(Span<T> elements, in UnitPiece<T> piece) =>
        elements.Slice(piece.FirstLane * Shape.Width, piece.Lanes * Shape.Width);
}
