namespace Loschmidt.Sequences.Units;

/// <summary>h of every oscillator from the raw numbers that are trained.</summary>
/// <param name="map">What h is made from.</param>
/// <param name="base">h₀.</param>
/// <param name="oscillators">Oscillators, tied pairs counted once.</param>
internal sealed class StepSizes(StepMap map, double @base, int oscillators)
{
    /// <summary>Raw numbers.</summary>
    public int Count => map switch
    {
        StepMap.Fixed => 0,
        StepMap.Shared => 1,
        _ => oscillators,
    };

    /// <summary>U[0, 1) for logistic steps, as published; ln h₀ for exponential ones.</summary>
    public double Draw(double uniform) => map == StepMap.Logistic ? uniform : Math.Log(@base);

    /// <summary>h of an oscillator.</summary>
    public double Of(ReadOnlySpan<double> raw, int j) => map switch
    {
        StepMap.Fixed => @base,
        StepMap.Logistic => @base * Sigmoid(raw[j]),
        StepMap.Exponential => Math.Exp(raw[j]),
        _ => Math.Exp(raw[0]),
    };

    /// <summary>Adds ∂C/∂raw from ∂C/∂h of an oscillator.</summary>
    public void PullBack(ReadOnlySpan<double> raw, int j, double error, Span<double> gradient)
    {
        switch (map)
        {
            case StepMap.Fixed:
                break;
            case StepMap.Logistic:
                gradient[j] += error * @base * Sigmoid(raw[j]) * Sigmoid(-raw[j]);
                break;
            default:
                var k = map == StepMap.Shared ? 0 : j;
                gradient[k] += error * Math.Exp(raw[k]);
                break;
        }
    }

    /// <summary>1/(1 + e⁻ˣ).</summary>
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
