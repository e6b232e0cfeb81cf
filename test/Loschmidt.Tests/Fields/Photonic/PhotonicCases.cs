using System.Numerics;
using Loschmidt.Fields.Photonic;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Tests.Fields.Photonic;

/// <summary>The digit reader at P = 4, and invented images: no data set is needed to test physics.</summary>
internal static class PhotonicCases
{
    public static PhotonicSettings Small { get; } = new() { Masks = 4, InputAmplitude = 1 };

    public static PhotonicNetwork<T> Reader<T>(int lanes = 3, ulong seed = 5, PhotonicSettings? settings = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        PhotonicNetworkBuilder.DigitReader(settings ?? Small).Build<T>(lanes, seed);

    /// <summary>Blurred strokes of light, another one for each sample, from "which" on.</summary>
    public static Batch Strokes(int samples, int lanes, uint which = 0)
    {
        var stream = new RandomStream(11, "strokes");
        var batch = new Batch(784, 0, lanes) { Active = samples };
        for (var lane = 0; lane < samples; lane++)
        {
            var sample = which + (uint)lane;
            batch.Labels[lane] = stream.Index(10, sample);
            for (var dot = 0u; dot < 12; dot++)
            {
                var (x, y) = (5 + 18 * stream.Uniform(sample, 1, dot), 5 + 18 * stream.Uniform(sample, 2, dot));
                for (var pixel = 0; pixel < 784; pixel++)
                {
                    var (i, j) = Math.DivRem(pixel, 28);
                    var distance = (i - y) * (i - y) + (j - x) * (j - x);
                    var at = pixel * lanes + lane;
                    batch.Inputs[at] = Math.Min(1, batch.Inputs[at] + Math.Exp(-distance / 3));
                }
            }
        }

        return batch;
    }

    public static PhasePoint<T> RandomPoint<T>(int modes, int lanes, uint which = 0, double scale = 1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var stream = new RandomStream(17, "points");
        var x = new PhasePoint<T>(modes, lanes);
        for (var i = 0; i < modes; i++)
        {
            for (var lane = 0; lane < lanes; lane++)
            {
                var (q, p) = stream.Normals(which, (uint)i, (uint)lane);
                x.View.Q[i * x.Lanes + lane] = T.CreateTruncating(scale * q);
                x.View.P[i * x.Lanes + lane] = T.CreateTruncating(scale * p);
            }
        }

        return x;
    }

    public static PhasePoint<T> Copy<T>(PhaseView<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var copy = new PhasePoint<T>(x.Coordinates, x.Lanes) { Active = x.Active };
        copy.View.CopyFrom(x);
        return copy;
    }

    public static double Distance<T>(PhaseView<T> a, PhaseView<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var worst = 0.0;
        for (var i = 0; i < a.Q.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(double.CreateTruncating(a.Q[i] - b.Q[i])));
            worst = Math.Max(worst, Math.Abs(double.CreateTruncating(a.P[i] - b.P[i])));
        }

        return worst;
    }

    public static double Largest(ReadOnlySpan<double> values)
    {
        var worst = 0.0;
        foreach (var value in values)
            worst = Math.Max(worst, Math.Abs(value));
        return worst;
    }
}
