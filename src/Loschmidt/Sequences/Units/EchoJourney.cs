using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics;

namespace Loschmidt.Sequences.Units;

/// <summary>Two echoes one could run in a laboratory, and the gradient as the difference of what they hear: ∂C/∂θ = −h
/// Σ D[∂V/∂θ].</summary>
/// <remarks>
/// Either at ±ε (error of order ε²) or one at +ε against the way home without a nudge (order ε). Each echo is the same
/// step as the way out. When ε is left to the journey, η is where bias and rounding meet: 0.3 for a pair of linear units,
/// whose differences are exact at any ε; 10⁻² in single and 10⁻⁴ in double precision for a pair of nonlinear ones; 10⁻³ and
/// 10⁻⁷ for one echo alone.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TWord">One step of the way out and of its retracing.</typeparam>
/// <typeparam name="TEcho">The same step as the nudged echoes take it: always in floating point, for a nudge is not on
/// any grid.</typeparam>
internal sealed unsafe class EchoJourney<T, TWord, TEcho> : UnitJourney<T, TWord>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TWord : struct, IUnitWord<T>
    where TEcho : struct, IUnitWord<T>
{
    private readonly bool _oneSided;
    private readonly UnitState<T> _first;
    private readonly UnitState<T> _second;
    private readonly NudgeStrength _nudge;
    private readonly AlignedBuffer<T> _heard = new(2L * (TEcho.Coefficients + 1) * Vector512<T>.Count);

    /// <summary>Allocates for a layer.</summary>
    /// <param name="shape">The layer.</param>
    /// <param name="epsilon">ε; null to choose it.</param>
    /// <param name="eta">η, if it is to be chosen.</param>
    /// <param name="oneSided">Whether the second echo is not nudged at all.</param>
    public EchoJourney(UnitShape shape, double? epsilon, double eta, bool oneSided)
        : base(shape, TWord.Coefficients)
    {
        _oneSided = oneSided;
        (_first, _second) = (new(shape), new(shape));
        _nudge = new NudgeStrength(epsilon, eta);
    }

    private double SecondNudge => _oneSided ? 0 : -_nudge.Value;

    /// <inheritdoc/>
    public override void Pull(in UnitPiece<T> piece)
    {
        _nudge.Listen(piece, Shape);
        UnitSweep<T, TEcho>.Echoes(
            _first, _second, Table, piece, Shape.Width, _nudge.Value, SecondNudge, _heard.Pointer, Totals);
        GC.KeepAlive(_heard);
    }

    /// <inheritdoc/>
    protected override void Turned(double rms, int steps)
    {
        _nudge.Turn(rms, steps);
        _first.CopyFrom(State);
        _second.CopyFrom(State);
    }

    /// <inheritdoc/>
    protected override (double Phi, double Pi) InitialError(int element)
    {
        var apart = _nudge.Value - SecondNudge;
        return apart == 0
            ? (0, 0)
            : (Apart(_first.Pi, _second.Pi, element) / apart, Apart(_first.Phi, _second.Phi, element) / apart);
    }

    private static double Apart(Span<T> first, Span<T> second, int element) =>
        double.CreateTruncating(first[element]) - double.CreateTruncating(second[element]);
}
