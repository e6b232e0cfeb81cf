using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Execution;

/// <summary>The training sample that somebody chose to look at.</summary>
internal static class ChosenSample
{
    /// <summary>What is looked at where nobody chose: of xor the input 01.</summary>
    public const int Customary = 1;

    /// <summary>The row of the sample; that of the customary one is the last of sets that are too small for it.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="sample">Which, from 0.</param>
    /// <exception cref="UnsuitableException">There is no such sample; says which there are.</exception>
    public static int Of(IDataSet data, int sample) => sample < data.Count ? sample
        : sample == Customary ? data.Count - 1
        : throw new UnsuitableException(
            data.Count == 1 ? $"--sample {sample}: {data.Name} has sample 0 only" : $"--sample {sample}: {data.Name} has samples 0 to {data.Count - 1}");
}
