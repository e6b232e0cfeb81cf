using System.Buffers;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>One subject's table, every column scaled to [−1, 1] by its own least and greatest number; the three
/// accelerations by theirs together.</summary>
internal sealed class ScaledSubject
{
    private const int Columns = 7;
    private const int Piece = 1 << 10;

    private readonly ISeriesSet _table;
    private readonly double[] _least = new double[Columns];
    private readonly double[] _range = new double[Columns];

    /// <summary>Measures the table.</summary>
    public ScaledSubject(ISeriesSet table)
    {
        _table = table;
        var most = new double[Columns];
        Array.Fill(_least, double.PositiveInfinity);
        Array.Fill(most, double.NegativeInfinity);
        var piece = new double[Piece * Columns];
        var steps = table.StepsOf(0);
        for (var start = 0; start < steps; start += Piece)
        {
            var values = piece.AsSpan(0, Math.Min(Piece, steps - start) * Columns);
            table.ReadSteps(0, start, values);
            for (var i = 0; i < values.Length; i++)
            {
                var group = i % Columns < 3 ? 0 : i % Columns;
                _least[group] = Math.Min(_least[group], values[i]);
                most[group] = Math.Max(most[group], values[i]);
            }
        }

        for (var column = 0; column < Columns; column++)
        {
            var group = column < 3 ? 0 : column;
            (_least[column], most[column]) = (_least[group], most[group]);
            _range[column] = most[column] > _least[column] ? most[column] - _least[column] : 1;
        }
    }

    /// <summary>Reads scaled numbers of some columns.</summary>
    /// <param name="start">First step.</param>
    /// <param name="column">First column.</param>
    /// <param name="columns">How many.</param>
    /// <param name="values">[steps × columns]; overwritten.</param>
    public void Read(int start, int column, int columns, Span<double> values)
    {
        var steps = values.Length / columns;
        var rented = ArrayPool<double>.Shared.Rent(steps * Columns);
        var rows = rented.AsSpan(0, steps * Columns);
        _table.ReadSteps(0, start, rows);
        for (var i = 0; i < values.Length; i++)
        {
            var (step, from) = (i / columns, column + (i % columns));
            values[i] = (2 * (rows[(step * Columns) + from] - _least[from]) / _range[from]) - 1;
        }

        ArrayPool<double>.Shared.Return(rented);
    }
}
