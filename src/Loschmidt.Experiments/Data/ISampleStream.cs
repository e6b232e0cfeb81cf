namespace Loschmidt.Experiments.Data;

/// <summary>Samples that are read once, in order, whatever their number.</summary>
public interface ISampleStream : IDisposable
{
    /// <summary>What it is: the file's path.</summary>
    string Name { get; }

    /// <summary>Number of classes; 0 where samples have no labels.</summary>
    int Classes { get; }

    /// <summary>Whether samples bring what answers can be compared with: labels or targets.</summary>
    bool IsJudged { get; }

    /// <summary>Overwrites a block with the next samples, as many as it holds or as are left; none at the
    /// end.</summary>
    /// <exception cref="DataException">The file is not what it claims to be.</exception>
    void Read(SampleBlock block);
}
