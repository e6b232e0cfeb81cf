using System.Numerics;
using Loschmidt.Costs;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields;

/// <summary>
/// The reference adjoint: a forward pass that stores every state, then one sweep of cotangents backwards.
/// </summary>
/// <remarks>
/// The way forward is written plainly, too, and so is independent of the fused kernels of the journey. Memory O(steps).
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class WaveAdjoint<T>(WaveDynamics<T> dynamics, WaveSweep<T> sweep)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // [steps × sites]: the wave just before each B; [steps × parameters]: θ at that moment, once where it is frozen.
    private readonly T[] _storedQ = new T[checked(dynamics.Steps * dynamics.Lattice.Sites)];
    private readonly T[] _storedP = new T[dynamics.Steps * dynamics.Lattice.Sites];
    private readonly double[] _storedTheta =
        new double[checked(Moments(dynamics) * dynamics.Lattice.Columns * dynamics.WindowRows)];

    /// <summary>What such a trajectory takes.</summary>
    public static long Bytes(WaveDynamics<T> dynamics, int numberBytes) =>
        (2L * dynamics.Steps * dynamics.Lattice.Sites * numberBytes)
        + (8L * Moments(dynamics) * dynamics.Lattice.Columns * dynamics.WindowRows);

    /// <summary>Runs (q, p, Θ) forward and overwrites the two gradients; returns C.</summary>
    /// <param name="q">Input wave, advanced to the end of the pass.</param>
    /// <param name="p">Input wave, advanced to the end of the pass.</param>
    /// <param name="learning">Θ, advanced to the end of the pass.</param>
    /// <param name="cost">C, prepared.</param>
    public double Run(T[] q, T[] p, LearningField learning, ICost<T> cost)
    {
        Forward(q, p, learning);
        var view = new PhaseView<T>(q, p, 1, 1);
        var value = cost.Value(view);
        sweep.Begin(view, cost);
        for (var step = dynamics.Steps - 1; step >= 0; step--)
        {
            sweep.Step(
                step, _storedQ.AsSpan(step * q.Length, q.Length), _storedP.AsSpan(step * p.Length, p.Length), ThetaAt(step));
        }

        return value;
    }

    private static int Moments(WaveDynamics<T> dynamics) => dynamics.DriftTime == 0 ? 1 : dynamics.Steps;

    private Span<double> ThetaAt(int step)
    {
        var parameters = dynamics.Lattice.Columns * dynamics.WindowRows;
        return _storedTheta.AsSpan(dynamics.DriftTime == 0 ? 0 : step * parameters, parameters);
    }

    private void Forward(T[] q, T[] p, LearningField learning)
    {
        ForwardThroughA(q, p, learning, half: true);
        for (var step = 0; step < dynamics.Steps; step++)
        {
            q.CopyTo(_storedQ.AsSpan(step * q.Length));
            p.CopyTo(_storedP.AsSpan(step * p.Length));
            learning.Theta.CopyTo(ThetaAt(step));
            for (var site = 0; site < q.Length; site++)
            {
                var before = new Complex(double.CreateChecked(q[site]), double.CreateChecked(p[site]));
                var parameter = dynamics.ParameterAt(site);
                var after = before
                    * Complex.Conjugate(WaveTurn.Of(dynamics, before, parameter < 0 ? 0 : learning.Theta[parameter]));
                (q[site], p[site]) = (T.CreateChecked(after.Real), T.CreateChecked(after.Imaginary));
                if (parameter >= 0)
                    learning.Pi[parameter] -= dynamics.CouplingTime * WaveTurn.Intensity(before);
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
}
