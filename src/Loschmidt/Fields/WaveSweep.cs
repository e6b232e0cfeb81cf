using System.Numerics;
using Loschmidt.Costs;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields;

/// <summary>The cotangents of a wave's pass, swept back step by step from the states before them.</summary>
/// <remarks>
/// Carries λ = ∂C/∂Ψ* (as ∂C/∂q, ∂C/∂p), l_θ = ∂C/∂θ and l_π = ∂C/∂π from the end to the beginning. With Ψ, Ψ′ before
/// and after B and φ = χ dt θ + κI:
/// <code>
/// A:  λ ← U†λ ;  l_π += w l_θ
/// B:  c = 2 Im(λ* Ψ′) ;  l_θ += χ dt c ;  λ ← λ e^(iφ) + (κc − χ dt l_π) Ψ
/// </code>
/// Plain loops with <see cref="Math"/>, independent of the fused kernels of the journey and of its tangent; only the
/// propagator is the machine's own, whose adjoint is U† = (Uᵀ)* = U*.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class WaveSweep<T>(WaveDynamics<T> dynamics)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _lambdaQ = new T[dynamics.Lattice.Sites];
    private readonly T[] _lambdaP = new T[dynamics.Lattice.Sites];
    private readonly double[] _theta = new double[dynamics.Lattice.Columns * dynamics.WindowRows];
    private readonly double[] _pi = new double[dynamics.Lattice.Columns * dynamics.WindowRows];

    /// <summary>∂C/∂θ.</summary>
    public ReadOnlySpan<double> Theta => _theta;

    /// <summary>∂C/∂π.</summary>
    public ReadOnlySpan<double> Pi => _pi;

    /// <summary>Begins at the end of a pass.</summary>
    /// <param name="x">The wave there.</param>
    /// <param name="cost">C, prepared.</param>
    public void Begin(PhaseView<T> x, ICost<T> cost)
    {
        cost.Gradient(x, new PhaseView<T>(_lambdaQ, _lambdaP, 1, 1));
        Array.Clear(_theta);
        Array.Clear(_pi);
    }

    /// <summary>Back through one step; through the half of A at the beginning of the pass, too, where it is the first.</summary>
    /// <param name="step">From 0.</param>
    /// <param name="q">The wave just before B, [sites].</param>
    /// <param name="p">The wave just before B, [sites].</param>
    /// <param name="theta">θ at that moment, [parameters].</param>
    public void Step(int step, ReadOnlySpan<T> q, ReadOnlySpan<T> p, ReadOnlySpan<double> theta)
    {
        ThroughA(half: step == dynamics.Steps - 1);
        ThroughB(q, p, theta);
        if (step == 0)
            ThroughA(half: true);
    }

    private void ThroughA(bool half)
    {
        for (var site = 0; site < _lambdaP.Length; site++)
            _lambdaP[site] = -_lambdaP[site];

        dynamics.Kinetic.Apply(_lambdaQ, _lambdaP, half ? KineticDuration.HalfStep : KineticDuration.FullStep);
        for (var site = 0; site < _lambdaP.Length; site++)
            _lambdaP[site] = -_lambdaP[site];

        var drift = half ? dynamics.DriftTime / 2 : dynamics.DriftTime;
        for (var i = 0; i < _theta.Length; i++)
            _pi[i] += drift * _theta[i];
    }

    private void ThroughB(ReadOnlySpan<T> q, ReadOnlySpan<T> p, ReadOnlySpan<double> theta)
    {
        for (var site = 0; site < _lambdaQ.Length; site++)
        {
            var before = new Complex(double.CreateChecked(q[site]), double.CreateChecked(p[site]));
            var lambda = new Complex(double.CreateChecked(_lambdaQ[site]), double.CreateChecked(_lambdaP[site]));
            var parameter = dynamics.ParameterAt(site);
            var turn = WaveTurn.Of(dynamics, before, parameter < 0 ? 0 : theta[parameter]);

            // λ = (∂_q + i∂_p)C/√2 and Ψ = (q + ip)/√2, so 2 Im(λ*Ψ′) is Im of the product of the unscaled pairs.
            var c = (Complex.Conjugate(lambda) * before * Complex.Conjugate(turn)).Imaginary;
            var pull = dynamics.KerrTime * c;
            if (parameter >= 0)
            {
                pull -= dynamics.CouplingTime * _pi[parameter];
                _theta[parameter] += dynamics.CouplingTime * c;
            }

            lambda = lambda * turn + pull * before;
            (_lambdaQ[site], _lambdaP[site]) = (T.CreateChecked(lambda.Real), T.CreateChecked(lambda.Imaginary));
        }
    }
}
