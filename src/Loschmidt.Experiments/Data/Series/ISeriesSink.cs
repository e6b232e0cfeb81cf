namespace Loschmidt.Experiments.Data.Series;

/// <summary>Takes the samples of a file one after another, in pieces.</summary>
internal interface ISeriesSink
{
    /// <summary>Comes first, and once.</summary>
    /// <param name="channels">Numbers a step.</param>
    /// <param name="classes">Names of the classes, in the order of labels; empty without labels.</param>
    void Begin(int channels, IReadOnlyList<string> classes);

    /// <summary>More steps of the present sample.</summary>
    /// <param name="values">[steps × channels], channels innermost.</param>
    void Append(ReadOnlySpan<double> values);

    /// <summary>The present sample is complete.</summary>
    /// <param name="label">Its class; −1 without classes.</param>
    void End(int label);
}
