namespace Loschmidt.Experiments.Reports;

/// <summary>How far one knob may be turned.</summary>
/// <param name="Knob">Its key.</param>
/// <param name="Limit">The value at which the figure leaves what is tolerated; the end of the tested range where it does not cross inside.</param>
/// <param name="Low">Lower end of the 90 % confidence interval.</param>
/// <param name="High">Upper end of it.</param>
/// <param name="Where"><c>inside</c> the tested values, <c>above</c> all of them (the knob may be turned further than was tested), or <c>below</c> the mildest.</param>
/// <param name="Drop">How much worse than the ideal the figure is at the severest value, all other knobs at their mildest.</param>
/// <param name="DropLow">Lower end of its 90 % confidence interval.</param>
/// <param name="DropHigh">Upper end of it.</param>
public sealed record KnobLimit(
    string Knob, double Limit, double Low, double High, string Where, double Drop, double DropLow, double DropHigh);
