using Loschmidt.Machines;
using Loschmidt.Numerics;
using Loschmidt.Sequences;
using Loschmidt.Sequences.Units;

namespace Loschmidt.Benchmarks;

/// <summary>Our side of a bare layer: 64 oscillators, forward, or forward and tangent echo; one thread.</summary>
internal sealed unsafe class UnitContender
{
    private const int Piece = 64;

    private readonly UnitShape _shape = UnitShape.Of<float>(SequenceProblem.Oscillators, SequenceProblem.Lanes);
    private readonly IUnitJourney<float> _journey;
    private readonly AlignedBuffer<float> _drive;
    private readonly AlignedBuffer<float> _error;
    private readonly AlignedBuffer<float> _phi;
    private readonly AlignedBuffer<float> _driveError;
    private readonly int[] _steps = new int[SequenceProblem.Lanes];
    private readonly double[] _initial = new double[2 * SequenceProblem.Oscillators];

    /// <summary>Loads the agreed coefficients and signals.</summary>
    public UnitContender(UnitKind kind, int steps)
    {
        Array.Fill(_steps, steps);
        _journey = UnitJourneys.Create<float>(SequenceProblem.BareUnit(kind), _shape, new SequenceEcho(SequenceMethod.Tangent));
        var coefficients = SequenceProblem.Coefficients(kind);
        Gradient = new double[coefficients.Length];
        _journey.Load(coefficients, [], []);
        var count = (long)steps * _shape.Elements;
        (_drive, _error, _phi, _driveError) = (new(count), new(count), new(count), new(count));
        for (var i = 0; i < count; i++)
        {
            (_drive.Span[i], _error.Span[i]) = SequenceProblem.UnitSignals(i / _shape.Elements, i % _shape.Elements);
        }
    }

    /// <summary>∂C/∂coefficients of the last echo, summed over lanes.</summary>
    public double[] Gradient { get; }

    /// <summary>Σ error·φ of the last way out.</summary>
    public double Cost
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < _phi.Span.Length; i++)
            {
                sum += (double)_phi.Span[i] * _error.Span[i];
            }

            return sum;
        }
    }

    /// <summary>The way out in pieces, as a stack takes it.</summary>
    public void Forward()
    {
        _journey.Depart(_steps);
        for (var first = 0; first < _steps[0]; first += Piece)
        {
            _journey.Advance(PieceAt(first));
        }
    }

    /// <summary>Out and home.</summary>
    public void Echo()
    {
        Forward();
        _journey.Turn();
        for (var first = (_steps[0] - 1) / Piece * Piece; first >= 0; first -= Piece)
        {
            _journey.Pull(PieceAt(first));
        }

        Array.Clear(Gradient);
        _journey.Arrive(Gradient, _initial.AsSpan(0, SequenceProblem.Oscillators), _initial.AsSpan(SequenceProblem.Oscillators));
    }

    private UnitPiece<float> PieceAt(int first)
    {
        var at = (long)first * _shape.Elements;
        return new UnitPiece<float>
        {
            FirstLane = 0,
            Lanes = SequenceProblem.Lanes,
            FirstStep = first,
            Steps = Math.Min(Piece, _steps[0] - first),
            Stride = _shape.Elements,
            Drive = _drive.Pointer + at,
            Phi = _phi.Pointer + at,
            Error = _error.Pointer + at,
            DriveError = _driveError.Pointer + at,
        };
    }
}
