using System.Numerics;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Sequences;

namespace Loschmidt.Experiments.Exercises;

/// <summary>4: echoes of a series are backpropagation through time, as deep as rounding lets them find their way.</summary>
internal sealed class SequenceExercise : IExercise
{
    private const int Oscillators = 16, Steps = 24_000, Every = 32;

    private const double Lost = 0.1, Rounding = 1.1e-16;

    public int Number => 4;

    public string Title => "Echoes of a series";

    public string Page => "docs/lectures/4-sequences.md";

    public IReadOnlyList<GivenNumber> Given { get; } =
    [
        GivenNumber.Seed, new("step", "time step h of the oscillators", 0.7, 0.6, 0.8), new("drive", "rms of the white noise that drives them", 2, 1.5, 3),
    ];

    public IReadOnlyList<Question> Questions { get; } =
    [
        new("single", "relative error of one echo (one-sided) of adding-nonlinear --quick against bptt, at epsilon = 1e-2", 0.03, "gradcheck --json: slopes[].points[]"),
        new("slope", "slope of the error of a pair (echo)", 0.05, "as in exercise 2: time has nothing to do with it"),
        new("passes", "passes that central differences would take for the whole gradient", 0.01, "wholePasses of --json: how many parameters are there?"),
        new("lost_single", "depth in steps at which the echo of your oscillators is lost in float", 0.15, "the first depth whose miss exceeds 0.1"),
        new("lost_double", "the same in double", 0.15, "the first depth whose miss exceeds 0.1"),
        new("growth", "lambda T there: ln of the growth of the error signal from the turning point to that depth, in double", 0.1, "readings have ErrorSignal; at the turning point it is the norm of the error you sent"),
        new("foreseen", "lambda T at which the echo should be lost in double, ln(0.1 r/u): r your growth a step, u = 1.1e-16", 0.05, "u is added at every step and amplified from there on: a sum of u exp(r n)"),
    ];

    public IReadOnlyList<double> Solve(IReadOnlyDictionary<string, double> given, CancellationToken cancellation)
    {
        var seed = (ulong)given["seed"];
        var report = Echo.Gradients("adding-nonlinear", seed, quick: true, ["echo", "one-sided", "central-differences"], cancellation);
        var (single, twice) = (First(Send<float>(given)), First(Send<double>(given)));
        var growth = Math.Log(twice.ErrorSignal / Size(seed));
        return
        [
            report.At("one-sided", 1e-2), report.Slopes.First(one => one.Estimator == "echo").Slope,
            report.Rows.First(row => row.Estimator == "central-differences").WholePasses ?? double.NaN,
            single.Depth, twice.Depth, growth, Math.Log(Lost * growth / twice.Depth / Rounding),
        ];
    }

    /// <summary>The first reading that shows the echo lost.</summary>
    private static UnitReading First(IReadOnlyList<UnitReading> readings)
    {
        foreach (var reading in readings)
        {
            if (reading.Miss > Lost)
                return reading;
        }

        throw new UnsuitableException($"given: these oscillators come home from {Steps} steps; take a longer step, a weaker drive or another seed", null);
    }

    private static IReadOnlyList<UnitReading> Send<T>(IReadOnlyDictionary<string, double> given)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var seed = (ulong)given["seed"];
        var unit = new UnitSettings { Kind = UnitKind.Nonlinear, Oscillators = Oscillators, StepMap = StepMap.Fixed, Step = given["step"] };
        return UnitProbe.Run<T>(
            unit, seed, Noise(seed, "drive", Steps * Oscillators, given["drive"]), Noise(seed, "error", Oscillators, 1), new SequenceEcho(SequenceMethod.Tangent), Every);
    }

    private static double Size(ulong seed) => Math.Sqrt(Noise(seed, "error", Oscillators, 1).Sum(one => one * one));

    private static double[] Noise(ulong seed, string name, int count, double size)
    {
        var stream = new RandomStream(seed, name);
        return [.. Enumerable.Range(0, count).Select(i => size * stream.Normal((uint)i))];
    }
}
