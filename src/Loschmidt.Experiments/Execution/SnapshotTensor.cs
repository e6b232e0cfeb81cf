using System.Text;
using Loschmidt.Experiments.Files;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Execution;

/// <summary>A sealed device's snapshot among the tensors of a checkpoint: its bytes, a number each.</summary>
internal static class SnapshotTensor
{
    private const string Name = "device/snapshot";

    /// <summary>The snapshot as a tensor.</summary>
    public static Tensor Of(string snapshot) => new(Name, Array.ConvertAll(Encoding.UTF8.GetBytes(snapshot), value => (float)value));

    /// <summary>The snapshot of a checkpoint.</summary>
    /// <exception cref="RunException">It has none.</exception>
    public static string Read(Checkpoint checkpoint, string run) =>
        checkpoint.State.FirstOrDefault(tensor => tensor.Name == Name) is { IsDouble: false, Floats: var bytes }
        && Array.TrueForAll(bytes, value => value is >= 0 and <= byte.MaxValue)
            ? Encoding.UTF8.GetString(Array.ConvertAll(bytes, value => (byte)value))
            : throw new RunException(run, $"its checkpoint has no '{Name}', the name under which the device kept its state");
}
