namespace Loschmidt.Experiments.Commands;

/// <summary>Where answers go, one after another.</summary>
internal interface IPredictions
{
    /// <summary>Writes one answer.</summary>
    /// <param name="key">The sample's number from 0; of a series, how many numbers come before the first one that is
    /// forecast.</param>
    /// <param name="outputs">[outputs].</param>
    void Add(long key, ReadOnlySpan<double> outputs);

    /// <summary>Hands on what was written, where it is of use before the end.</summary>
    void Flush();

    /// <summary>Writes what comes at the end.</summary>
    void Close();
}
