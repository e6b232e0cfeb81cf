using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.Machines;
using Loschmidt.Numerics;
using Loschmidt.Sequences.Units;

namespace Loschmidt.Sequences;

/// <summary>One layer of oscillators alone, sent out and home: how well it retraces its way, and what becomes of an
/// error signal.</summary>
/// <remarks>The whole way out is kept beside the echo, to compare with: for looking at units, not for
/// training.</remarks>
public static unsafe class UnitProbe
{
    /// <summary>Sends a layer out and home, with one nudge at the turning point.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="unit">The oscillators; they start at rest at the origin.</param>
    /// <param name="seed">Draws their parameters as those of the first block of a stack.</param>
    /// <param name="drive">s, [steps × real oscillators], oscillators innermost.</param>
    /// <param name="error">∂C/∂φ after the last step, [real oscillators].</param>
    /// <param name="echo">How the error signal is taken home.</param>
    /// <param name="every">Steps between readings.</param>
    /// <returns>Readings on the way home, from the turning point back; the last is at its end.</returns>
    /// <exception cref="ArgumentException">The drive is no whole number of steps, the error is not one number an
    /// oscillator, or the settings contradict each other.</exception>
    public static IReadOnlyList<UnitReading> Run<T>(
        UnitSettings unit, ulong seed, ReadOnlySpan<double> drive, ReadOnlySpan<double> error, SequenceEcho echo,
        int every)
        where T : unmanaged, IFloatingPointIeee754<T> => Film<T>(unit, seed, drive, error, echo, every).Readings;

    /// <summary>As <see cref="Run"/>, and keeps the positions of both ways.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="unit">The oscillators; they start at rest at the origin.</param>
    /// <param name="seed">Draws their parameters as those of the first block of a stack.</param>
    /// <param name="drive">s, [steps × real oscillators], oscillators innermost.</param>
    /// <param name="error">∂C/∂φ after the last step, [real oscillators].</param>
    /// <param name="echo">How the error signal is taken home.</param>
    /// <param name="every">Steps between readings.</param>
    /// <exception cref="ArgumentException">The drive is no whole number of steps, the error is not one number an
    /// oscillator, or the settings contradict each other.</exception>
    public static UnitFilm Film<T>(
        UnitSettings unit, ulong seed, ReadOnlySpan<double> drive, ReadOnlySpan<double> error, SequenceEcho echo,
        int every)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        var parameters = UnitJourneys.Parameters(unit);
        var oscillators = parameters.Oscillators;
        if (drive.Length == 0 || drive.Length % oscillators != 0 || error.Length != oscillators)
        {
            throw new ArgumentException(
                $"{drive.Length} numbers of drive and {error.Length} of error do not fit {oscillators} real "
                + "oscillators", nameof(drive));
        }

        var journey = UnitJourneys.Create<T>(unit, UnitShape.Of<T>(oscillators, 1), echo);
        Load(journey, parameters, seed);
        return new Way<T>(UnitShape.Of<T>(oscillators, 1), drive, error, every).There(journey, parameters.Coefficients);
    }

    private static void Load<T>(IUnitJourney<T> journey, IUnitParameters parameters, ulong seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var theta = new double[parameters.Tensors.Sum(tensor =>
            tensor.Shape.Aggregate(1, (product, size) => product * size))];
        var coefficients = new double[parameters.Coefficients * parameters.Oscillators];
        parameters.Draw(seed, "block0", theta);
        parameters.Expand(theta, coefficients);
        journey.Load(coefficients, [], []);
    }

    private sealed class Way<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly UnitShape _shape;
        private readonly int _steps, _every;
        private readonly AlignedBuffer<T> _drive, _phi, _error, _driveError;
        private readonly double[] _out;

        public Way(UnitShape shape, ReadOnlySpan<double> drive, ReadOnlySpan<double> error, int every)
        {
            (_shape, _every, _steps) = (shape, every, drive.Length / shape.Oscillators);
            var size = (long)_steps * shape.Width;
            (_drive, _phi, _error, _driveError) = (new(size), new(size), new(size), new(size));
            for (var i = 0; i < drive.Length; i++)
                _drive.Span[At(i)] = T.CreateTruncating(drive[i]);
            for (var j = 0; j < error.Length; j++)
                _error.Span[At(drive.Length - error.Length + j)] = T.CreateTruncating(error[j]);
            _out = new double[drive.Length];
        }

        public UnitFilm There(IUnitJourney<T> journey, int coefficients)
        {
            var pieces = (_steps + _every - 1) / _every;
            journey.Depart([_steps]);
            for (var piece = 0; piece < pieces; piece++)
                journey.Advance(Piece(piece));
            Copy(_out);
            journey.Turn();
            var readings = new List<UnitReading>(pieces);
            var (sums, phi, pi) = (new double[coefficients * _shape.Oscillators], new double[_shape.Oscillators],
                new double[_shape.Oscillators]);
            for (var piece = pieces - 1; piece >= 0; piece--)
            {
                journey.Retrace(Piece(piece));
                journey.Pull(Piece(piece));

                // What a journey brings to its beginning it holds at the beginning of every piece.
                Array.Clear(phi);
                Array.Clear(pi);
                journey.Arrive(sums, phi, pi);
                var meter = journey.Meter;
                readings.Add(new UnitReading(
                    _steps - (piece * _every), Missed(piece, meter.State), meter.Error, meter.Rate, meter.Horizon,
                    meter.Warning,
                    Math.Sqrt(TensorPrimitives.SumOfSquares<double>(phi) + TensorPrimitives.SumOfSquares<double>(pi))));
            }

            var home = new double[_out.Length];
            Copy(home);
            return new UnitFilm(_shape.Oscillators, _out, home, readings);
        }

        private void Copy(double[] positions)
        {
            for (var i = 0; i < positions.Length; i++)
                positions[i] = double.CreateTruncating(_phi.Span[At(i)]);
        }

        private double Missed(int piece, double state)
        {
            var (first, end) = (piece * _every * _shape.Oscillators,
                Math.Min(_steps, (piece + 1) * _every) * _shape.Oscillators);
            var sum = 0.0;
            for (var i = first; i < end; i++)
            {
                var miss = double.CreateTruncating(_phi.Span[At(i)]) - _out[i];
                sum += miss * miss;
            }

            var rms = Math.Sqrt(sum / (end - first));
            return state > 0 ? rms / state : rms;
        }

        private int At(int number) => (number / _shape.Oscillators * _shape.Width) + (number % _shape.Oscillators);

        private UnitPiece<T> Piece(int piece)
        {
            var at = (nint)piece * _every * _shape.Width;
            return new UnitPiece<T>
            {
                FirstLane = 0,
                Lanes = 1,
                FirstStep = piece * _every,
                Steps = Math.Min(_every, _steps - (piece * _every)),
                Stride = _shape.Width,
                Drive = _drive.Pointer + at,
                Phi = _phi.Pointer + at,
                Error = _error.Pointer + at,
                DriveError = _driveError.Pointer + at,
            };
        }
    }
}
