using System.Numerics;

namespace Loschmidt.Sequences.Units;

/// <summary>What all journeys have in common: the way out, the retraced way home, the gradient's sums.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TWord">One step.</typeparam>
/// <param name="shape">The layer.</param>
/// <param name="sums">What is summed for every element.</param>
internal abstract unsafe class UnitJourney<T, TWord>(UnitShape shape, int sums) : IUnitJourney<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TWord : struct, IUnitWord<T>
{
    private readonly UnitState<T> _initial = new(shape);
    private readonly EchoMeter<T> _meter = new(shape);

    // Null where the steps follow one another.
    private readonly UnitPowers<T, TWord>? _powers = UnitSweep<T, TWord>.Scans(shape) ? new(shape) : null;
    private int _steps;

    /// <inheritdoc/>
    public EchoMeter<T> Meter => _meter;

    /// <inheritdoc/>
    public double HomeError => _meter.Error;

    protected UnitShape Shape => shape;

    /// <summary>The un-nudged state, out and home.</summary>
    protected UnitState<T> State { get; } = new(shape);

    protected UnitTable<T> Table { get; } = new(shape, TWord.Coefficients);

    protected UnitTotals<T> Totals { get; } = new(shape, sums);

    /// <inheritdoc/>
    public void Load(ReadOnlySpan<double> coefficients, ReadOnlySpan<double> initialPhi, ReadOnlySpan<double> initialPi)
    {
        Table.Expand(coefficients);
        _powers?.Load(Table);
        Begin(initialPhi, _initial.Phi);
        Begin(initialPi, _initial.Pi);
    }

    /// <inheritdoc/>
    public virtual void Depart(ReadOnlySpan<int> steps)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(steps.Length, shape.Lanes);
        _steps = 0;
        foreach (var lane in steps)
            _steps = Math.Max(_steps, lane);
        State.CopyFrom(_initial);
        Totals.Clear();
        _meter.Depart(steps, State);
    }

    /// <inheritdoc/>
    public virtual void Advance(in UnitPiece<T> piece)
    {
        _meter.Advance(piece, State);
        if (_powers == null)
            UnitSweep<T, TWord>.Out(State, Table, piece, shape.Width);
        else
            UnitSweep<T, TWord>.ScanOut(State, Table, _powers, piece, shape.Width);
    }

    /// <inheritdoc/>
    public void Turn()
    {
        State.Reverse();
        var rms = Rms();
        _meter.Turn(rms);
        Turned(rms, _steps);
    }

    /// <inheritdoc/>
    public virtual void Retrace(in UnitPiece<T> piece)
    {
        if (_powers == null)
            UnitSweep<T, TWord>.Home(State, Table, piece, shape.Width);
        else
            UnitSweep<T, TWord>.ScanHome(State, Table, _powers, piece, shape.Width);
        _meter.Retrace(piece, State);
    }

    /// <inheritdoc/>
    public abstract void Pull(in UnitPiece<T> piece);

    /// <inheritdoc/>
    public void Arrive(Span<double> coefficients, Span<double> initialPhi, Span<double> initialPi)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(coefficients.Length, TWord.Coefficients * shape.Oscillators);
        Span<double> totals = stackalloc double[Totals.Count];
        Span<double> gradient = stackalloc double[TWord.Coefficients];
        for (var e = 0; e < shape.Elements; e++)
        {
            if (e % shape.Width is var j && j < shape.Oscillators)
            {
                Totals.Read(e, totals);
                Gradient(e, totals, gradient);
                for (var k = 0; k < gradient.Length; k++)
                    coefficients[k * shape.Oscillators + j] += gradient[k];
                var (phi, pi) = InitialError(e);
                initialPhi[j] += phi;
                initialPi[j] += pi;
            }
        }
    }

    /// <summary>The way home begins, at <see cref="State"/>.</summary>
    protected abstract void Turned(double rms, int steps);

    /// <summary>Overwrites ∂C/∂ of the coefficients of an element from its totals, which are just that if nothing else
    /// was summed.</summary>
    protected virtual void Gradient(int element, ReadOnlySpan<double> totals, Span<double> gradient) =>
        totals.CopyTo(gradient);

    /// <summary>∂C/∂φ₀ and ∂C/∂π₀ of an element, all pieces being pulled.</summary>
    protected abstract (double Phi, double Pi) InitialError(int element);

    private double Rms()
    {
        var sum = 0.0;
        for (var lane = 0; lane < shape.Lanes; lane++)
        {
            for (var j = lane * shape.Width; j < lane * shape.Width + shape.Oscillators; j++)
            {
                var (phi, pi) = (double.CreateTruncating(State.Phi[j]), double.CreateTruncating(State.Pi[j]));
                sum += phi * phi + pi * pi;
            }
        }

        return Math.Sqrt(sum / (2.0 * shape.Lanes * shape.Oscillators));
    }

    private void Begin(ReadOnlySpan<double> values, Span<T> lanes)
    {
        if (!values.IsEmpty)
            ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, shape.Oscillators);
        for (var e = 0; e < lanes.Length; e++)
        {
            var j = e % shape.Width;
            lanes[e] = j < values.Length ? T.CreateTruncating(TWord.Admit(values[j])) : T.Zero;
        }
    }
}
