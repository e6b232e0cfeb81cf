using System.Numerics;
using Loschmidt.Machines;

namespace Loschmidt.Sequences.Units;

/// <summary>Makes journeys and parameters for the units of a layer.</summary>
internal static class UnitJourneys
{
    /// <summary>Raw parameters of a layer's oscillators.</summary>
    public static IUnitParameters Parameters(UnitSettings unit) =>
        unit.Kind == UnitKind.Linear ? new LinearParameters(unit) : new NonlinearParameters(unit);

    /// <summary>A journey of the layer, by the way its gradient is taken.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="unit">Which oscillators.</param>
    /// <param name="shape">How they lie.</param>
    /// <param name="echo">The way, and ε.</param>
    /// <exception cref="ArgumentException">ε is negative or not finite, zero where two echoes are compared, η is not
    /// positive, or an exact return is asked for in single precision.</exception>
    public static IUnitJourney<T> Create<T>(UnitSettings unit, UnitShape shape, SequenceEcho echo)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check(echo);
        if (!unit.ExactReturn)
            return unit.Kind == UnitKind.Linear
                ? Create<T, HarmonicPotential<T>, FloatingIncrement<T>>(shape, echo, 0.3)
                : Create<T, CoshPotential<T>, MirroredIncrement<T>>(
                    shape, echo, typeof(T) == typeof(float) ? 1e-2 : 1e-4);
        if (typeof(T) == typeof(float))
            throw new ArgumentException("exact return holds states as multiples of 2^-40: use double precision.");
        return (IUnitJourney<T>)(unit.Kind == UnitKind.Linear
            ? (object)Create<double, HarmonicPotential<double>, GridIncrement>(shape, echo, 0.3)
            : Create<double, CoshPotential<double>, GridIncrement>(shape, echo, 1e-4));
    }

    /// <summary>One echo alone errs by η itself, for linear units too: η is where that meets rounding, which grows as 1/η.</summary>
    private static double OneSidedEta<T>() => typeof(T) == typeof(float) ? 1e-3 : 1e-7;

    private static void Check(SequenceEcho echo)
    {
        if (echo.Eta is { } eta && !(double.IsFinite(eta) && eta > 0))
            throw new ArgumentException(FormattableString.Invariant(
                $"η = {eta} chooses no strength of a nudge: give a positive number."));
        if (echo.Epsilon is not { } epsilon || echo.Method is SequenceMethod.Bptt or SequenceMethod.Tangent)
            return;
        if (!double.IsFinite(epsilon) || epsilon < 0 || epsilon == 0 && echo.Method != SequenceMethod.Paired)
            throw new ArgumentException(FormattableString.Invariant(
                $"ε = {epsilon} is no strength of a nudge: give a positive number, or none to have it chosen."));
    }

    private static IUnitJourney<T> Create<T, TPotential, TIncrement>(UnitShape shape, SequenceEcho echo, double eta)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TPotential : struct, IPotential<T>
        where TIncrement : struct, IIncrement<T> =>
        echo.Method switch
        {
            SequenceMethod.Bptt => new StoredJourney<T, DriftKickDrift<T, TPotential, TIncrement>>(shape),
            SequenceMethod.Tangent => new PairedJourney<T, DriftKickDrift<T, TPotential, TIncrement>>(shape, 0, null),
            SequenceMethod.Paired => new PairedJourney<T, DriftKickDrift<T, TPotential, TIncrement>>(
                shape, echo.Epsilon, echo.Eta),
            _ => new EchoJourney<
                T,
                DriftKickDrift<T, TPotential, TIncrement>,
                DriftKickDrift<T, TPotential, FloatingIncrement<T>>>(
                shape, echo.Epsilon, echo.Eta ?? (echo.Method == SequenceMethod.OneSided ? OneSidedEta<T>() : eta),
                echo.Method == SequenceMethod.OneSided),
        };
}
