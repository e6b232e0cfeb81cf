using System.Numerics;
using Loschmidt.Costs;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields;

/// <summary>A weak error signal on its way back through a Kerr medium that the forward wave has prepared.</summary>
/// <remarks>
/// With Ψ before B, φ = χ dt θ + κI and φ_m = χ dt θ + mκI:
/// <code>
/// A:  λ ← U†λ
/// B:  c = 2 Im[(λ e^(iφ_m/2))* Ψ e^(−iφ/2)] ;  ∂C/∂θ ≈ Σ χ dt c ;  λ ← λ e^(iφ_m)
/// </code>
/// The true error signal gains κcΨ besides, which is 2κI of phase and the mixing with λ*. Without Kerr effect this is the reverse sweep. Memory O(steps): a
/// device keeps the forward wave's mark in the medium.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class WaveProbe<T>(WaveDynamics<T> dynamics)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // [steps × sites]: the wave just before each B.
    private readonly Complex[] _stored = new Complex[checked(dynamics.Steps * dynamics.Lattice.Sites)];

    /// <summary>Runs (q, p) forward and the probe back, θ at rest; returns C.</summary>
    /// <param name="q">Input wave, advanced to the end of the pass.</param>
    /// <param name="p">Input wave, advanced to the end of the pass.</param>
    /// <param name="theta">θ.</param>
    /// <param name="cost">C, prepared.</param>
    /// <param name="share">m, the probe's Kerr phase in units of the wave's own.</param>
    /// <param name="gradient">Overwritten with the interference.</param>
    public double Run(T[] q, T[] p, ReadOnlySpan<double> theta, ICost<T> cost, double share, Span<double> gradient)
    {
        dynamics.Kinetic.Apply(q, p, KineticDuration.HalfStep);
        for (var step = 0; step < dynamics.Steps; step++)
        {
            for (var site = 0; site < q.Length; site++)
            {
                var before = At(q, p, site);
                _stored[step * q.Length + site] = before;
                Put(q, p, site, before * Turn(-Phase(theta, site, before, 1)));
            }

            dynamics.Kinetic.Apply(q, p, DurationBehind(step));
        }

        var wave = new PhaseView<T>(q, p, 1, 1);
        var (lambdaQ, lambdaP) = (new T[q.Length], new T[p.Length]);
        cost.Gradient(wave, new PhaseView<T>(lambdaQ, lambdaP, 1, 1));
        gradient.Clear();
        for (var step = dynamics.Steps - 1; step >= 0; step--)
        {
            BackThroughA(lambdaQ, lambdaP, DurationBehind(step));
            BackThroughB(step, lambdaQ, lambdaP, theta, share, gradient);
        }

        return cost.Value(wave);
    }

    private void BackThroughB(int step, T[] lambdaQ, T[] lambdaP, ReadOnlySpan<double> theta, double share, Span<double> gradient)
    {
        for (var site = 0; site < lambdaQ.Length; site++)
        {
            var before = _stored[step * lambdaQ.Length + site];
            var half = Turn(Phase(theta, site, before, share) / 2);
            var probe = At(lambdaQ, lambdaP, site) * half;
            var parameter = dynamics.ParameterAt(site);
            if (parameter >= 0)
            {
                // λ = (∂_q + i∂_p)C/√2 and Ψ = (q + ip)/√2, so 2 Im(λ*Ψ) is Im of the product of the unscaled pairs.
                var wave = before * Turn(-Phase(theta, site, before, 1) / 2);
                gradient[parameter] += dynamics.CouplingTime * (Complex.Conjugate(probe) * wave).Imaginary;
            }

            Put(lambdaQ, lambdaP, site, probe * half);
        }
    }

    // The propagator is unitary and symmetric: U† = (Uᵀ)* = U*.
    private void BackThroughA(T[] lambdaQ, T[] lambdaP, KineticDuration duration)
    {
        var probe = new PhaseView<T>(lambdaQ, lambdaP, 1, 1);
        probe.Reverse();
        dynamics.Kinetic.Apply(lambdaQ, lambdaP, duration);
        probe.Reverse();
    }

    private KineticDuration DurationBehind(int step) =>
        step == dynamics.Steps - 1 ? KineticDuration.HalfStep : KineticDuration.FullStep;

    private double Phase(ReadOnlySpan<double> theta, int site, Complex wave, double share)
    {
        var parameter = dynamics.ParameterAt(site);
        var intensity = 0.5 * (wave.Real * wave.Real + wave.Imaginary * wave.Imaginary);
        return share * dynamics.KerrTime * intensity + (parameter < 0 ? 0 : dynamics.CouplingTime * theta[parameter]);
    }

    private static Complex Turn(double phase)
    {
        var (sin, cos) = Math.SinCos(phase);
        return new Complex(cos, sin);
    }

    private static Complex At(T[] q, T[] p, int site) => new(double.CreateChecked(q[site]), double.CreateChecked(p[site]));

    private static void Put(T[] q, T[] p, int site, Complex value) =>
        (q[site], p[site]) = (T.CreateChecked(value.Real), T.CreateChecked(value.Imaginary));
}
