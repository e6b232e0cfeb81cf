namespace Loschmidt.Experiments.Data.Series;

/// <summary>The numbers of a table of series one after another, wherever they are kept; several threads may read at
/// once.</summary>
internal interface ISeriesNumbers
{
    /// <summary>Reads numbers.</summary>
    /// <param name="first">Which is the first.</param>
    /// <param name="values">Overwritten.</param>
    void Read(long first, Span<double> values);
}
