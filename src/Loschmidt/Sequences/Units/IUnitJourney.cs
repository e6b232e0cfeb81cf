using System.Numerics;

namespace Loschmidt.Sequences.Units;

/// <summary>One layer of oscillators on its way out and home again, piece by piece, with the error signal entering on
/// the way home.</summary>
/// <remarks>
/// Order of calls: <see cref="Load"/> whenever parameters have changed; <see cref="Depart"/>; <see cref="Advance"/>
/// for all pieces in the order of time; <see cref="Turn"/> for every lane; then, backwards in time,
/// <see cref="Retrace"/> and <see cref="Pull"/> for every piece; <see cref="Arrive"/>. Retrace and Pull of one piece
/// may be far apart, as long as both come in their order: a stack retraces a piece through all its layers before it
/// pulls the error down through them. What comes home in place of a gradient differs from one journey to the other;
/// each is one way to take it.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal interface IUnitJourney<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Takes over parameters; buffers are kept from one gradient to the next.</summary>
    /// <param name="coefficients">[coefficients × oscillators], as <see cref="IUnitParameters.Expand"/> writes
    /// them.</param>
    /// <param name="initialPhi">φ₀, [oscillators], the same for every lane; empty if it is zero.</param>
    /// <param name="initialPi">π₀, likewise.</param>
    void Load(ReadOnlySpan<double> coefficients, ReadOnlySpan<double> initialPhi, ReadOnlySpan<double> initialPi);

    /// <summary>Starts at the initial state with nothing accumulated.</summary>
    /// <param name="steps">Steps of each lane.</param>
    void Depart(ReadOnlySpan<int> steps);

    /// <summary>Forward steps: reads the drive, writes φ, which must not overlap.</summary>
    void Advance(in UnitPiece<T> piece);

    /// <summary>Reverses the momenta of all lanes: the way home begins.</summary>
    void Turn();

    /// <summary>The same steps again without any nudge, last one first: reads the drive, overwrites φ with what the
    /// way out had written (to rounding).</summary>
    void Retrace(in UnitPiece<T> piece);

    /// <summary>The steps of a piece, last one first, with the error signal: reads drive and error, overwrites the
    /// drive's error, accumulates the gradient.</summary>
    /// <remarks>The drive's error may overwrite the error in place; the positions of the piece are not read.</remarks>
    void Pull(in UnitPiece<T> piece);

    /// <summary>Adds what was accumulated, and the error of the initial state, lane by lane in order.</summary>
    /// <param name="coefficients">[coefficients × oscillators], <b>accumulated</b>: ∂C/∂ of each coefficient of each
    /// oscillator.</param>
    /// <param name="initialPhi">[oscillators], <b>accumulated</b>: ∂C/∂φ₀.</param>
    /// <param name="initialPi">[oscillators], <b>accumulated</b>: ∂C/∂π₀.</param>
    void Arrive(Span<double> coefficients, Span<double> initialPhi, Span<double> initialPi);

    /// <summary>How far the retraced way ended from where it began, rms over elements relative to the rms of the state
    /// at the turning point.</summary>
    double HomeError { get; }

    /// <summary>Watches the way home while it is retraced.</summary>
    EchoMeter<T> Meter { get; }
}
