using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Sequences;

namespace Loschmidt.Tests.Sequences.Stack;

/// <summary>Stacks and series to try things on.</summary>
internal static class Stacks
{
    public static readonly UnitSettings Linear = new() { Oscillators = 5, StepMap = StepMap.Logistic, Step = 1 };

    public static readonly UnitSettings Complex = Linear with { Complex = true, Oscillators = 3 };

    public static readonly UnitSettings Nonlinear = new()
    {
        Kind = UnitKind.Nonlinear, Oscillators = 5, StepMap = StepMap.Exponential, Step = 0.2, TrainInitialState = true,
    };

    public static readonly UnitSettings Clocks = new()
    {
        Kind = UnitKind.Nonlinear, Oscillators = 4, StepMap = StepMap.Logistic, Step = 0.3, StrengthMap = StrengthMap.One, SpringMap = SpringMap.Softplus,
    };

    public static HssmSettings Of(UnitSettings unit, NormKind norm, int blocks = 2, double dropout = 0, HeadSettings? head = null) => new()
    {
        Channels = 3, Hidden = 6, Blocks = blocks, Unit = unit, Norm = norm, Dropout = dropout, Head = head ?? new HeadSettings { Outputs = 3 },
    };

    /// <summary>Series of white noise with a slow wave under it, one length a lane.</summary>
    public static Batch Batch(HssmSettings settings, ulong seed, params int[] lengths)
    {
        var (channels, head) = (settings.Channels, settings.Head);
        var noise = new RandomStream(seed, "stacks/input");
        var aims = new RandomStream(seed, "stacks/targets");
        var targetChannels = head.Kind == HeadKind.Regression ? head.Outputs : 0;
        double[] Draw(RandomStream stream, int lane, int count) =>
            [.. Enumerable.Range(0, count).Select(i => stream.Normal((uint)i, (uint)lane) + Math.Sin(0.05 * i + lane))];
        int TargetsOf(int steps) => head.Pool == Pooling.Every ? steps / head.Every : 1;
        var series = new ArraySeries(
            channels,
            [.. lengths.Select((length, lane) => Draw(noise, lane, length * channels))],
            targetChannels,
            targetChannels == 0 ? null : [.. lengths.Select((length, lane) => Draw(aims, lane, TargetsOf(length) * targetChannels))]);
        var batch = new Batch(0, 0, lengths.Length) { Active = lengths.Length, Series = series };
        for (var lane = 0; lane < lengths.Length; lane++)
        {
            batch.Labels[lane] = lane % Math.Max(2, head.Outputs);
        }

        return batch;
    }

    /// <summary>The gradient of a fresh machine.</summary>
    public static double[] Gradient<T>(HssmSettings settings, Batch batch, SequenceMethod method, double? epsilon = null, int threads = 1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var machine = new HssmMachine<T>(settings, batch.Lanes, seed: 7, threads) { Moment = 3 };
        var gradient = new double[machine.Parameters.Count];
        machine.Gradient(new SequenceEcho(method, epsilon), batch, gradient);
        return gradient;
    }

    /// <summary>|x − y|/|y| of every tensor, by name; tensors whose reference is zero are held against the whole gradient.</summary>
    public static IEnumerable<(string Tensor, double Error)> Errors(ParameterLayout layout, double[] gradient, double[] reference)
    {
        var whole = Norm(reference);
        foreach (var tensor in layout.Tensors)
        {
            var x = gradient.AsSpan(tensor.Offset, tensor.Count);
            var y = reference.AsSpan(tensor.Offset, tensor.Count);
            var difference = new double[tensor.Count];
            for (var i = 0; i < difference.Length; i++)
            {
                difference[i] = x[i] - y[i];
            }

            var norm = Norm(y.ToArray());
            yield return (tensor.Name, Norm(difference) / (norm > 0 ? norm : whole));
        }
    }

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));
}
