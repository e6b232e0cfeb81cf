using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data;

/// <summary>From an experiment's <c>data</c> block to samples.</summary>
public static class DataSets
{
    /// <summary>Opens the data set that the settings name.</summary>
    /// <param name="settings">The <c>data</c> block, bound and validated.</param>
    /// <param name="folder">Folder given by <c>--data</c>; null looks in the usual places.</param>
    /// <exception cref="DataException">Files are missing or broken.</exception>
    public static DataSplits Open(DataSettings settings, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Set switch
        {
            DataSetKind.Xor => new DataSplits(new XorDataSet()),
            DataSetKind.Pattern => new DataSplits(new PatternDataSet(settings.Inputs!, settings.Targets!)),
            DataSetKind.Mnist => Mnist.Load(
                settings.Path is null ? DataFolder.Usual(folder) : DataFolder.OfSet(settings.Path), settings.Validation, settings.Limit),
            _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Set, "no such data set"),
        };
    }
}
