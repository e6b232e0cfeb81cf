namespace Loschmidt.Experiments.Data;

/// <summary>A data set that can say more of an answer than a cost does.</summary>
public interface IGradesAnswers : IDataSet
{
    /// <summary>Figures of one answer, by the names of the command line's JSON, always the same ones.</summary>
    /// <param name="row">Which sample.</param>
    /// <param name="outputs">[outputs] of the machine.</param>
    IReadOnlyList<(string Name, double Value)> Grade(int row, ReadOnlySpan<double> outputs);
}
