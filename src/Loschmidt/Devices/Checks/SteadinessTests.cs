using Loschmidt.Devices.Wire;

namespace Loschmidt.Devices.Checks;

/// <summary>Whether the same question gets the same answer: noise of a reading, repeatability of a run, drift.</summary>
internal static class SteadinessTests
{
    private const int Repeats = 24;
    private const int Runs = 8;
    private const int MostReadings = 400;
    private const double NoiseLimit = 0.2;
    private const double WantedNoise = 0.01;
    private const double DriftLimit = 1e-4;

    /// <summary>Measures how large signals and noise are, and sets how often the bench reads.</summary>
    public static void Calibrate(CheckBench bench)
    {
        var (spread, noise) = Sizes(bench, Repeats);
        var hears = spread > 3 * noise / Math.Sqrt(Repeats);
        if (!hears)
        {
            (spread, noise) = Sizes(bench, MostReadings);
            hears = spread > 3 * noise / Math.Sqrt(MostReadings);
        }

        bench.Add(
            "outputs answer inputs", hears, spread, double.NaN,
            hears ? "outputs differ where inputs differ" : "outputs are the same whatever the inputs are", "deaf");
        var scale = hears ? spread : Math.Max(noise, 1e-12);
        var readingsWanted = (int)Math.Clamp(Math.Ceiling(Math.Pow(noise / (WantedNoise * scale), 2)), 1, MostReadings);
        bench.Calibrate(scale, noise, readingsWanted);
        var relative = noise / scale;
        bench.Add(
            "noise of a reading", relative <= NoiseLimit, relative, NoiseLimit,
            relative < 1e-9 ? "reading twice gives the same numbers"
            : relative <= NoiseLimit ? $"one reading scatters by {CheckWords.Percent(relative)} of the signal"
            : $"one reading scatters by {CheckWords.Percent(relative)} of the signal, so an answer needs {Math.Ceiling(Math.Pow(relative / 0.1, 2)):0} readings before it can be told from another", "noisy");
        var stated = bench.Hello.Noise.GetValueOrDefault("read");
        if (noise > 1.5 * stated && noise > 1e-9 && stated > 0)
        {
            bench.Note("stated noise", noise / stated, $"the handshake states a noise of {CheckWords.Number(stated)}, and {CheckWords.Number(noise)} is measured");
        }
    }

    /// <summary>A snapshot must bring back what runs without an echo did to the parameters; seen only where they move during a pass.</summary>
    /// <returns>False where it does not: then nothing that goes back can be trusted.</returns>
    public static bool Remembers(CheckBench bench)
    {
        var looks = new double[3][];
        for (var i = 0; i < looks.Length; i++)
        {
            bench.Rewind();
            if (i == 2)
            {
                for (var pass = 0; pass < 3; pass++)
                {
                    bench.Line.Ask(bench.Prepare(0), WireAction.Evolve);
                }

                bench.Rewind();
            }

            looks[i] = bench.Evaluate(0);
        }

        var (still, moved) = (bench.Distance(looks[0], looks[1]), bench.Distance(looks[1], looks[2]));
        var remembers = moved <= (5 * still) + 1e-3 + (6 * bench.LookNoise);
        if (!remembers)
        {
            bench.Add("snapshots", false, moved, double.NaN, $"after going back to a snapshot outputs are off by {CheckWords.Percent(moved)}: it does not hold the parameters", "snapshot");
        }

        return remembers;
    }

    /// <summary>Rms of the outputs about their mean over the samples, and of readings about their own.</summary>
    private static (double Spread, double Noise) Sizes(CheckBench bench, int repeats)
    {
        var readings = new double[bench.Inputs.Length][][];
        for (var sample = 0; sample < readings.Length; sample++)
        {
            bench.Rewind();
            WireAction[] verbs = [bench.Prepare(sample), WireAction.Evolve, .. Enumerable.Repeat(WireAction.Read, repeats)];
            readings[sample] = bench.Line.Ask(verbs)[2..];
        }

        var noise = Math.Sqrt(readings.Average(static rows => CheckBench.Spread(rows) * CheckBench.Spread(rows)));
        var between = CheckBench.Spread([.. readings.Select(static rows => CheckBench.Mean(rows))]);
        return (Math.Sqrt(Math.Max(0, (between * between) - (noise * noise / repeats))), noise);
    }

    /// <summary>Runs from the same state, one after another.</summary>
    public static void Repeat(CheckBench bench)
    {
        var runs = new double[Runs][];
        for (var run = 0; run < Runs; run++)
        {
            bench.Rewind();
            runs[run] = bench.Watch([bench.Prepare(0), WireAction.Evolve])[0];
        }

        var spread = CheckBench.Spread(runs) / bench.Scale;
        var limit = 1e-3 + (3 * bench.LookNoise);
        bench.Add(
            "runs repeat", spread <= limit, spread, limit,
            spread <= limit ? "the same input from the same state gives the same outputs" : $"the same input from the same state gives outputs that scatter by {CheckWords.Percent(spread)}: preparation or dynamics are noisy", "unrepeatable");
    }

    /// <summary>Evaluations without going back: whatever changes has crept.</summary>
    /// <returns>The shift from the first to the second, and the mean shift, in units of the signal.</returns>
    public static (double First, double Mean) Creep(CheckBench bench)
    {
        bench.Rewind();
        var looks = new double[Runs][];
        for (var run = 0; run < Runs; run++)
        {
            looks[run] = bench.Evaluate(0);
        }

        return (bench.Distance(looks[0], looks[1]), bench.Distance(looks[0], looks[^1]) / (Runs - 1));
    }

    /// <summary>Says what <see cref="Creep"/> found, where nothing else explains it.</summary>
    public static void Judge(CheckBench bench, double creep, bool explained)
    {
        var limit = DriftLimit + (3 * bench.LookNoise / (Runs - 1));
        bench.Add(
            "drift", creep <= limit || explained, creep, limit,
            creep <= limit ? "evaluations leave the device as it was"
            : explained ? "evaluations change the device, because it does not come home"
            : $"outputs creep by {CheckWords.Percent(creep)} of the signal with every run, though nothing asks for it: what is learned is forgotten", "drift");
    }
}
