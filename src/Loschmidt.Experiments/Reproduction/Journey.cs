using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>A machine that is sent out and home several passes deep, and what a push at the start or at the turning point makes of its field.</summary>
/// <param name="machine">The machine; one sample.</param>
/// <param name="batch">The sample.</param>
/// <param name="passes">Passes out, and as many home.</param>
internal sealed class Journey(IExposed machine, Batch batch, int passes)
{
    private readonly double[] _theta = machine.Learning.Theta.ToArray();

    /// <summary>How much larger a small displacement of the start is at the end, both in norm.</summary>
    /// <param name="size">Of the displacement, of the field's norm.</param>
    /// <param name="seed">Draws it.</param>
    public double Growth(double size, ulong seed)
    {
        var (start, plain) = Out(null);
        var (moved, pushed) = Out(new Push(size, seed));
        return Distance(pushed, plain) / Distance(moved, start);
    }

    /// <summary>How far an echo misses home, of the start's norm, after an error of the reversal.</summary>
    /// <param name="error">What happens at the turning point.</param>
    public double Miss(IInfluence error)
    {
        var (start, _) = Out(null);
        machine.Reverse();
        machine.Expose(error);
        for (var pass = 0; pass < passes; pass++)
        {
            machine.Return();
        }

        machine.Reverse();
        return Distance(Look(), start) / Math.Sqrt(start.Sum(x => x * x));
    }

    private (double[] Start, double[] End) Out(IInfluence? push)
    {
        _theta.CopyTo(machine.Learning.Theta);
        machine.Learning.Pi.Clear();
        machine.Prepare(batch);
        if (push is not null)
        {
            machine.Expose(push);
        }

        var start = Look();
        for (var pass = 0; pass < passes; pass++)
        {
            machine.Evolve();
        }

        return (start, Look());
    }

    private double[] Look()
    {
        var camera = new Camera();
        machine.Expose(camera);
        return camera.Picture;
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());

    /// <summary>Adds noise to every mode, fresh for every seed.</summary>
    /// <param name="size">Its rms norm, of the field's.</param>
    /// <param name="seed">Draws it.</param>
    internal sealed class Push(double size, ulong seed) : IInfluence
    {
        public void Act<T>(PhaseView<T> field, in Moment moment)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var (stream, norm) = (new RandomStream(seed, "echo-horizon"), 0.0);
            for (var i = 0; i < field.Q.Length; i += field.Lanes)
            {
                norm += double.CreateTruncating((field.Q[i] * field.Q[i]) + (field.P[i] * field.P[i]));
            }

            var σ = size * Math.Sqrt(norm / (2 * field.Coordinates));
            for (var mode = 0; mode < field.Coordinates; mode++)
            {
                var (q, p) = stream.Normals(0, (uint)mode);
                field.Q[mode * field.Lanes] += T.CreateTruncating(σ * q);
                field.P[mode * field.Lanes] += T.CreateTruncating(σ * p);
            }
        }
    }

    /// <summary>Forgets all modes from one on: they go home empty.</summary>
    /// <param name="first">The first that is forgotten.</param>
    internal sealed class Forget(int first) : IInfluence
    {
        public void Act<T>(PhaseView<T> field, in Moment moment)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            field.Q[(first * field.Lanes)..].Clear();
            field.P[(first * field.Lanes)..].Clear();
        }
    }

    private sealed class Camera : IInfluence
    {
        public double[] Picture { get; private set; } = [];

        public void Act<T>(PhaseView<T> field, in Moment moment)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            Picture = new double[2 * field.Coordinates];
            for (var mode = 0; mode < field.Coordinates; mode++)
            {
                Picture[2 * mode] = double.CreateTruncating(field.Q[mode * field.Lanes]);
                Picture[(2 * mode) + 1] = double.CreateTruncating(field.P[mode * field.Lanes]);
            }
        }
    }
}
