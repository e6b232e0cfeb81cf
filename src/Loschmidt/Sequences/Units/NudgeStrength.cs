using System.Numerics;

namespace Loschmidt.Sequences.Units;

/// <summary>ε of a journey: given, or chosen once from the size of the state and of the first error signal that is not
/// zero.</summary>
/// <remarks>
/// ε = η rms(φ_L, π_L)/(√L rms(g)): an incoherent error signal of L nudges then displaces the echo by about η of the
/// state. Scaling the cost leaves ε g as it is. rms(g) is that of one piece, so a cost that listens to few steps of it
/// is nudged more weakly than η says, never more strongly.
/// </remarks>
/// <param name="given">ε; null to choose.</param>
/// <param name="eta">η.</param>
internal sealed class NudgeStrength(double? given, double eta)
{
    private double _state;
    private double _steps;

    /// <summary>ε; 0 until it is chosen, when nothing has been nudged yet.</summary>
    public double Value { get; private set; } = given ?? 0;

    /// <summary>Notes the state at the turning point.</summary>
    /// <param name="rms">Its rms.</param>
    /// <param name="steps">Steps of the longest lane.</param>
    public void Turn(double rms, int steps)
    {
        Value = given ?? 0;
        (_state, _steps) = (rms > 0 ? rms : 1, steps);
    }

    /// <summary>Chooses ε if that is still to be done and the piece has an error signal.</summary>
    public unsafe void Listen<T>(in UnitPiece<T> piece, UnitShape shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Value != 0 || eta == 0)
            return;
        var squares = Squares(piece.Error, piece, shape)
            + (piece.MomentumError == null ? 0 : Squares(piece.MomentumError, piece, shape));
        var rms = Math.Sqrt(squares / ((double)piece.Steps * piece.Lanes * shape.Oscillators));
        if (rms > 0 && double.IsFinite(rms))
            Value = eta * _state / (Math.Sqrt(_steps) * rms);
    }

    private static unsafe double Squares<T>(T* g, in UnitPiece<T> piece, UnitShape shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = 0.0;
        for (var t = 0; t < piece.Steps; t++)
        {
            for (var lane = piece.FirstLane; lane < piece.FirstLane + piece.Lanes; lane++)
            {
                var at = g + (nint)t * piece.Stride + lane * shape.Width;
                for (var j = 0; j < shape.Oscillators; j++)
                {
                    var x = double.CreateTruncating(at[j]);
                    sum += x * x;
                }
            }
        }

        return sum;
    }
}
