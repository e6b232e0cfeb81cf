namespace Loschmidt.Experiments.Commands;

/// <summary>Counts answers on their way.</summary>
internal sealed class CountedPredictions(IPredictions predictions) : IPredictions
{
    /// <summary>Answers so far.</summary>
    public long Count { get; private set; }

    public void Add(long key, ReadOnlySpan<double> outputs)
    {
        predictions.Add(key, outputs);
        Count++;
    }

    public void Flush() => predictions.Flush();

    public void Close() => predictions.Close();
}
