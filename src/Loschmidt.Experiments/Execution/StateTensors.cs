using Loschmidt.Experiments.Files;
using Loschmidt.Experiments.Runs;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Execution;

/// <summary>A learner's memory as named tensors: vectors over parameters are cut into the machine's own tensors.</summary>
internal static class StateTensors
{
    /// <summary>The tensors of a checkpoint, such as <c>theta/conv1/phase</c>.</summary>
    /// <param name="memory">Names and numbers.</param>
    /// <param name="layout">What vectors over all parameters are cut by; null where the memory is not over parameters.</param>
    public static IEnumerable<Tensor> Of(IEnumerable<(string Name, double[] Values)> memory, ParameterLayout? layout)
    {
        foreach (var (name, values) in memory)
        {
            if (values.Length != layout?.Count)
            {
                yield return new Tensor(name, values, values.Length);
                continue;
            }

            foreach (var tensor in layout.Tensors)
            {
                yield return new Tensor(
                    $"{name}/{tensor.Name}", values[tensor.Offset..(tensor.Offset + tensor.Count)], [.. tensor.Shape]);
            }
        }
    }

    /// <summary>Overwrites a memory with what a checkpoint holds.</summary>
    /// <exception cref="RunException">A tensor is missing or has another shape; nothing was overwritten.</exception>
    public static void Restore(
        IReadOnlyList<(string Name, double[] Values)> memory, Checkpoint checkpoint, ParameterLayout? layout, string run)
    {
        // The same cut as when writing says which tensor belongs where.
        var stored = Of(memory, layout).Select(part => Find(checkpoint, part.Name, part.Shape, run)).ToList();
        var at = 0;
        foreach (var (_, values) in memory)
        {
            for (var filled = 0; filled < values.Length; at++)
            {
                stored[at].Doubles.CopyTo(values, filled);
                filled += stored[at].Count;
            }
        }
    }

    /// <summary>θ out of a checkpoint.</summary>
    /// <exception cref="RunException">A tensor is missing or has another shape.</exception>
    public static double[] Theta(Checkpoint checkpoint, ParameterLayout layout, string run)
    {
        var theta = new double[layout.Count];
        foreach (var tensor in layout.Tensors)
        {
            Find(checkpoint, $"theta/{tensor.Name}", tensor.Shape, run).Doubles.CopyTo(theta, tensor.Offset);
        }

        return theta;
    }

    private static Tensor Find(Checkpoint checkpoint, string name, IReadOnlyList<int> shape, string run)
    {
        var stored = checkpoint.State.FirstOrDefault(tensor => tensor.Name == name);
        return stored is { IsDouble: true } && stored.Shape.SequenceEqual(shape)
            ? stored
            : throw new RunException(
                run, $"its checkpoint has no tensor '{name}' of shape [{string.Join(", ", shape)}]; was experiment.yaml changed?");
    }
}
