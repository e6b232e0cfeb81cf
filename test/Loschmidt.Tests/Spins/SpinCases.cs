using Loschmidt.Machines;
using Loschmidt.Spins;

namespace Loschmidt.Tests.Spins;

/// <summary>A small strip with every part of H that comes home, and what the spin tests share.</summary>
internal static class SpinCases
{
    public static SpinWaveSettings Small { get; } = new()
    {
        Rows = 3,
        Columns = 4,
        Anisotropy = 0.3,
        Field = new SpinVector { X = 0.2, Z = 0.6 },
        Dmi = new SpinVector { Y = 0.4 },
        Duration = 3,
        Steps = 30,
        Trained = SpinKnobs.Both,
        Coupling = 0.8,
        InverseMass = 0.3,
    };

    public static Batch Bits(int pattern)
    {
        var batch = new Batch(2, 0, 1) { Active = 1 };
        (batch.Inputs[0], batch.Inputs[1]) = (pattern >> 1, pattern & 1);
        batch.Labels[0] = (pattern >> 1) ^ (pattern & 1);
        return batch;
    }

    public static SpinWaveMachine<double> Prepared(SpinWaveSettings settings, int pattern = 1)
    {
        var machine = new SpinWaveMachine<double>(settings, 3);
        machine.Prepare(Bits(pattern));
        return machine;
    }

    /// <summary>How far an echo without a nudge misses home.</summary>
    public static HomeDistance Missed(SpinWaveSettings settings, double epsilon = 0)
    {
        var machine = Prepared(settings);
        machine.Keep();
        Echo(machine, epsilon);
        return machine.DistanceFromKept();
    }

    public static void Echo(SpinWaveMachine<double> machine, double epsilon)
    {
        machine.Evolve();
        machine.Reverse();
        machine.Nudge(epsilon);
        machine.Return();
        machine.Reverse();
    }

    /// <summary>C after a pass from parameters that were moved.</summary>
    public static double CostAt(SpinWaveSettings settings, int parameter, double step)
    {
        var machine = Prepared(settings);
        machine.Learning.Theta[parameter] += step;
        machine.Evolve();
        return machine.Cost();
    }

    public static double[] EchoGradient(SpinWaveSettings settings, double epsilon)
    {
        var (plus, minus) = (Prepared(settings), Prepared(settings));
        Echo(plus, epsilon);
        Echo(minus, -epsilon);
        return [.. plus.Learning.Pi.ToArray().Zip(minus.Learning.Pi.ToArray(), (a, b) => (a - b) / (2 * epsilon))];
    }

    public static double Apart(IEnumerable<double> a, IEnumerable<double> b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
