using Loschmidt.Experiments.Files;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Composition;

/// <summary>A learner's memory as named tensors: vectors over parameters are cut into the machine's own tensors.</summary>
internal static class StateTensors
{
    /// <summary>The tensors of a checkpoint, such as <c>theta/conv1/phase</c>.</summary>
    public static IEnumerable<Tensor> Of(ILearner learner, ParameterLayout layout)
    {
        foreach (var (name, values) in learner.Memory)
        {
            if (values.Length != layout.Count)
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

    /// <summary>θ out of a checkpoint.</summary>
    /// <exception cref="RunException">A tensor is missing or has another shape.</exception>
    public static double[] Theta(Checkpoint checkpoint, ParameterLayout layout, string run)
    {
        var theta = new double[layout.Count];
        foreach (var tensor in layout.Tensors)
        {
            var name = $"theta/{tensor.Name}";
            var stored = checkpoint.State.FirstOrDefault(other => other.Name == name);
            if (stored is null || !stored.IsDouble || !stored.Shape.SequenceEqual(tensor.Shape))
            {
                throw new RunException(
                    run, $"its checkpoint has no tensor '{name}' of shape [{string.Join(", ", tensor.Shape)}]; was experiment.yaml changed?");
            }

            stored.Doubles.CopyTo(theta, tensor.Offset);
        }

        return theta;
    }
}
