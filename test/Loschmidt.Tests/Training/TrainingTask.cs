using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Graphs;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Training;

/// <summary>A small machine with four lanes and eleven samples: two full blocks and one that is not.</summary>
internal static class TrainingTask
{
    public const int Samples = 11;

    private static RandomGraphSettings Graph { get; } = new() { Sites = 5, Bonds = 6, Duration = 1, Steps = 20, Lanes = 4 };

    public static ReadOnlyMemory<int> AllRows { get; } = Enumerable.Range(0, Samples).ToArray();

    public static LaneBlocks Blocks(int workers) =>
        new([.. Enumerable.Range(0, workers).Select(_ => GraphMachines.Build<double>(Graph, seed: 3))]);

    public static RandomDataSet Data(IMachine machine) => new(Samples, machine.Features, machine.Targets, seed: 5);

    public static TrainingSettings SelfLearning(double epsilon) => new()
    {
        Estimator = Estimator.SelfLearning,
        Epsilon = epsilon,
        Batch = Samples,
        Decay = new() { Rate = epsilon * Samples / 0.01 }, // a step of 0.01 along the mean gradient, whatever ε is
    };
}
