namespace Loschmidt.Experiments.Data;

/// <summary>Divides the samples of one file.</summary>
internal static class FileSplits
{
    /// <summary>How many of a file's samples are left to learn from.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">Samples in it.</param>
    /// <param name="what">What they are, in the plural.</param>
    /// <param name="kept">Last ones that are kept apart.</param>
    /// <param name="limit">How many are asked for; null means all that are left.</param>
    /// <exception cref="DataException">There are too few.</exception>
    public static int Rest(string path, int count, string what, int kept, int? limit)
    {
        var rest = count - kept;
        return rest >= (limit ?? 1)
            ? rest
            : throw new DataException(
                path,
                $"expected at least {kept} + {limit ?? 1} {what} for validation and training, found {count}; "
                + "lower data.validation or data.limit");
    }
}
