namespace Loschmidt.Experiments.Runs;

/// <summary>One line of <c>metrics.jsonl</c>.</summary>
/// <param name="Step">Training steps done.</param>
/// <param name="Values">Names and figures, in the order written; NaN where the file says null.</param>
public sealed record MetricsLine(long Step, IReadOnlyList<(string Name, double Value)> Values)
{
    /// <summary>The figure of that name; NaN where the line has none.</summary>
    public double this[string name]
    {
        get
        {
            foreach (var (each, value) in Values)
            {
                if (each == name)
                    return value;
            }

            return double.NaN;
        }
    }
}
