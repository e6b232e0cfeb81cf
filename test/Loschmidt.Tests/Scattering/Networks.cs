using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Scattering;

namespace Loschmidt.Tests.Scattering;

/// <summary>Scattering networks of every shape, with parameters drawn like trained ones, and samples for them.</summary>
internal static class Networks
{
    /// <summary>Names for theories.</summary>
    public static TheoryData<string> All =>
        ["layered", "deep", "none", "transmission", "racetrack", "dense", "sparse", "lossy", "learned-ports", "complex", "complex-transmission"];

    /// <summary>Names of those whose fast solvers apply.</summary>
    public static TheoryData<string> Reciprocal => ["layered", "deep", "none", "transmission", "racetrack", "sparse", "lossy"];

    /// <summary>Builds one.</summary>
    public static ScatteringNetwork Of(string name, SolverKind solver = SolverKind.Auto)
    {
        var builder = new ScatteringNetworkBuilder();
        var options = new ScatteringOptions
        {
            Solver = solver, LearnPhases = true, LearnPortRates = name is "learned-ports" or "complex" or "complex-transmission",
        };
        var loss = name == "lossy" ? 0.3 : 0;
        var input = builder.Group("input", 12, 1, loss);
        builder.Inject(input, 6, 2, -10, 10);
        var form = name.StartsWith("complex", StringComparison.Ordinal) ? CouplingForm.Complex : CouplingForm.Real;
        switch (name)
        {
            case "none":
                builder.ReadReflection(Coupled("output", 3, input));
                break;
            case "dense":
                builder.Couple(input, input);
                builder.ReadReflection(Coupled("output", 3, input));
                break;
            case "deep":
                builder.ReadReflection(Coupled("output", 3, Coupled("third", 6, Coupled("second", 5, Coupled("first", 9, input)))));
                break;
            case "sparse":
                var ring = builder.Group("ring", 14, 0.2, 0.1);
                builder.Couple(input, ring, CouplingForm.Real, [12], Diagonals(12, 14));
                builder.Couple(ring, ring, CouplingForm.Real, [14], Chain(14));
                builder.ReadReflection(Coupled("output", 3, ring));
                break;
            case "racetrack":
                var middle = builder.Group("hidden", 7);
                var last = builder.Group("output", 3);
                builder.CoupleThrough(input, middle, 2, 0.3).CoupleThrough(middle, last, 2, 0.3);
                builder.ReadReflection(last);
                break;
            case "transmission" or "complex-transmission":
                builder.ReadTransmission(input, Coupled("output", 3, Coupled("hidden", 7, input)), 0.4);
                break;
            default:
                builder.ReadReflection(Coupled("output", 3, Coupled("hidden", 7, input)));
                break;
        }

        return builder.Build(options);

        ModeGroup Coupled(string group, int count, ModeGroup to)
        {
            var added = builder.Group(group, count, 1, loss);
            builder.Couple(to, added, form);
            return added;
        }
    }

    /// <summary>Parameters of the size of trained ones.</summary>
    public static double[] Theta(ScatteringNetwork network, ulong seed = 7)
    {
        var stream = new RandomStream(seed, "theta");
        var θ = new double[network.Parameters.Count];
        foreach (var tensor in network.Parameters.Tensors)
        {
            for (var i = 0; i < tensor.Count; i++)
            {
                var normal = stream.Normal((uint)(tensor.Offset + i));
                θ[tensor.Offset + i] = tensor.Name switch
                {
                    "port/rate" => 1 + 0.2 * Math.Abs(normal),
                    "readout/phase" => Math.PI / 2 + 0.5 * normal,
                    "detuning/input" => (i % 2 == 0 ? 4 : -4) + normal,
                    var name when name.StartsWith("coupler", StringComparison.Ordinal) => 3 + Math.Abs(normal),
                    _ => 1.2 * normal,
                };
            }
        }

        return θ;
    }

    /// <summary>Samples with labels; a third of all inputs is exactly 0.</summary>
    public static Batch Samples(ScatteringMachine<double> machine, int count, int lanes, ulong seed = 3)
    {
        var stream = new RandomStream(seed, "samples");
        var batch = new Batch(machine.Features, 0, lanes) { Active = count };
        for (var lane = 0; lane < count; lane++)
        {
            for (var feature = 0; feature < machine.Features; feature++)
            {
                var x = stream.Uniform(0, (uint)feature, (uint)lane);
                batch.Inputs[feature * lanes + lane] = x < 0.33 ? 0 : x;
            }

            batch.Labels[lane] = lane % machine.Outputs;
        }

        return batch;
    }

    private static int[] Chain(int count)
    {
        var entries = new int[count * count];
        Array.Fill(entries, -1);
        for (var i = 0; i < count; i++)
        {
            entries[Math.Min(i, (i + 1) % count) * count + Math.Max(i, (i + 1) % count)] = i;
        }

        return entries;
    }

    private static int[] Diagonals(int rows, int columns)
    {
        var entries = new int[rows * columns];
        Array.Fill(entries, -1);
        for (var i = 0; i < rows; i++)
        {
            // Every parameter moves two couplings, as in a convolution.
            entries[i * columns + i] = i;
            entries[i * columns + i + 2] = i;
        }

        return entries;
    }
}
