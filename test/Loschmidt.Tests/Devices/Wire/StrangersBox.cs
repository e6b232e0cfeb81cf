using System.Buffers.Binary;
using System.Security.Cryptography;
using Loschmidt.Devices.Wire;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Tests.Devices.Wire;

/// <summary>A machine that no part of the library knows: five quartic oscillators, H = Σ p²/2 + q²/2 + q⁴/4 + Σ θ_ij q_i q_j, two inputs, a bias, an output.</summary>
/// <remarks>Written for these tests from its equations alone, as a stranger's laboratory would be. Bits set the sign of an amplitude; the output is the last position.</remarks>
internal class StrangersBox : ISelfTeachingDevice
{
    private const int Sites = 5;
    private const int Couplings = Sites * (Sites + 1) / 2;
    private const int Steps = 30;
    private const double Dt = 0.1;

    private readonly Dictionary<string, byte[]> _shelf;

    /// <summary>Switches it on.</summary>
    /// <param name="shelf">Where it keeps snapshots; outlives the device when it dies.</param>
    /// <param name="seed">Draws its first couplings; from this one it learns within a hundred steps, from others within some hundreds.</param>
    public StrangersBox(Dictionary<string, byte[]> shelf, ulong seed = 3)
    {
        _shelf = shelf;
        var draws = new RandomStream(seed, "stranger");
        for (var k = 0; k < Couplings; k++)
        {
            Theta[k] = 0.5 * draws.Normal((uint)k);
        }
    }

    public virtual DeviceHello About { get; } = new()
    {
        Name = "stranger's box",
        Kind = DeviceKind.SelfLearning,
        Features = 2,
        Outputs = 1,
        Targets = 1,
        Verbs =
        [
            WireVerb.Prepare, WireVerb.Evolve, WireVerb.Inject, WireVerb.Reverse, WireVerb.Decay, WireVerb.Read, WireVerb.Snapshot, WireVerb.Restore,
        ],
        Ranges = new Dictionary<string, DeviceRange> { ["input"] = new(0, 1), ["target"] = new(-1, 1), ["epsilon"] = new(-0.1, 0.1) },
        Units = new Dictionary<string, string> { ["input"] = "V" },
    };

    /// <summary>θ: for the test's eyes, which are no trainer's.</summary>
    public double[] Theta { get; } = new double[Couplings];

    /// <summary>π, likewise.</summary>
    public double[] Pi { get; } = new double[Couplings];

    /// <summary>Every value that θ, π and every response of a flow ever had here.</summary>
    public HashSet<double> Secrets { get; } = [];

    protected double[] Q { get; } = new double[Sites];

    protected double[] P { get; } = new double[Sites];

    public void Prepare(ReadOnlySpan<double> input)
    {
        Array.Clear(Q);
        Array.Clear(P);
        (Q[0], Q[1], Q[2]) = ((2 * input[0]) - 1, (2 * input[1]) - 1, 1);
    }

    public void Evolve()
    {
        Span<double> force = stackalloc double[Sites];
        for (var step = 0; step < Steps; step++)
        {
            Drift(Dt / 2);
            for (var i = 0; i < Sites; i++)
            {
                force[i] = -(Q[i] + (Q[i] * Q[i] * Q[i]));
            }

            for (int i = 0, k = 0; i < Sites; i++)
            {
                for (var j = i; j < Sites; j++, k++)
                {
                    force[i] -= Theta[k] * Q[j];
                    force[j] -= Theta[k] * Q[i];
                    Pi[k] -= Dt * Q[i] * Q[j];
                }
            }

            for (var i = 0; i < Sites; i++)
            {
                P[i] += Dt * force[i];
            }

            Drift(Dt / 2);
        }

        Remember();
    }

    public void Inject(ReadOnlySpan<double> target, double epsilon) => P[^1] -= epsilon * (Q[^1] - target[0]);

    public void Reverse()
    {
        Negate(P);
        Negate(Pi);
    }

    public void ReverseLearning() => Negate(Pi);

    public void Decay(double rate, double time, double temperature)
    {
        Remember();
        for (var k = 0; k < Couplings; k++)
        {
            Theta[k] += Pi[k] * (1 - Math.Exp(-rate * time)) / rate;
            Pi[k] *= Math.Exp(-rate * time);
        }

        Remember();
    }

    public void Read(Span<double> outputs) => outputs[0] = Q[^1];

    public string Snapshot()
    {
        var content = Content();
        var name = Convert.ToHexStringLower(SHA256.HashData(content));
        _shelf[name] = content;
        return name;
    }

    public void Restore(string snapshot)
    {
        var content = _shelf.TryGetValue(snapshot, out var kept) ? kept : throw new ArgumentException("not on the shelf", nameof(snapshot));
        for (var k = 0; k < Couplings; k++)
        {
            Theta[k] = BinaryPrimitives.ReadDoubleLittleEndian(content.AsSpan(16 * k));
            Pi[k] = BinaryPrimitives.ReadDoubleLittleEndian(content.AsSpan((16 * k) + 8));
        }
    }

    /// <summary>All bytes that its future depends on.</summary>
    public byte[] Content()
    {
        var content = new byte[16 * Couplings];
        for (var k = 0; k < Couplings; k++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(content.AsSpan(16 * k), Theta[k]);
            BinaryPrimitives.WriteDoubleLittleEndian(content.AsSpan((16 * k) + 8), Pi[k]);
        }

        return content;
    }

    private static void Negate(double[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = -values[i];
        }
    }

    private void Drift(double time)
    {
        for (var i = 0; i < Sites; i++)
        {
            Q[i] += time * P[i];
        }
    }

    private void Remember()
    {
        Secrets.UnionWith(Theta);
        Secrets.UnionWith(Pi);
    }
}
