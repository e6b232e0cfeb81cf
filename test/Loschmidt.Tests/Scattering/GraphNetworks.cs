using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Scattering;
using Loschmidt.Testing;

namespace Loschmidt.Tests.Scattering;

/// <summary>Random scattering networks small enough to be checked entry by entry.</summary>
internal static class GraphNetworks
{
    /// <summary>Three groups of 6, 5 and 3 modes, coupled within and between; three inputs, two copies each.</summary>
    public static ScatteringNetwork Graph(
        CouplingForm form = CouplingForm.Real, double loss = 0, bool reflection = true, double middlePorts = 0.7, bool learnAll = false,
        bool couplers = false)
    {
        var builder = new ScatteringNetworkBuilder();
        var input = builder.Group("input", 6, 1, loss);
        var middle = builder.Group("middle", 5, middlePorts, 0.5 * loss);
        var output = builder.Group("output", 3, 1.3, loss);
        builder.Couple(input, middle, form).Couple(middle, middle, form).Couple(input, input);
        _ = couplers ? builder.CoupleThrough(middle, output, 0.8, 0.3) : builder.Couple(middle, output);
        builder.Inject(input, features: 3, replication: 2, scale: -2, shift: 1);
        _ = reflection ? builder.ReadReflection(output) : builder.ReadTransmission(input, output);
        return builder.Build(new ScatteringOptions { LearnPortRates = learnAll, LearnPhases = learnAll, Gain = 3 });
    }

    /// <summary>θ of order one; rates near those the network was built with, phases near π/2.</summary>
    public static double[] Theta(ScatteringNetwork network, ulong seed = 1)
    {
        var stream = new RandomStream(seed, "test networks");
        var θ = new double[network.Parameters.Count];
        for (var i = 0; i < θ.Length; i++)
        {
            θ[i] = stream.Normal((uint)i);
        }

        foreach (var tensor in network.Parameters.Tensors)
        {
            for (var i = 0; i < tensor.Count && tensor.Name is "port/rate" or "readout/phase"; i++)
            {
                θ[tensor.Offset + i] = tensor.Name == "port/rate"
                    ? network.PortRates[i] * (1 + 0.2 * stream.Uniform((uint)i, 1))
                    : Math.PI / 2 + 0.3 * stream.Normal((uint)i, 2);
            }
        }

        return θ;
    }

    /// <summary>Inputs in [0, 1].</summary>
    public static double[] Input(ScatteringNetwork network, ulong seed = 1)
    {
        var stream = new RandomStream(seed, "test inputs");
        return [.. Enumerable.Range(0, network.Features).Select(k => stream.Uniform((uint)k))];
    }

    /// <summary>A machine at <see cref="Theta"/> with as many labelled samples as it has lanes.</summary>
    public static (DenseScatteringMachine Machine, Batch Batch) Problem(ScatteringNetwork network, int lanes = 2, ulong seed = 1)
    {
        var machine = new DenseScatteringMachine(network, lanes);
        Theta(network, seed).CopyTo(machine.Learning.Theta);
        return (machine, Samples(machine, seed));
    }

    /// <summary>Labelled samples for all lanes of a machine.</summary>
    public static Batch Samples(IEvolves machine, ulong seed = 1)
    {
        var batch = new Batch(machine.Features, 0, machine.Lanes) { Active = machine.Lanes };
        var stream = new RandomStream(seed, "test samples");
        for (var i = 0; i < batch.Inputs.Length; i++)
        {
            batch.Inputs[i] = stream.Uniform((uint)i);
        }

        for (var lane = 0; lane < machine.Lanes; lane++)
        {
            batch.Labels[lane] = stream.Index(machine.Outputs, (uint)lane, 1);
        }

        return batch;
    }

    /// <summary>max|S†S − M| over all entries.</summary>
    public static double Largest(int n, Func<int, int, Complex> entry) => Enumerable.Range(0, n)
        .SelectMany(r => Enumerable.Range(0, n).Select(p => Complex.Abs(entry(r, p)))).Max();

    /// <summary>(S†S)_rp.</summary>
    public static Complex Gram(Complex[,] s, int r, int p)
    {
        Complex sum = 0;
        for (var k = 0; k < s.GetLength(0); k++)
        {
            sum += Complex.Conjugate(s[k, r]) * s[k, p];
        }

        return sum;
    }
}
