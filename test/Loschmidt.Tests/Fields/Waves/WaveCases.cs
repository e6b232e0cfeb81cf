using System.Numerics;
using Loschmidt.Fields;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Fields.Waves;

/// <summary>Machines and short programs that the wave tests share.</summary>
internal static class WaveCases
{
    /// <summary>A small box in which everything happens within a few steps: overlap, walls, Kerr phase, recoil.</summary>
    public static WaveSettings Small { get; } = new()
    {
        Lattice = new Lattice { Columns = 12, Rows = 30 },
        Steps = 12,
        Beta = 0.2,
        Nonlinearity = 6,
        Coupling = 20,
        InverseMass = 0.05,
        Packet = new WavePacket { Waist = 0.2, Carrier = 9, Intensity = 1 },
        InitialTheta = new InitialTheta { ModesAcross = 4, ModesAlong = 6, Phase = 1 },
        Target = new WaveTarget { Width = 0.2 },
    };

    /// <summary>The working configuration with 50 steps.</summary>
    public static WaveSettings Xor { get; } = new();

    /// <summary>One of the four inputs as a batch, 2·a₀ + a₁.</summary>
    public static Batch Pattern(int pattern)
    {
        var batch = new Batch(2, 0, 1) { Active = 1 };
        batch.Inputs[0] = pattern >> 1;
        batch.Inputs[1] = pattern & 1;
        batch.Labels[0] = (pattern >> 1) ^ (pattern & 1);
        return batch;
    }

    public static WaveMachine<double> Prepared(WaveSettings settings, int pattern = 1, ulong seed = 1)
    {
        var machine = new WaveMachine<double>(settings, seed);
        machine.Prepare(Pattern(pattern));
        return machine;
    }

    /// <summary>One echo from rest: leaves π = +ε ∂C/∂θ, θ shifted by −ε ∂C/∂π.</summary>
    public static void Echo<T>(WaveMachine<T> machine, double epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        machine.Evolve();
        machine.Reverse();
        machine.Nudge(epsilon);
        machine.Return();
        machine.Reverse();
    }

    /// <summary>(π₊ − π₋)/2ε and −(θ₊ − θ₋)/2ε, or one-sided where asked; the machine is put back.</summary>
    public static (double[] Theta, double[] Pi) EchoGradient(
        WaveMachine<double> machine, int pattern, double epsilon, bool oneSided = false)
    {
        var (plus, minus) = (Run(+epsilon), Run(-epsilon));
        var start = machine.Learning;
        var (theta, pi) = (new double[start.Count], new double[start.Count]);
        for (var i = 0; i < start.Count; i++)
        {
            theta[i] = oneSided ? plus.Pi[i] / epsilon : (plus.Pi[i] - minus.Pi[i]) / (2 * epsilon);
            pi[i] = oneSided
                ? -(plus.Theta[i] - start.Theta[i]) / epsilon
                : -(plus.Theta[i] - minus.Theta[i]) / (2 * epsilon);
        }

        return (theta, pi);

        (double[] Theta, double[] Pi) Run(double nudge)
        {
            machine.Keep();
            machine.Prepare(Pattern(pattern));
            Echo(machine, nudge);
            var result = (machine.Learning.Theta.ToArray(), machine.Learning.Pi.ToArray());
            machine.Recall();
            return result;
        }
    }

    /// <summary>∂C/∂θ and ∂C/∂π by the stored trajectory; the machine is put back.</summary>
    public static (double[] Theta, double[] Pi) AdjointGradient(WaveMachine<double> machine, int pattern)
    {
        var (theta, pi) = (new double[machine.Learning.Count], new double[machine.Learning.Count]);
        machine.Keep();
        machine.PullBack(Pattern(pattern), theta, pi);
        machine.Recall();
        return (theta, pi);
    }

    /// <summary>∂C/∂θ in the limit ε → 0; the machine is put back.</summary>
    public static double[] TangentGradient<T>(WaveMachine<T> machine, int pattern)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var gradient = new double[machine.Learning.Count];
        machine.Keep();
        machine.Prepare(Pattern(pattern));
        machine.Evolve();
        machine.Reverse();
        machine.TangentEcho(gradient);
        machine.Recall();
        return gradient;
    }

    /// <summary>C at the end of a pass with Θ displaced along a direction; the machine is put back.</summary>
    public static double CostAt(
        WaveMachine<double> machine, int pattern, ReadOnlySpan<double> direction, double step, bool alongPi = false)
    {
        machine.Keep();
        var field = alongPi ? machine.Learning.Pi : machine.Learning.Theta;
        for (var i = 0; i < field.Length; i++)
            field[i] += step * direction[i];

        machine.Prepare(Pattern(pattern));
        machine.Evolve();
        var cost = machine.Cost();
        machine.Recall();
        return cost;
    }

    /// <summary>The derivative along a direction by central differences of fourth order.</summary>
    public static double FourthOrderDifference(
        WaveMachine<double> machine, int pattern, double[] direction, double step, bool alongPi = false)
    {
        double At(double s) => CostAt(machine, pattern, direction, s, alongPi);
        return (8 * (At(step) - At(-step)) - (At(2 * step) - At(-2 * step))) / (12 * step);
    }

    public static double RelativeDistance(ReadOnlySpan<double> value, ReadOnlySpan<double> reference)
    {
        var (difference, size) = (0.0, 0.0);
        for (var i = 0; i < value.Length; i++)
        {
            difference += (value[i] - reference[i]) * (value[i] - reference[i]);
            size += reference[i] * reference[i];
        }

        return Math.Sqrt(difference / size);
    }

    public static double Cosine(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (ab, aa, bb) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
            (ab, aa, bb) = (ab + a[i] * b[i], aa + a[i] * a[i], bb + b[i] * b[i]);

        return ab / Math.Sqrt(aa * bb);
    }

    public static double Largest(ReadOnlySpan<double> values, ReadOnlySpan<double> from = default)
    {
        var largest = 0.0;
        for (var i = 0; i < values.Length; i++)
            largest = Math.Max(largest, Math.Abs(values[i] - (from.IsEmpty ? 0 : from[i])));

        return largest;
    }

    /// <summary>The slope of log(error) over log(ε).</summary>
    public static double Slope(double firstError, double lastError, double firstEpsilon, double lastEpsilon) =>
        Math.Log(firstError / lastError) / Math.Log(firstEpsilon / lastEpsilon);
}
