using System.Numerics;
using Loschmidt.Costs;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields;

/// <summary>
/// The reference adjoint: a forward pass that stores every state, then one sweep of cotangents backwards.
/// </summary>
/// <remarks>
/// Carries λ = ∂C/∂Ψ* (as ∂C/∂q, ∂C/∂p), l_θ = ∂C/∂θ and l_π = ∂C/∂π from the end to the beginning. With Ψ, Ψ′ before
/// and after B and φ = χ dt θ + κI:
/// <code>
/// A:  λ ← U†λ ;  l_π += w l_θ
/// B:  c = 2 Im(λ* Ψ′) ;  l_θ += χ dt c ;  λ ← λ e^(iφ) + (κc − χ dt l_π) Ψ
/// </code>
/// Plain loops with <see cref="Math"/>, independent of the fused kernels of the journey and of its tangent; only the
/// propagator is the machine's own, whose adjoint is U† = (Uᵀ)* = U*. Memory O(steps).
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class WaveAdjoint<T>(WaveDynamics<T> dynamics)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // [steps × sites]: the wave just before each B; [steps × parameters]: θ at that moment.
    private readonly T[] _storedQ = new T[checked(dynamics.Steps * dynamics.Lattice.Sites)];
    private readonly T[] _storedP = new T[dynamics.Steps * dynamics.Lattice.Sites];
    private readonly double[] _storedTheta =
        new double[checked(dynamics.Steps * dynamics.Lattice.Columns * dynamics.WindowRows)];

    /// <summary>Runs (q, p, Θ) forward and overwrites the two gradients; returns C.</summary>
    /// <param name="q">Input wave, advanced to the end of the pass.</param>
    /// <param name="p">Input wave, advanced to the end of the pass.</param>
    /// <param name="learning">Θ, advanced to the end of the pass.</param>
    /// <param name="cost">C, prepared.</param>
    /// <param name="thetaGradient">∂C/∂θ.</param>
    /// <param name="piGradient">∂C/∂π.</param>
    public double Run(
        T[] q, T[] p, LearningField learning, ICost<T> cost, Span<double> thetaGradient, Span<double> piGradient)
    {
        Forward(q, p, learning);
        var view = new PhaseView<T>(q, p, 1, 1);
        var value = cost.Value(view);
        var (lambdaQ, lambdaP) = (new T[q.Length], new T[p.Length]);
        cost.Gradient(view, new PhaseView<T>(lambdaQ, lambdaP, 1, 1));
        thetaGradient.Clear();
        piGradient.Clear();
        for (var step = dynamics.Steps - 1; step >= 0; step--)
        {
            var last = step == dynamics.Steps - 1;
            BackThroughA(lambdaQ, lambdaP, thetaGradient, piGradient, last);
            BackThroughB(step, lambdaQ, lambdaP, thetaGradient, piGradient);
        }

        BackThroughA(lambdaQ, lambdaP, thetaGradient, piGradient, half: true);
        return value;
    }

    private void Forward(T[] q, T[] p, LearningField learning)
    {
        ForwardThroughA(q, p, learning, half: true);
        for (var step = 0; step < dynamics.Steps; step++)
        {
            q.CopyTo(_storedQ.AsSpan(step * q.Length));
            p.CopyTo(_storedP.AsSpan(step * p.Length));
            learning.Theta.CopyTo(_storedTheta.AsSpan(step * learning.Count));
            for (var site = 0; site < q.Length; site++)
            {
                var before = new Complex(double.CreateChecked(q[site]), double.CreateChecked(p[site]));
                var parameter = dynamics.ParameterAt(site);
                var after = before * Complex.Conjugate(Turn(step, site, parameter, learning.Count));
                (q[site], p[site]) = (T.CreateChecked(after.Real), T.CreateChecked(after.Imaginary));
                if (parameter >= 0)
                    learning.Pi[parameter] -= dynamics.CouplingTime * Intensity(before);
            }

            ForwardThroughA(q, p, learning, half: step == dynamics.Steps - 1);
        }
    }

    private void ForwardThroughA(T[] q, T[] p, LearningField learning, bool half)
    {
        dynamics.Kinetic.Apply(q, p, half ? KineticDuration.HalfStep : KineticDuration.FullStep);
        var drift = half ? dynamics.DriftTime / 2 : dynamics.DriftTime;
        for (var i = 0; i < learning.Count; i++)
            learning.Theta[i] += drift * learning.Pi[i];
    }

    private void BackThroughA(T[] lambdaQ, T[] lambdaP, Span<double> thetaGradient, Span<double> piGradient, bool half)
    {
        for (var site = 0; site < lambdaP.Length; site++)
            lambdaP[site] = -lambdaP[site];

        dynamics.Kinetic.Apply(lambdaQ, lambdaP, half ? KineticDuration.HalfStep : KineticDuration.FullStep);
        for (var site = 0; site < lambdaP.Length; site++)
            lambdaP[site] = -lambdaP[site];

        var drift = half ? dynamics.DriftTime / 2 : dynamics.DriftTime;
        for (var i = 0; i < thetaGradient.Length; i++)
            piGradient[i] += drift * thetaGradient[i];
    }

    private void BackThroughB(
        int step, T[] lambdaQ, T[] lambdaP, Span<double> thetaGradient, Span<double> piGradient)
    {
        for (var site = 0; site < lambdaQ.Length; site++)
        {
            var stored = step * lambdaQ.Length + site;
            var before = new Complex(double.CreateChecked(_storedQ[stored]), double.CreateChecked(_storedP[stored]));
            var lambda = new Complex(double.CreateChecked(lambdaQ[site]), double.CreateChecked(lambdaP[site]));
            var parameter = dynamics.ParameterAt(site);
            var turn = Turn(step, site, parameter, thetaGradient.Length);

            // λ = (∂_q + i∂_p)C/√2 and Ψ = (q + ip)/√2, so 2 Im(λ*Ψ′) is Im of the product of the unscaled pairs.
            var c = (Complex.Conjugate(lambda) * before * Complex.Conjugate(turn)).Imaginary;
            var pull = dynamics.KerrTime * c;
            if (parameter >= 0)
            {
                pull -= dynamics.CouplingTime * piGradient[parameter];
                thetaGradient[parameter] += dynamics.CouplingTime * c;
            }

            lambda = lambda * turn + pull * before;
            (lambdaQ[site], lambdaP[site]) = (T.CreateChecked(lambda.Real), T.CreateChecked(lambda.Imaginary));
        }
    }

    /// <summary>e^(+iφ) of one B, from the stored state before it.</summary>
    private Complex Turn(int step, int site, int parameter, int parameters)
    {
        var stored = step * dynamics.Lattice.Sites + site;
        var before = new Complex(double.CreateChecked(_storedQ[stored]), double.CreateChecked(_storedP[stored]));
        var phase = dynamics.KerrTime * Intensity(before);
        if (parameter >= 0)
            phase += dynamics.CouplingTime * _storedTheta[step * parameters + parameter];

        var (sin, cos) = Math.SinCos(phase);
        return new Complex(cos, sin);
    }

    private static double Intensity(Complex pair) => 0.5 * (pair.Real * pair.Real + pair.Imaginary * pair.Imaginary);
}
