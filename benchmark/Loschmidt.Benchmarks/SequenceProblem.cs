using System.Runtime.InteropServices;
using Loschmidt.Machines;
using Loschmidt.Sequences;
using Loschmidt.Sequences.Units;

namespace Loschmidt.Benchmarks;

/// <summary>The agreed stack, its parameters and data, in a temporary folder of raw floats that all contenders read.</summary>
/// <remarks>Sizes are those of the published EigenWorms run, EigenWorms being the longest series of the usual archive.</remarks>
internal sealed class SequenceProblem : IDisposable
{
    public const int Steps = 17_984;
    public const int Lanes = 4;
    public const int Channels = 6;
    public const int Classes = 5;
    public const int Oscillators = 16;
    public const double NonlinearStep = 1e-3;
    private const ulong Seed = 1;

    private SequenceProblem(string folder) => Folder = folder;

    /// <summary>Where the files are.</summary>
    public string Folder { get; }

    /// <summary>Writes all files.</summary>
    public static SequenceProblem Write()
    {
        var problem = new SequenceProblem(Directory.CreateTempSubdirectory("loschmidt-benchmark-").FullName);
        problem.WriteFloats("input.f32", Input(Steps));
        foreach (var kind in (ReadOnlySpan<UnitKind>)[UnitKind.Nonlinear, UnitKind.Linear])
        {
            var theta = new HssmMachine<float>(Settings(kind), Lanes, Seed, 1).Learning.Theta;
            problem.WriteFloats($"{Name(kind)}-theta.f32", theta);
            problem.WriteFloats($"unit-{Name(kind)}.f32", UnitData(kind));
        }

        return problem;
    }

    /// <summary>The stack.</summary>
    public static HssmSettings Settings(UnitKind kind) => new()
    {
        Channels = Channels, Hidden = 64, Blocks = 2, Norm = NormKind.Layer, Unit = Unit(kind),
        Head = new HeadSettings { Kind = HeadKind.Classification, Outputs = Classes },
    };

    /// <summary>The oscillators of a layer of the stack.</summary>
    public static UnitSettings Unit(UnitKind kind) => kind == UnitKind.Linear
        ? new() { Kind = kind, Oscillators = Oscillators, Complex = true, StepMap = StepMap.Logistic, Step = 1 }
        : new() { Kind = kind, Oscillators = Oscillators, StepMap = StepMap.Fixed, Step = NonlinearStep };

    /// <summary>The name of a kind in requests and files.</summary>
    public static string Name(UnitKind kind) => kind == UnitKind.Linear ? "linear" : "nonlinear";

    /// <summary>Class of a lane.</summary>
    public static int Label(int lane) => lane % Classes;

    /// <summary>Input of all steps, [steps × lanes × channels]: tones that glide, so that no oscillator meets its own for long.</summary>
    public static double[] Input(int steps)
    {
        var input = new double[steps * Lanes * Channels];
        for (var t = 0; t < steps; t++)
        {
            WriteStep(t, input.AsSpan(t * Lanes * Channels, Lanes * Channels));
        }

        return input;
    }

    /// <summary>Input of one step, [lanes × channels].</summary>
    public static void WriteStep(int t, Span<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var (lane, n) = Math.DivRem(i, Channels);
            var glide = 40 * Math.Sin(0.002 * t + n);
            values[i] = Math.Sin(0.05 * (1 + n) * t + 1.7 * lane + glide)
                + 0.5 * Math.Cos(0.37 * t * (1 + 0.1 * lane) + glide);
        }
    }

    /// <summary>Coefficients of a bare layer, lane after lane the same, [coefficients × oscillators].</summary>
    public static double[] Coefficients(UnitKind kind)
    {
        var unit = UnitJourneys.Parameters(BareUnit(kind));
        var theta = new double[unit.Tensors.Sum(tensor => tensor.Shape.Aggregate(1, (product, size) => product * size))];
        unit.Draw(Seed, "bare", theta);
        var coefficients = new double[unit.Coefficients * unit.Oscillators];
        unit.Expand(theta, coefficients);
        return coefficients;
    }

    /// <summary>The oscillators of a bare layer: 16 real ones a lane.</summary>
    public static UnitSettings BareUnit(UnitKind kind) => Unit(kind) with { Complex = false };

    /// <summary>Drive and error of element <paramref name="e"/> of a bare layer at step t.</summary>
    public static (float Drive, float Error) UnitSignals(int t, int e) => (
        (float)Math.Sin(0.05 * t + 0.1 * e + 40 * Math.Sin(0.002 * t + e)), (float)(Math.Cos(0.37 * t + e) / Steps));

    /// <summary>A gradient that a contender left.</summary>
    public double[] ReadGradient(string name) => ReadFloats(Folder, name);

    /// <summary>Reads floats.</summary>
    public static double[] ReadFloats(string folder, string name)
    {
        var floats = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(folder, name)));
        var values = new double[floats.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = floats[i];
        }

        return values;
    }

    /// <summary>Writes numbers as floats.</summary>
    public void WriteFloats(string name, ReadOnlySpan<double> values) => WriteFloats(Folder, name, values);

    /// <summary>Writes numbers as floats.</summary>
    public static void WriteFloats(string folder, string name, ReadOnlySpan<double> values)
    {
        var floats = new float[values.Length];
        for (var i = 0; i < floats.Length; i++)
        {
            floats[i] = (float)values[i];
        }

        File.WriteAllBytes(Path.Combine(folder, name), MemoryMarshal.AsBytes<float>(floats).ToArray());
    }

    /// <summary>The largest relative difference of any tensor of two gradients, and its name.</summary>
    public static (double Difference, string Tensor) Difference(ParameterLayout layout, double[] gradient, double[] reference)
    {
        var (worst, name, start) = (0.0, "", 0);
        foreach (var tensor in layout.Tensors)
        {
            var count = tensor.Shape.Aggregate(1, (product, size) => product * size);
            var difference = RelativeDifference(gradient.AsSpan(start, count), reference.AsSpan(start, count));
            if (difference > worst || (double.IsNaN(difference) && !double.IsNaN(worst)))
            {
                (worst, name) = (difference, tensor.Name);
            }

            start += count;
        }

        return (worst, name);
    }

    /// <summary>|x − y|/|y|.</summary>
    public static double RelativeDifference(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var (difference, norm) = (0.0, 0.0);
        for (var i = 0; i < y.Length; i++)
        {
            difference += (x[i] - y[i]) * (x[i] - y[i]);
            norm += y[i] * y[i];
        }

        return Math.Sqrt(difference / norm);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static double[] UnitData(UnitKind kind)
    {
        var coefficients = Coefficients(kind);
        var (rows, elements) = (coefficients.Length / Oscillators, Lanes * Oscillators);
        var data = new double[(rows + 2 * Steps) * elements];
        for (var i = 0; i < rows * elements; i++)
        {
            data[i] = coefficients[(i / elements * Oscillators) + (i % Oscillators)];
        }

        for (var i = 0; i < Steps * elements; i++)
        {
            (data[(rows * elements) + i], data[((rows + Steps) * elements) + i]) = UnitSignals(i / elements, i % elements);
        }

        return data;
    }
}
