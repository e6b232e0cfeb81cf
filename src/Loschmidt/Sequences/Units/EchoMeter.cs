using System.Numerics;
using Loschmidt.Numerics;

namespace Loschmidt.Sequences.Units;

/// <summary>How well the way home is retraced, and whether it will still be at its end.</summary>
/// <remarks>
/// Keeps the state at 1, 2, 4 … steps before the turning point (at the piece boundary there) and compares when the way
/// home passes by. Rounding alone makes an error grow with the depth d at most as d; a chaotic layer multiplies it by
/// e^(λd). λ is therefore the slope of ln(error/d), and what is to come is extrapolated with it.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class EchoMeter<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Part of the state that may be lost before it is worth a warning: gradients are wrong by about as
    /// much.</summary>
    public const double Tolerance = 1e-3;

    /// <summary>States it keeps.</summary>
    public const int States = Levels + 1;

    private const int Levels = 32;

    // Rounding alone has never cost more: an echo that lost this much is unstable, whatever its course.
    private const double SmallForRounding = 1e-2;

    // No smaller error means anything.
    private static readonly double Rounding = typeof(T) == typeof(float) ? 6e-8 : 1.1e-16;

    private readonly UnitShape _shape;
    private readonly AlignedBuffer<T> _kept;
    private readonly int[] _steps;
    private readonly int[] _marks;
    private readonly double[] _squares = new double[Levels + 1];
    private readonly double[] _depths = new double[Levels + 1];
    private readonly int[] _lanes = new int[Levels + 1];
    private double _state;

    /// <summary>Allocates for a layer.</summary>
    public EchoMeter(UnitShape shape)
    {
        _shape = shape;
        _kept = new AlignedBuffer<T>(2L * (Levels + 1) * shape.Elements);
        _steps = new int[shape.Lanes];
        _marks = new int[(Levels + 1) * shape.Lanes];
    }

    /// <summary>rms of the state at the turning point.</summary>
    public double State => _state;

    /// <summary>Steps from the turning point to where the furthest comparison was made, mean over lanes; 0 before the
    /// first.</summary>
    public double Depth { get; private set; }

    /// <summary>Error there: rms over elements, relative to the rms of the state at the turning point.</summary>
    public double Error { get; private set; }

    /// <summary>λ, by which an error grows a step, beyond what rounding adds; 0 where it does not.</summary>
    public double Rate { get; private set; }

    /// <summary>Error at the end of the way home, as measured or, on the way, as extrapolated.</summary>
    public double AtHome => Error == 0 ? 0 : Predict(_steps.Max());

    /// <summary>Depth at which the error is as large as the state; infinite if it does not grow.</summary>
    public double Horizon =>
        Rate > 0 && Error > 0 ? Depth + Math.Max(0, -Math.Log(Error)) / Rate : double.PositiveInfinity;

    /// <summary>What happens to an echo that is about to be lost and what to do about it, or null.</summary>
    public string? Warning => Finding is { } finding ? $"{finding}; {Cure}" : null;

    /// <summary>What happens to an echo that is about to be lost, or null.</summary>
    public string? Finding =>
        AtHome <= Tolerance ? null
        : !double.IsFinite(Error) ? "the way home left the range of numbers"
        : _lanes[Levels] == _shape.Lanes
            ? FormattableString.Invariant(
                $"the echo misses its beginning by {Error:0.0e+0} of the state after {Depth:0} steps")
            : FormattableString.Invariant(
                $"the echo misses its way by {Error:0.0e+0} of the state after {Depth:0} steps back")
            + FormattableString.Invariant($" and, going on so, by {Math.Min(1, AtHome):0.0e+0} after all {_steps.Max()}")
            + (Horizon < _steps.Max() ? FormattableString.Invariant($" (lost after {Horizon:0})") : "");

    /// <summary>What to do about it: where an error grows faster than rounding makes it, steps are too long.</summary>
    public string Cure =>
        (Rate > 0 || !(Error < SmallForRounding) ? "lower machine.unit.step, or " : "")
        + "use shorter series, "
        + (typeof(T) == typeof(float)
            ? "training.precision: double, or with that machine.unit.exactReturn: true"
            : "machine.unit.exactReturn: true, or training.estimator: bptt");

    /// <summary>Forgets the last journey and keeps the state it starts from.</summary>
    public void Depart(ReadOnlySpan<int> steps, UnitState<T> state)
    {
        steps.CopyTo(_steps);
        Array.Fill(_marks, -1);
        Array.Clear(_squares);
        Array.Clear(_depths);
        Array.Clear(_lanes);
        (Depth, Error, Rate) = (0, 0, 0);
        for (var lane = 0; lane < _shape.Lanes; lane++)
            Keep(Levels, lane, 0, state);
    }

    /// <summary>Keeps the state before a piece where that is the last boundary at least 2ʲ steps from a lane's turning
    /// point.</summary>
    public void Advance(in UnitPiece<T> piece, UnitState<T> state)
    {
        for (var lane = piece.FirstLane; lane < piece.FirstLane + piece.Lanes; lane++)
        {
            var depth = _steps[lane] - piece.FirstStep;
            var level = BitOperations.Log2((uint)depth);
            if (piece.FirstStep > 0 && depth - piece.Steps < 1 << level)
                Keep(level, lane, piece.FirstStep, state);
        }
    }

    /// <summary>Notes the state at the turning point.</summary>
    public void Turn(double rms) => _state = rms;

    /// <summary>Compares where the end of a retraced piece was kept.</summary>
    public void Retrace(in UnitPiece<T> piece, UnitState<T> state)
    {
        var compared = -1;
        for (var lane = piece.FirstLane; lane < piece.FirstLane + piece.Lanes; lane++)
        {
            var depth = _steps[lane] - piece.FirstStep;
            var level = piece.FirstStep == 0 ? Levels : BitOperations.Log2((uint)depth);
            if (_marks[level * _shape.Lanes + lane] == piece.FirstStep)
            {
                _squares[level] += SquaredMiss(level, lane, state);
                _depths[level] += depth;
                _lanes[level]++;
                compared = level;
            }
        }

        if (compared >= 0)
            Judge(compared);
    }

    private void Judge(int level)
    {
        (Depth, Error) = At(level);
        Rate = 0;
        for (var j = level - 1; j >= 0; j--)
        {
            // Two doublings apart; a rise of less than tenfold beyond proportion is put down to chance.
            if (_lanes[j] > 0 && At(j) is var (depth, error) && depth <= 0.3 * Depth)
            {
                var rise = Math.Log(Error / Depth * (depth / Math.Max(error, Rounding)));
                Rate = rise > Math.Log(10) && double.IsFinite(rise) ? rise / (Depth - depth) : 0;
                return;
            }
        }
    }

    private (double Depth, double Error) At(int level)
    {
        var miss = Math.Sqrt(_squares[level] / (2.0 * _lanes[level] * _shape.Oscillators));
        return (_depths[level] / _lanes[level], _state > 0 ? miss / _state : miss);
    }

    private double Predict(double depth) =>
        depth <= Depth ? Error : Error * depth / Depth * Math.Exp(Rate * (depth - Depth));

    private void Keep(int level, int lane, int step, UnitState<T> state)
    {
        var kept = Kept(level, lane);
        state.Phi.Slice(lane * _shape.Width, _shape.Width).CopyTo(kept);
        state.Pi.Slice(lane * _shape.Width, _shape.Width).CopyTo(kept[_shape.Width..]);
        _marks[level * _shape.Lanes + lane] = step;
    }

    // The way home runs with reversed momenta.
    private double SquaredMiss(int level, int lane, UnitState<T> state)
    {
        var phi = Kept(level, lane);
        var pi = phi[_shape.Width..];
        var atPhi = state.Phi[(lane * _shape.Width)..];
        var atPi = state.Pi[(lane * _shape.Width)..];
        var sum = 0.0;
        for (var j = 0; j < _shape.Oscillators; j++)
        {
            var x = double.CreateTruncating(atPhi[j]) - double.CreateTruncating(phi[j]);
            var p = double.CreateTruncating(atPi[j]) + double.CreateTruncating(pi[j]);
            sum += x * x + p * p;
        }

        return sum;
    }

    // φ, then π.
    private Span<T> Kept(int level, int lane) =>
        _kept.Span.Slice((level * _shape.Lanes + lane) * 2 * _shape.Width, 2 * _shape.Width);
}
