using System.Diagnostics;
using System.Numerics;
using System.Numerics.Tensors;
using System.Text;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Scattering;

namespace Loschmidt.Benchmarks;

/// <summary>An epoch of the digit scatterer against NumPy and C; and what a sample costs each solver at other shapes.</summary>
internal static class ScatteringRace
{
    private const int Samples = 3840, BatchSize = 96, Inputs = 64, Hidden = 80, Outputs = 10;
    private const double Rate = 0.01;

    public static string Run(Options options)
    {
        using var numpy = Peers.StartScript("scattering_numpy.py");
        using var single = Peers.StartProgram("scattering_f32");
        using var both = Peers.StartProgram("scattering_f64");
        var text = new StringBuilder();
        text.AppendLine("## Scattering: an epoch of 3,840 samples of the digit network (128-80-10), gradients and updates, batch 96");
        text.AppendLine();
        var results = Race.Run(
            [Own<double>(), new PeerContender("NumPy, batched LAPACK", numpy, "solve f64"), new PeerContender("C, the same elimination", both, "ldl")],
            options);
        text.AppendLine(RaceReport.Table(results, "epoch, f64", null, 1e-6));
        var rough = Race.Run(
            [Own<float>(), new PeerContender("NumPy, batched LAPACK", numpy, "solve f32"), new PeerContender("C, the same elimination", single, "ldl")],
            options);
        text.AppendLine(RaceReport.Table(rough, "epoch, f32", null, 1e-3));
        text.AppendLine(Threads(options));
        text.AppendLine("The checksum is that of θ after the epoch, the norm that of its last gradient.");
        text.AppendLine();
        text.Append(RaceReport.Versions(results));
        return text.ToString();
    }

    /// <summary>Wall time of the same epoch as training runs it, with the blocks of a batch dealt to two machines.</summary>
    private static string Threads(Options options)
    {
        var table = new MarkdownTable("precision", "ms, one thread", "ms, two threads", "faster by", "same bits");
        Add<double>("f64");
        Add<float>("f32");
        return table.ToString();

        void Add<T>(string precision)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var (one, first) = WallTime<T>(1, options);
            var (two, second) = WallTime<T>(2, options);
            table.Add(
                precision, FormattableString.Invariant($"{one:0.0}"), FormattableString.Invariant($"{two:0.0}"),
                FormattableString.Invariant($"{one / two:0.00}x"), first.AsSpan().SequenceEqual(second) ? "yes" : RaceReport.Disagreement);
        }
    }

    private static (double Milliseconds, double[] Theta) WallTime<T>(int threads, Options options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var network = Network();
        var blocks = new LaneBlocks([.. Enumerable.Range(0, threads).Select(_ => new ScatteringMachine<T>(network))]);
        var images = new Waves(blocks.Machine.Lanes);
        var estimator = new AdjointEstimator();
        var (θ, gradient) = (new double[network.Parameters.Count], new double[network.Parameters.Count]);
        var rows = Enumerable.Range(0, Samples).ToArray();
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        while (times.Count < 4 || clock.Elapsed.TotalSeconds < 4 * options.Seconds)
        {
            var before = clock.Elapsed.TotalMilliseconds;
            Start(network).CopyTo(θ, 0);
            for (var first = 0; first < Samples; first += BatchSize)
            {
                blocks.Run(
                    θ, images, rows.AsMemory(first, BatchSize), θ.Length,
                    (machine, batch, _, result) => estimator.Estimate(machine, batch, result), gradient);
                TensorPrimitives.MultiplyAdd(gradient, -Rate / BatchSize, θ, θ);
            }

            times.Add(clock.Elapsed.TotalMilliseconds - before);
        }

        times.Sort();
        return (Turn.MedianOfSorted(times), θ);
    }

    /// <summary>One thread, as the peers.</summary>
    private static OwnContender Own<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var network = Network();
        var machine = new ScatteringMachine<T>(network);
        var start = Start(network);
        var batches = Batches(machine.Lanes);
        var (part, gradient) = (new double[start.Length], new double[start.Length]);
        double Epoch()
        {
            var cost = 0.0;
            start.CopyTo(machine.Learning.Theta);
            for (var first = 0; first < batches.Length; first += BatchSize / machine.Lanes)
            {
                Array.Clear(gradient);
                for (var block = first; block < first + BatchSize / machine.Lanes; block++)
                {
                    cost += machine.Adjoint(batches[block], part);
                    TensorPrimitives.Add(gradient, part, gradient);
                }

                TensorPrimitives.MultiplyAdd(gradient, -Rate / BatchSize, machine.Learning.Theta, machine.Learning.Theta);
            }

            return cost;
        }

        var total = Epoch();
        var (checksum, norm) = (0.0, 0.0);
        for (var i = 0; i < gradient.Length; i++)
        {
            checksum += machine.Learning.Theta[i] * Math.Cos(0.3 * i);
            norm += gradient[i] * gradient[i];
        }

        return new($"Loschmidt, {machine.Solver} solver", () => Epoch(), new Check(total, checksum, Math.Sqrt(norm)));
    }

    private static ScatteringNetwork Network()
    {
        var builder = new ScatteringNetworkBuilder();
        var input = builder.Group("input", 2 * Inputs);
        var hidden = builder.Group("hidden", Hidden);
        var output = builder.Group("output", Outputs);
        builder.Couple(input, hidden).Couple(hidden, output).Inject(input, Inputs, 2, -10, 10);
        return builder.ReadReflection(output).Build();
    }

    private static double[] Start(ScatteringNetwork network)
    {
        var θ = new double[network.Parameters.Count];
        foreach (var tensor in network.Parameters.Tensors)
        {
            for (var i = 0; i < tensor.Count; i++)
            {
                θ[tensor.Offset + i] = tensor.Name switch
                {
                    "detuning/input" => i % 2 == 0 ? 8 : -8,
                    "coupling/input-hidden" => 2 + 0.2 * (0.5 + 0.5 * Math.Sin(0.7 * (i / Hidden) + 1.3 * (i % Hidden))),
                    "coupling/hidden-output" => 2 + 0.2 * (0.5 + 0.5 * Math.Sin(1.1 * (i / Outputs) + 0.9 * (i % Outputs))),
                    _ => -0.002 * (0.5 + 0.5 * Math.Sin(i)),
                };
            }
        }

        return θ;
    }

    private static Batch[] Batches(int lanes) =>
    [
        .. Enumerable.Range(0, Samples / lanes).Select(block =>
        {
            var batch = new Batch(Inputs, 0, lanes) { Active = lanes };
            for (var lane = 0; lane < lanes; lane++)
            {
                batch.Labels[lane] = (block * lanes + lane) % Outputs;
                for (var pixel = 0; pixel < Inputs; pixel++)
                {
                    batch.Inputs[pixel * lanes + lane] = 0.5 + 0.5 * Math.Sin(0.31 * pixel + 1.7 * (block * lanes + lane));
                }
            }

            return batch;
        }),
    ];

    /// <summary>The same samples as a data set.</summary>
    private sealed class Waves(int lanes) : IDataSet
    {
        private readonly Batch[] _batches = Batches(lanes);

        public string Name => "waves";

        public int Count => Samples;

        public int Features => Inputs;

        public int Targets => 0;

        public int Classes => Outputs;

        public void Read(ReadOnlySpan<int> rows, Batch destination)
        {
            var batch = _batches[rows[0] / lanes];
            batch.Inputs.CopyTo(destination.Inputs);
            batch.Labels.CopyTo(destination.Labels);
            destination.Active = rows.Length;
        }
    }
}
