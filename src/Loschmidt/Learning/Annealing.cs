namespace Loschmidt.Learning;

/// <summary>A bath that cools geometrically, kT_n = kT_0 rⁿ at training step n, and stays as cold as it then is.</summary>
/// <remarks>A function of the step alone: a training that goes on finds the temperature it left.</remarks>
/// <param name="From">kT_0.</param>
/// <param name="Factor">r, above 0 and at most 1.</param>
/// <param name="Over">Steps after which it cools no more.</param>
public sealed record Annealing(double From, double Factor, long Over)
{
    /// <summary>The one that reaches a temperature: r = (kT/kT_0)^(1/over).</summary>
    /// <param name="from">kT_0, above 0.</param>
    /// <param name="to">kT, above 0.</param>
    /// <param name="over">Steps it takes.</param>
    public static Annealing Between(double from, double to, long over) => new(from, Math.Pow(to / from, 1.0 / Math.Max(1, over)), over);

    /// <summary>kT at a step.</summary>
    /// <param name="step">From 0.</param>
    public double At(long step) => From * Math.Pow(Factor, Math.Min(step, Over));
}
