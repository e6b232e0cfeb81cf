using Loschmidt.Machines;

namespace Loschmidt.Experiments.Data;

/// <summary>What every data set checks before it writes into a batch.</summary>
internal static class DataSetRead
{
    /// <summary>Empties the batch and claims one lane a row.</summary>
    public static void Begin(IDataSet set, ReadOnlySpan<int> rows, Batch destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (destination.Features != set.Features || destination.TargetCount != set.Targets
            || destination.Lanes < rows.Length)
        {
            throw new ArgumentException(
                $"{rows.Length} samples of {set.Name} ({set.Features} inputs, {set.Targets} targets) do not fit "
                + $"a batch of {destination.Features} inputs, {destination.TargetCount} targets, {destination.Lanes} lanes",
                nameof(destination));
        }

        foreach (var row in rows)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row, nameof(rows));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, set.Count, nameof(rows));
        }

        destination.Clear();
        destination.Active = rows.Length;
    }

    /// <summary>Writes the numbers of one sample into its lane.</summary>
    public static void Spread(ReadOnlySpan<double> numbers, double[] lanes, int stride, int lane)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            lanes[i * stride + lane] = numbers[i];
        }
    }
}
