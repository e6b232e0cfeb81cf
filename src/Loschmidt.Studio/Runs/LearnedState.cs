using System.Runtime.InteropServices;
using Loschmidt.Devices.Wire;
using Loschmidt.Experiments;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Files;
using Loschmidt.Experiments.Runs;
using Loschmidt.Machines;
using Loschmidt.Numerics.Fourier;

namespace Loschmidt.Studio.Runs;

/// <summary>What a run has learned: the tensors of θ in a checkpoint, as maps and as their spatial spectra.</summary>
internal static class LearnedState
{
    private const string Prefix = "theta/";

    /// <summary>What there is in a checkpoint.</summary>
    /// <param name="run">The run.</param>
    /// <param name="step">Which checkpoint; null means the newest that is whole.</param>
    /// <exception cref="RunException">There is none, or it is damaged.</exception>
    public static ThetaDocument Describe(RunFolder run, long? step)
    {
        var checkpoint = Read(run, step);
        var fields = Fields(run);
        return new ThetaDocument(
            run.Address, checkpoint.Manifest.Step, run.Checkpoints.Steps(),
            [.. Tensors(checkpoint).Select(tensor => Describe(tensor, fields))]);
    }

    /// <summary>The numbers of one tensor.</summary>
    /// <param name="run">The run.</param>
    /// <param name="step">Which checkpoint; null means the newest that is whole.</param>
    /// <param name="name">The tensor, as <see cref="Describe(RunFolder, long?)"/> names it.</param>
    /// <param name="spectrum">Whether the power |θ_k|² is meant, see <see cref="Spectrum"/>.</param>
    /// <returns>[height × width] as little-endian float32.</returns>
    /// <exception cref="RunException">There is no such checkpoint or tensor.</exception>
    public static byte[] Numbers(RunFolder run, long? step, string name, bool spectrum)
    {
        var tensor = Tensors(Read(run, step)).FirstOrDefault(tensor => tensor.Name == Prefix + name)
            ?? throw new RunException(OneLine.Of(run.Address), $"has learned no tensor '{OneLine.Of(name)}'");
        var values = Doubles(tensor);
        if (spectrum)
        {
            var described = Describe(tensor, Fields(run));
            values = Spectrum(values, described.Height, described.Width);
        }

        return MemoryMarshal.AsBytes<float>(Array.ConvertAll(values, value => (float)value)).ToArray();
    }

    /// <summary>Power |θ_k|² of every wave number of a map, with k = 0 at [height/2, width/2].</summary>
    /// <remarks>θ_k = (height·width)^−½ Σ θ_x e^{−ikx}: powers add up to Σ θ². k runs from −π to π per site.</remarks>
    /// <param name="map">[height × width].</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <returns>[height × width], allocated.</returns>
    public static double[] Spectrum(ReadOnlySpan<double> map, int height, int width)
    {
        var (re, im) = (map.ToArray(), new double[map.Length]);
        new Fourier2D<double>(height, width).Forward(re, im, 1);
        var power = new double[map.Length];
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var (at, to) = (row * width + column, (row + height / 2) % height * width + (column + width / 2) % width);
                power[to] = re[at] * re[at] + im[at] * im[at];
            }
        }

        return power;
    }

    private static Checkpoint Read(RunFolder run, long? step)
    {
        if (step is { } asked)
        {
            return run.Checkpoints.Steps().Contains(asked)
                ? run.Checkpoints.Read(asked)
                : throw new RunException(OneLine.Of(run.Address), $"has no checkpoint of step {asked}");
        }

        return run.Checkpoints.Latest() ?? throw new RunException(OneLine.Of(run.Address), "has no checkpoint yet");
    }

    private static IEnumerable<Tensor> Tensors(Checkpoint checkpoint) =>
        checkpoint.State.Where(tensor => tensor.Name.StartsWith(Prefix, StringComparison.Ordinal) && tensor.Count > 0);

    private static ThetaTensor Describe(Tensor tensor, IReadOnlyList<FieldShape> fields)
    {
        var name = tensor.Name[Prefix.Length..];
        var values = Doubles(tensor);
        var (width, height) = tensor.Shape is { Count: > 1 } shape ? (shape[^1], tensor.Count / shape[^1]) : (tensor.Count, 1);

        // A machine that shows θ as a field knows what its axes are.
        var field = fields.FirstOrDefault(field => field.Name == name || field.Name == name[(name.IndexOf('/') + 1)..]);
        field = field is not null && field.Width * field.Height == tensor.Count ? field : new FieldShape(name, width, height, "θ", true)
        {
            Across = "last index", Down = "other indices",
        };
        var mean = values.Average();
        return new ThetaTensor(
            name, tensor.Shape, field.Width, field.Height, field.Unit, field.Across, field.Down, field.Signed, values.Min(),
            values.Max(), mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }

    private static double[] Doubles(Tensor tensor) =>
        tensor.IsDouble ? tensor.Doubles : Array.ConvertAll(tensor.Floats, value => (double)value);

    /// <summary>The pictures that the run's machine offers; none where it offers none or cannot be built here.</summary>
    private static IReadOnlyList<FieldShape> Fields(RunFolder run)
    {
        try
        {
            var experiment = run.ReadExperiment(MachineFactory.Kinds);
            return experiment.Machine is not WireSettings
                && MachineFactory.Build(experiment.Machine, experiment.Training.Precision, experiment.Seed) is IWatchable watch
                    ? watch.Fields
                    : [];
        }
        catch (InputException)
        {
            return []; // the tensors are shown by their own shapes
        }
    }
}
