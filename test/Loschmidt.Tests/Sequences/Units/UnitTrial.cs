using System.Numerics;
using Loschmidt.Numerics;
using Loschmidt.Sequences.Units;

namespace Loschmidt.Tests.Sequences.Units;

/// <summary>What a journey brought home.</summary>
/// <param name="Gradient">The gradient.</param>
/// <param name="Phi">φ after each step on the way out, [steps × lanes × oscillators].</param>
/// <param name="Retraced">The same as the way home found it.</param>
/// <param name="Journey">The journey itself.</param>
internal sealed record UnitJourneyRecord<T>(
    UnitGradient Gradient, double[] Phi, double[] Retraced, IUnitJourney<T> Journey)
    where T : unmanaged, IFloatingPointIeee754<T>;

/// <summary>Lays a problem out as the kernels want it and leads a journey through it, piece by piece.</summary>
internal sealed unsafe class UnitTrial<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly UnitProblem _problem;
    private readonly UnitShape _shape;
    private readonly List<UnitPiece<T>> _pieces = [];
    private readonly AlignedBuffer<T> _drive;
    private readonly AlignedBuffer<T> _phi;
    private readonly AlignedBuffer<T> _error;
    private readonly AlignedBuffer<T>? _momentumError;
    private readonly AlignedBuffer<T> _driveError;

    public UnitTrial(UnitProblem problem, UnitShape shape, int piece)
    {
        (_problem, _shape) = (problem, shape);
        _drive = Lay(problem.Drive);
        _error = Lay(problem.Error);
        _momentumError = problem.MomentumError == null ? null : Lay(problem.MomentumError);
        _phi = new AlignedBuffer<T>(_drive.Length);
        _driveError = new AlignedBuffer<T>(_drive.Length);
        for (var start = 0; start < problem.Longest; start += piece)
        {
            for (var lane = 0; lane < problem.Lanes;)
            {
                // Lanes side by side that go equally far share a piece.
                var steps = Math.Min(piece, problem.Steps[lane] - start);
                var lanes = 1;
                while (lane + lanes < problem.Lanes && Math.Min(piece, problem.Steps[lane + lanes] - start) == steps)
                    lanes++;
                if (steps > 0)
                    _pieces.Add(Piece(lane, lanes, start, steps));
                lane += lanes;
            }
        }
    }

    public UnitJourneyRecord<T> Run(IUnitJourney<T> journey)
    {
        Out(journey);
        var phi = Read(_phi);
        journey.Turn();
        Home(journey);
        Pull(journey);
        var count = _problem.Coefficients.Length;
        var (coefficients, phi0, pi0) =
            (new double[count], new double[_problem.Oscillators], new double[_problem.Oscillators]);
        journey.Arrive(coefficients, phi0, pi0);
        var gradient = new UnitGradient(
            [.. coefficients.Chunk(_problem.Oscillators)], Read(_driveError), phi0, pi0);
        return new UnitJourneyRecord<T>(gradient, phi, Read(_phi), journey);
    }

    public void Out(IUnitJourney<T> journey)
    {
        journey.Depart(_problem.Steps);
        foreach (var piece in _pieces)
            journey.Advance(piece);
    }

    public void Home(IUnitJourney<T> journey, Action? retraced = null)
    {
        for (var i = _pieces.Count - 1; i >= 0; i--)
        {
            journey.Retrace(_pieces[i]);
            retraced?.Invoke();
        }
    }

    public void Pull(IUnitJourney<T> journey)
    {
        for (var i = _pieces.Count - 1; i >= 0; i--)
            journey.Pull(_pieces[i]);
    }

    private UnitPiece<T> Piece(int lane, int lanes, int start, int steps)
    {
        var at = start * _shape.Elements;
        return new UnitPiece<T>
        {
            FirstLane = lane,
            Lanes = lanes,
            FirstStep = start,
            Steps = steps,
            Stride = _shape.Elements,
            Drive = _drive.Pointer + at,
            Phi = _phi.Pointer + at,
            Error = _error.Pointer + at,
            MomentumError = _momentumError == null ? null : _momentumError.Pointer + at,
            DriveError = _driveError.Pointer + at,
        };
    }

    private AlignedBuffer<T> Lay(double[] values)
    {
        var buffer = new AlignedBuffer<T>((long)_problem.Longest * _shape.Elements);
        for (var i = 0; i < values.Length; i++)
            buffer.Span[i / _problem.Oscillators * _shape.Width + i % _problem.Oscillators] = T.CreateTruncating(values[i]);
        return buffer;
    }

    private double[] Read(AlignedBuffer<T> buffer)
    {
        var values = new double[_problem.Drive.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = double.CreateTruncating(
                buffer.Span[i / _problem.Oscillators * _shape.Width + i % _problem.Oscillators]);
        return values;
    }
}
