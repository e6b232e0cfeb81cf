using System.Numerics;
using Loschmidt.Graphs;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Graphs;

/// <summary>Small machines and the moves that the tests of this folder share.</summary>
internal static class Rig
{
    public static RandomGraphSettings RandomGraph(bool recoils = false) => new()
    {
        Sites = 8, Bonds = 12, Duration = 2, Steps = 100, InverseMass = recoils ? 0.1 : 0, Lanes = recoils ? 1 : 3,
    };

    /// <summary>Out and home without a nudge: the largest distance from the start, π included.</summary>
    public static double EchoError<T>(HamiltonianMachine<T> machine, Batch batch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        machine.Prepare(batch);
        var (q, p) = (machine.State.Q.ToArray(), machine.State.P.ToArray());
        var (θ, π) = (machine.Learning.Theta.ToArray(), machine.Learning.Pi.ToArray());
        machine.Evolve();
        machine.Reverse();
        machine.Return();
        machine.Reverse();
        return Math.Max(
            Math.Max(Distance(machine.State.Q, q), Distance(machine.State.P, p)),
            Math.Max(Distance(machine.Learning.Theta, θ), Distance(machine.Learning.Pi, π)));
    }

    public static double Distance<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            var distance = Math.Abs(double.CreateTruncating(a[i] - b[i]));
            largest = distance <= largest ? largest : distance; // NaN is the largest of all
        }

        return largest;
    }

    public static double RelativeError(ReadOnlySpan<double> x, ReadOnlySpan<double> reference)
    {
        double difference = 0, norm = 0;
        for (var i = 0; i < x.Length; i++)
        {
            difference += (x[i] - reference[i]) * (x[i] - reference[i]);
            norm += reference[i] * reference[i];
        }

        return Math.Sqrt(difference / norm);
    }

    /// <summary>One pass home from the turning point that was kept: (θ, π) at the end, after the second
    /// reversal.</summary>
    public static void GoHome<T>(HamiltonianMachine<T> machine, double epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        machine.Recall();
        machine.Nudge(epsilon);
        machine.Return();
        machine.Reverse();
    }

    /// <summary>Prepare, evolve, reverse, keep.</summary>
    public static void TurnAround<T>(HamiltonianMachine<T> machine, Batch batch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        machine.Prepare(batch);
        machine.Evolve();
        machine.Reverse();
        machine.Keep();
    }

    /// <summary>(π₊ − π₋)/2ε, and −(θ₊ − θ₋)/2ε = ∂C/∂π where θ recoils; Θ is put back.</summary>
    public static (double[] Theta, double[] Pi) TwoSidedEcho<T>(HamiltonianMachine<T> machine, Batch batch,
        double epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (θ, π) = (machine.Learning.Theta.ToArray(), machine.Learning.Pi.ToArray());
        TurnAround(machine, batch);
        GoHome(machine, epsilon);
        var (θPlus, πPlus) = (machine.Learning.Theta.ToArray(), machine.Learning.Pi.ToArray());
        GoHome(machine, -epsilon);
        var gradient = new double[θ.Length];
        var momentumGradient = new double[θ.Length];
        for (var i = 0; i < θ.Length; i++)
        {
            gradient[i] = (πPlus[i] - machine.Learning.Pi[i]) / (2 * epsilon);
            momentumGradient[i] = (machine.Learning.Theta[i] - θPlus[i]) / (2 * epsilon);
        }

        θ.CopyTo(machine.Learning.Theta);
        π.CopyTo(machine.Learning.Pi);
        return (gradient, momentumGradient);
    }

    /// <summary>π/ε of one echo; Θ is put back.</summary>
    public static double[] OneSidedEcho<T>(HamiltonianMachine<T> machine, Batch batch, double epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (θ, π) = (machine.Learning.Theta.ToArray(), machine.Learning.Pi.ToArray());
        TurnAround(machine, batch);
        GoHome(machine, epsilon);
        var gradient = new double[θ.Length];
        for (var i = 0; i < θ.Length; i++)
        {
            gradient[i] = (machine.Learning.Pi[i] - π[i]) / epsilon;
        }

        θ.CopyTo(machine.Learning.Theta);
        π.CopyTo(machine.Learning.Pi);
        return gradient;
    }

    public static double[] Tangent<T>(HamiltonianMachine<T> machine, Batch batch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (θ, π) = (machine.Learning.Theta.ToArray(), machine.Learning.Pi.ToArray());
        TurnAround(machine, batch);
        var gradient = new double[θ.Length];
        machine.TangentEcho(gradient);
        θ.CopyTo(machine.Learning.Theta);
        π.CopyTo(machine.Learning.Pi);
        return gradient;
    }

    public static double[] PullBack<T>(HamiltonianMachine<T> machine, Batch batch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var gradient = new double[machine.Parameters.Count];
        machine.PullBack(batch, gradient, []);
        return gradient;
    }
}
