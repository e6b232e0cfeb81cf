namespace Loschmidt.Machines;

/// <summary>When an influence acts: behind which step of a pass, how long the step lasts, on the way out or on the way home.</summary>
/// <param name="Step">The step (or layer) of the way out that it acts behind, from 1; 0 at the turning point.</param>
/// <param name="Duration">Its duration in the machine's unit of time; 0 at the turning point.</param>
/// <param name="Homeward">Whether the pass is a <see cref="IReverses.Return"/>.</param>
public readonly record struct Moment(int Step, double Duration, bool Homeward);
