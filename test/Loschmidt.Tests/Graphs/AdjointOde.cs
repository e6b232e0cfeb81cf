namespace Loschmidt.Tests.Graphs;

/// <summary>Six coupled anharmonic oscillators and their adjoint equation, integrated by Runge and Kutta.</summary>
/// <remarks>
/// H = Σ pᵢ²/2mᵢ + Σ kᵢ qᵢ²/2 + b qᵢ⁴/4 + κ Σ (qᵢ − qᵢ₊₁)²/2 − u(t) q₀, u = 0.8 cos(1.7 t + 0.4), and
/// ℓ = Σ ½ (qᵢ − aᵢ)² + ¼ (pᵢ − cᵢ)². Backwards in τ: λ̇_q = −V″λ_p + ℓ_q, λ̇_p = λ_q/m + ℓ_p, ∂L/∂kᵢ = −∫ qᵢ λ_pᵢ dτ.
/// It knows nothing of machines, splittings and echoes.
/// </remarks>
internal static class AdjointOde
{
    public const int Sites = 6;
    public const double Duration = 6, Hardening = 0.8, Coupling = 0.5, Amplitude = 0.8, Frequency = 1.7, Phase = 0.4;

    private const int Size = (5 * Sites) + 1;

    public static double[] Masses => [0.8, 1.1, 1.3, 0.9, 1.0, 1.2];

    public static double[] Stiffness => [0.7, 1.0, 0.4, 0.9, 1.2, 0.6];

    /// <summary>(q, p) at the beginning.</summary>
    public static double[] Start => [0.9, -0.6, 0.3, 0.8, -0.4, 0.5, 0.2, 0.1, -0.5, 0.4, 0.3, -0.2];

    /// <summary>(aᵢ, cᵢ) of each site in turn.</summary>
    public static double[] Targets => [0.3, 0.2, -0.4, 0.1, 0.5, -0.3, 0.2, 0.4, -0.1, -0.2, 0.6, 0.3];

    /// <summary>L, ∂L/∂k and (∂L/∂q, ∂L/∂p) at the beginning.</summary>
    public static (double Cost, double[] Stiffness, double[] Start) Solve(int steps)
    {
        var state = new double[Size];
        Start.CopyTo(state, 0);
        var h = Duration / steps;
        for (var n = 0; n < steps; n++)
        {
            state = RungeKutta(state, n * h, h, Forward);
        }

        var cost = state[^1];
        for (var n = steps; n > 0; n--)
        {
            state = RungeKutta(state, n * h, -h, Both);
        }

        return (cost, state[(4 * Sites)..(5 * Sites)], state[(2 * Sites)..(4 * Sites)]);
    }

    private static double[] RungeKutta(double[] x, double t, double h, Func<double[], double, double[]> slope)
    {
        var a = slope(x, t);
        var b = slope(Moved(x, a, h / 2), t + h / 2);
        var c = slope(Moved(x, b, h / 2), t + h / 2);
        var d = slope(Moved(x, c, h), t + h);
        return [.. x.Select((value, i) => value + h / 6 * (a[i] + 2 * b[i] + 2 * c[i] + d[i]))];
    }

    private static double[] Moved(double[] x, double[] slope, double h) =>
        [.. x.Select((value, i) => value + h * slope[i])];

    // d/dt of (q, p, –, –, –, L).
    private static double[] Forward(double[] x, double t)
    {
        var slope = new double[Size];
        for (var i = 0; i < Sites; i++)
        {
            var (q, p) = (x[i], x[Sites + i]);
            slope[i] = p / Masses[i];
            slope[Sites + i] = -(Stiffness[i] * q) - Hardening * q * q * q + (i == 0 ? Force(t) : 0);
            slope[Sites + i] -= Neighbours(i).Sum(j => Coupling * (q - x[j]));
            slope[^1] += 0.5 * Math.Pow(q - Targets[2 * i], 2) + 0.25 * Math.Pow(p - Targets[2 * i + 1], 2);
        }

        return slope;
    }

    // The same together with λ and ∂L/∂k, as d/dt = −d/dτ.
    private static double[] Both(double[] x, double t)
    {
        var slope = Forward(x, t);
        for (var i = 0; i < Sites; i++)
        {
            var (q, p, λq, λp) = (x[i], x[Sites + i], x[2 * Sites + i], x[3 * Sites + i]);
            slope[2 * Sites + i] = (Stiffness[i] + 3 * Hardening * q * q) * λp - (q - Targets[2 * i]);
            slope[2 * Sites + i] += Neighbours(i).Sum(j => Coupling * (λp - x[3 * Sites + j]));
            slope[3 * Sites + i] = -(λq / Masses[i]) - 0.5 * (p - Targets[2 * i + 1]);
            slope[4 * Sites + i] = q * λp;
        }

        return slope;
    }

    private static double Force(double t) => Amplitude * Math.Cos(Frequency * t + Phase);

    private static IEnumerable<int> Neighbours(int i) => ((int[])[i - 1, i + 1]).Where(j => j >= 0 && j < Sites);
}
