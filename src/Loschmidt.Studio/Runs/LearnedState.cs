using System.Runtime.InteropServices;
using Loschmidt.Devices.Wire;
using Loschmidt.Experiments;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Files;
using Loschmidt.Experiments.Runs;
using Loschmidt.Machines;
using Loschmidt.Numerics.Fourier;

namespace Loschmidt.Studio.Runs;

/// <summary>What a run has learned: the tensors of θ in a checkpoint, as maps and as their spatial spectra.</summary>
internal static class LearnedState
{
    private const string Prefix = "theta/";

    /// <summary>What there is in a checkpoint: every learned tensor, and θ as the field that the machine's wave passes through.</summary>
    /// <param name="run">The run.</param>
    /// <param name="step">Which checkpoint; null means the newest that is whole.</param>
    /// <exception cref="RunException">There is none, or it is damaged.</exception>
    public static ThetaDocument Describe(RunFolder run, long? step)
    {
        var checkpoint = Read(run, step);
        var maps = Maps(run, checkpoint);
        return new ThetaDocument(
            run.Address, checkpoint.Manifest.Step, run.Checkpoints.Steps(), [.. maps.Select(map => Describe(map.Shape, map.Field, map.Values))]);
    }

    /// <summary>The numbers of one map.</summary>
    /// <param name="run">The run.</param>
    /// <param name="step">Which checkpoint; null means the newest that is whole.</param>
    /// <param name="name">The map, as <see cref="Describe(RunFolder, long?)"/> names it.</param>
    /// <param name="spectrum">Whether the power |θ_k|² is meant, see <see cref="Spectrum"/>.</param>
    /// <returns>[height × width] as little-endian float32.</returns>
    /// <exception cref="RunException">There is no such checkpoint or map.</exception>
    public static byte[] Numbers(RunFolder run, long? step, string name, bool spectrum)
    {
        var map = Maps(run, Read(run, step)).Find(map => map.Field.Name == name);
        if (map.Field is null)
            throw new RunException(OneLine.Of(run.Address), $"has learned no tensor '{OneLine.Of(name)}'");
        var values = spectrum ? Spectrum(map.Values, map.Field.Height, map.Field.Width) : map.Values;
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

    private static List<(IReadOnlyList<int> Shape, FieldShape Field, double[] Values)> Maps(RunFolder run, Checkpoint checkpoint)
    {
        var machine = Machine(run);
        var maps = new List<(IReadOnlyList<int> Shape, FieldShape Field, double[] Values)>();
        foreach (var tensor in checkpoint.State.Where(
            tensor => tensor.Name.StartsWith(Prefix, StringComparison.Ordinal) && tensor.Count > 0))
        {
            maps.Add((tensor.Shape, Picture(tensor, machine), Doubles(tensor)));
        }

        if (machine is not null && machine.Fields.ToList().FindIndex(field => field.Name == "theta") is >= 0 and var at)
        {
            // Where the wave meets θ: the learned window in its place on the lattice.
            var shape = machine.Fields[at];
            StateTensors.Theta(checkpoint, machine.Parameters, run.Name).CopyTo(machine.Learning.Theta);
            var values = new double[shape.Height * shape.Width];
            machine.CopyField(at, 0, values);
            maps.Insert(0, ([shape.Height, shape.Width], shape, values));
        }

        return maps;
    }

    private static ThetaTensor Describe(IReadOnlyList<int> shape, FieldShape field, double[] values)
    {
        var mean = values.Average();
        return new ThetaTensor(
            field.Name, shape, field.Width, field.Height, field.Unit, field.Across, field.Down, field.Signed, values.Min(), values.Max(),
            mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }

    /// <summary>A tensor as a picture: as the machine shows it, else its last index across and all others down.</summary>
    private static FieldShape Picture(Tensor tensor, IWatchable? machine)
    {
        var name = tensor.Name[Prefix.Length..];
        if (machine?.Fields.FirstOrDefault(field => field.Name == name) is { } field && field.Width * field.Height == tensor.Count)
            return field;
        return tensor.Shape is { Count: > 1 } shape
            ? new FieldShape(name, shape[^1], tensor.Count / shape[^1], "θ", true) { Across = "last index", Down = "other indices" }
            : new FieldShape(name, tensor.Count, 1, "θ", true) { Across = "index", Down = "" };
    }

    private static double[] Doubles(Tensor tensor) =>
        tensor.IsDouble ? tensor.Doubles : Array.ConvertAll(tensor.Floats, value => (double)value);

    /// <summary>The run's machine if it shows fields; null where it does not, or cannot be built here.</summary>
    private static IWatchable? Machine(RunFolder run)
    {
        try
        {
            var experiment = run.ReadExperiment(MachineFactory.Kinds);
            return experiment.Machine is WireSettings
                ? null
                : MachineFactory.Build(experiment.Machine, experiment.Training.Precision, experiment.Seed) as IWatchable;
        }
        catch (InputException)
        {
            return null; // the tensors are shown by their own shapes
        }
    }
}
