using System.Numerics;
using Loschmidt.Fields;
using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Benchmarks;

/// <summary>One HEB step of XOR (50 steps forward, injection, reversal, 50 back, reversal, decay) against NumPy and C.</summary>
internal static class XorRace
{
    private const int LatticeSteps = 100;
    private const double Epsilon = 1e-3;

    public static string Run(Options options)
    {
        using var numpy = Peers.StartScript("xor_numpy.py");
        using var single = Peers.StartProgram("xor_f32");
        using var twice = Peers.StartProgram("xor_f64");
        var inSingle = Race.Run(Contenders<float>("f32", numpy, single), options);
        var inDouble = Race.Run(Contenders<double>("f64", numpy, twice), options);
        return $"""
            ## XOR: one HEB step of the wave machine

            {RaceReport.Table(inSingle, "HEB step, f32", ("lattice step", LatticeSteps), 1e-3)}
            {RaceReport.Table(inDouble, "HEB step, f64", ("lattice step", LatticeSteps), 1e-6)}
            {RaceReport.Versions(inDouble)}
            """;
    }

    /// <summary>The machine with the agreed θ (see benchmark/peers/README.md) and π = 0.</summary>
    public static WaveMachine<T> AgreedMachine<T>(int steps = LatticeSteps / 2)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var machine = new WaveMachine<T>(new WaveSettings { Steps = steps }, seed: 0);
        SetAgreedTheta(machine);
        return machine;
    }

    /// <summary>The machine's cycle: one-sided, complete decay.</summary>
    public static SelfLearningCycle AgreedCycle() => new() { Epsilon = Epsilon, DecayRate = 1e-2 };

    /// <summary>A batch of one input and its answer.</summary>
    public static Batch Input(int a0, int a1)
    {
        var batch = new Batch(2, 0, 1) { Active = 1 };
        (batch.Inputs[0], batch.Inputs[1], batch.Labels[0]) = (a0, a1, a0 ^ a1);
        return batch;
    }

    private static IContender[] Contenders<T>(string precision, PeerProcess numpy, PeerProcess c)
        where T : unmanaged, IFloatingPointIeee754<T> =>
    [
        Own<T>(),
        new PeerContender("C, OpenBLAS, even and odd modes apart", c, "folded"),
        new PeerContender("C, OpenBLAS, plain propagators", c, "dense"),
        new PeerContender("C, FFTW sine transform", c, "fftw"),
        new PeerContender("NumPy, scipy.fft.dstn", numpy, $"dst {precision}"),
        new PeerContender("NumPy, plain propagators", numpy, $"dense {precision}"),
        new PeerContender("NumPy, even and odd modes apart", numpy, $"folded {precision}"),
    ];

    private static OwnContender Own<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var machine = AgreedMachine<T>();
        var cycle = AgreedCycle();
        Batch[] inputs = [Input(0, 0), Input(0, 1), Input(1, 0), Input(1, 1)];
        var check = Check(machine, cycle.Kick(machine, inputs[1]));
        machine.Learning.Pi.Clear();
        SetAgreedTheta(machine);
        var count = 0;
        return new("Loschmidt", () => cycle.Step(machine, inputs[count++ % 4]), check);
    }

    private static Check Check<T>(WaveMachine<T> machine, double cost)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (checksum, norm) = (0.0, 0.0);
        ForEachParameter(machine, (j, x, z) =>
        {
            var slope = -machine.Learning.Pi[j] / Epsilon;
            checksum += slope * Math.Cos(3 * Math.PI * x) * Math.Cos(2 * Math.PI * z);
            norm += slope * slope;
        });
        return new(cost, checksum, Math.Sqrt(norm));
    }

    private static void SetAgreedTheta<T>(WaveMachine<T> machine)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ForEachParameter(machine, (j, x, z) =>
            machine.Learning.Theta[j] = 0.06 * Math.Sin(2 * Math.PI * x) * Math.Sin(5 * Math.PI * z));

    // Calls with the index of the parameter and its place as fractions of the box.
    private static void ForEachParameter<T>(WaveMachine<T> machine, Action<int, double, double> action)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (lattice, window) = (machine.Settings.Lattice, machine.Settings.Window);
        var (first, rows) = lattice.RowsBetween(window.From, window.To);
        for (var j = 0; j < machine.Learning.Count; j++)
        {
            var (column, row) = Math.DivRem(j, rows);
            action(j, lattice.X(column) / lattice.Width, lattice.Z(first + row) / lattice.Length);
        }
    }
}
