using System.Numerics;

namespace Loschmidt.Sequences.Units;

/// <summary>The pair of echoes at ±ε in the coordinates of its mean and its difference, or the limit ε → 0 of
/// it.</summary>
/// <remarks>
/// The same two echoes as the literal pair, but nearly equal numbers are never subtracted, so ε may be as small as one
/// likes and single precision is as good as for a stored trajectory. When ε is left to the journey it takes η = 10⁻⁶
/// in either precision: the bias, of order η², then lies below all rounding.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TWord">One step.</typeparam>
internal sealed class PairedJourney<T, TWord> : UnitJourney<T, TWord>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TWord : struct, IUnitWord<T>
{
    private const double Eta = 1e-6;

    private readonly UnitState<T> _mean;
    private readonly UnitState<T> _difference;
    private readonly NudgeStrength _nudge;

    /// <summary>Allocates for a layer.</summary>
    /// <param name="shape">The layer.</param>
    /// <param name="epsilon">ε; 0 for the limit, null to choose it.</param>
    /// <param name="eta">η, if it is to be chosen; null for the journey's own.</param>
    public PairedJourney(UnitShape shape, double? epsilon, double? eta)
        : base(shape, UnitSums<T>.Count)
    {
        (_mean, _difference) = (new(shape), new(shape));
        _nudge = new NudgeStrength(epsilon, epsilon == 0 ? 0 : eta ?? Eta);
    }

    /// <inheritdoc/>
    public override void Pull(in UnitPiece<T> piece)
    {
        _nudge.Listen(piece, Shape);
        UnitSweep<T, TWord>.Pair(_mean, _difference, Table, piece, Shape.Width, _nudge.Value, Totals);
    }

    /// <inheritdoc/>
    protected override void Turned(double rms, int steps)
    {
        _nudge.Turn(rms, steps);
        UnitSweep<T, TWord>.Drift(State, Table, _mean);
        _difference.Clear();
    }

    /// <inheritdoc/>
    protected override void Gradient(int element, ReadOnlySpan<double> totals, Span<double> gradient)
    {
        Span<double> coefficients = stackalloc double[TWord.Coefficients];
        Table.Read(element, coefficients);
        TWord.Gradient(coefficients, totals, gradient);
    }

    /// <inheritdoc/>
    protected override (double Phi, double Pi) InitialError(int element) =>
        (double.CreateTruncating(_difference.Pi[element]), double.CreateTruncating(_difference.Phi[element]));
}
