using System.Diagnostics;
using System.Text;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Scattering;

namespace Loschmidt.Benchmarks;

/// <summary>What cost and gradient of a sample cost each solver, from fifty modes to a thousand: is the choice by shape right?</summary>
internal static class ScatteringShapes
{
    private static readonly int[] Sizes = [50, 100, 200, 400, 1000];

    public static string Run(Options options)
    {
        var text = new StringBuilder();
        text.AppendLine("## Cost and gradient of a sample by solver, µs (float, one thread)");
        text.AppendLine();
        var table = new MarkdownTable("network", "modes", "layered", "low-rank", "dense", "chosen", "chosen / best");
        foreach (var (name, draw) in new (string, Func<int, SolverKind, ScatteringNetwork>)[]
        {
            ("layers 6 : 4, ten outputs, reflection", Layers), ("equal layers, transmission", Transmission),
            ("32 inputs and a pool of all to all", Pool), ("32 inputs and a square lattice", Lattice),
        })
        {
            foreach (var size in options.Quick ? Sizes[..2] : Sizes)
            {
                var times = new[] { SolverKind.Layered, SolverKind.LowRank, SolverKind.Dense }.ToDictionary(
                    kind => kind, kind => Microseconds(draw(size, kind), options));
                var chosen = new ScatteringMachine<float>(draw(size, SolverKind.Auto)).Solver;
                table.Add(
                    name, $"{size}", Text(times[SolverKind.Layered]), Text(times[SolverKind.LowRank]), Text(times[SolverKind.Dense]), $"{chosen}",
                    FormattableString.Invariant($"{times[chosen] / times.Values.Min():0.00}"));
            }
        }

        text.AppendLine(table.ToString());
        text.AppendLine(
            """
            A step is a batch of 96 at a new θ, as in training, so that what is done once per θ is shared by 96 samples. The dense solver takes one
            sample at a time, in double; from 400 modes on it is timed on sixteen samples.
            """);
        return text.ToString();
    }

    private static double Microseconds(ScatteringNetwork network, Options options)
    {
        var machine = new ScatteringMachine<float>(network);
        var stream = new RandomStream(1, "shapes");
        var batch = new Batch(network.Features, 0, machine.Lanes) { Active = machine.Lanes };
        for (var i = 0; i < batch.Inputs.Length; i++)
        {
            batch.Inputs[i] = stream.Uniform(1, (uint)i);
        }

        for (var i = 0; i < network.Parameters.Count; i++)
        {
            machine.Learning.Theta[i] = stream.Normal(2, (uint)i);
        }

        var blocks = machine.Solver == SolverKind.Dense && network.Modes >= 400 ? 1 : 96 / machine.Lanes;
        var gradient = new double[network.Parameters.Count];
        var best = double.PositiveInfinity;
        var clock = Stopwatch.StartNew();
        do
        {
            var before = ProcessorTime.Seconds;
            machine.Learning.Theta[0] += 1e-6;
            for (var block = 0; block < blocks; block++)
            {
                machine.Adjoint(batch, gradient);
            }

            best = Math.Min(best, ProcessorTime.Seconds - before);
        }
        while (clock.Elapsed.TotalSeconds < options.Seconds);

        return 1e6 * best / (blocks * machine.Lanes);
    }

    private static ScatteringNetwork Layers(int modes, SolverKind solver)
    {
        var builder = new ScatteringNetworkBuilder();
        var hidden = (modes - 10) * 2 / 5;
        var input = builder.Group("input", modes - 10 - hidden);
        var middle = builder.Group("hidden", hidden);
        var output = builder.Group("output", 10);
        builder.Couple(input, middle).Couple(middle, output).Inject(input, input.Count, 1, -10, 10);
        return builder.ReadReflection(output).Build(new ScatteringOptions { Solver = solver });
    }

    private static ScatteringNetwork Transmission(int modes, SolverKind solver)
    {
        var builder = new ScatteringNetworkBuilder();
        var half = (modes - 10) / 2;
        var input = builder.Group("input", half);
        var middle = builder.Group("hidden", half);
        var output = builder.Group("output", modes - 2 * half);
        builder.Couple(input, middle).Couple(middle, output).Inject(input, half, 1, -5, 5);
        return builder.ReadTransmission(input, output).Build(new ScatteringOptions { Solver = solver });
    }

    private static ScatteringNetwork Pool(int modes, SolverKind solver) => Around(modes, solver, (builder, pool) => builder.Couple(pool, pool));

    private static ScatteringNetwork Lattice(int modes, SolverKind solver) => Around(modes, solver, (builder, pool) =>
        builder.CoupleLattice(pool, Enumerable.Range(1, (int)Math.Sqrt(pool.Count)).Last(width => pool.Count % width == 0)));

    private static ScatteringNetwork Around(int modes, SolverKind solver, Action<ScatteringNetworkBuilder, ModeGroup> couple)
    {
        var builder = new ScatteringNetworkBuilder();
        var inputs = Math.Min(32, modes / 2);
        var input = builder.Group("input", inputs);
        var pool = builder.Group("pool", modes - inputs - 4);
        var output = builder.Group("output", 4);
        builder.Couple(input, pool).Couple(pool, output).Inject(input, inputs, 1, -10, 10);
        couple(builder, pool);
        return builder.ReadReflection(output).Build(new ScatteringOptions { Solver = solver });
    }

    private static string Text(double microseconds) => FormattableString.Invariant($"{microseconds:0.0}");
}
