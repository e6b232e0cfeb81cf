namespace Loschmidt.Sequences;

/// <summary>What a layer of oscillators shows on its way home, so many steps back from its turning point.</summary>
/// <param name="Depth">Steps back.</param>
/// <param name="Miss">How far the retraced positions of the last stretch lie from those of the way out, rms relative to
/// that of the state at the turning point.</param>
/// <param name="MeterError">The error that the meter of the echo measured last; 0 before its first comparison.</param>
/// <param name="Rate">λ as the meter estimates it, by which an error grows a step; 0 where it does not.</param>
/// <param name="Horizon">Steps back at which the meter expects the echo to be lost; infinite if it does not.</param>
/// <param name="Warning">What the meter warns of; null while it does not.</param>
/// <param name="ErrorSignal">‖∂C/∂(φ, π)‖ of the state here; zero before the way home brings it.</param>
public readonly record struct UnitReading(
    int Depth, double Miss, double MeterError, double Rate, double Horizon, string? Warning, double ErrorSignal);
