using System.Globalization;
using System.Text;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data;

/// <summary>Reads a table of numbers line by line: commas, semicolons, tabs or blanks between, an optional first line
/// of names, lines that are empty or begin with # passed over; a line allocates nothing.</summary>
/// <remarks>Which separator it is, the first line says. A cell may stand in double quotes. Every line has as many
/// numbers as the first.</remarks>
internal sealed class CsvReader : IDisposable
{
    private const byte Quote = (byte)'"';

    private readonly CsvLines _lines;
    private readonly CsvLimits _limits;
    private readonly List<(int From, int Length)> _cells = [];
    private readonly double[] _row;
    private readonly byte _separator;
    private readonly bool _missing;
    private bool _pending;

    /// <summary>Reads the first line: names or numbers.</summary>
    /// <param name="content">The file's content; closed with this.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="header">Whether the first line holds names; null where its cells tell, none of them being a
    /// number.</param>
    /// <param name="limits">What the file may be.</param>
    /// <param name="missing">Whether numbers may be missing: a cell that is empty, <c>?</c>, <c>NaN</c> or <c>NA</c>
    /// becomes NaN.</param>
    /// <exception cref="DataException">There is no number in it, or the first line is beyond the limits.</exception>
    public CsvReader(
        Stream content, string name, bool? header = null, CsvLimits? limits = null, bool missing = false)
    {
        _missing = missing;
        _limits = limits ?? CsvLimits.Default;
        _lines = new CsvLines(content, name, _limits.LineBytes);
        if (!_lines.Next())
        {
            throw Nothing();
        }

        _separator = SeparatorOf(_lines.Line);
        Cut();
        if (header ?? !_cells.Exists(cell => TryNumber(cell, out _)))
        {
            Header = [.. _cells.Select(Text)];
            if (!_lines.Next())
                throw Nothing();
            Cut();
        }

        Columns = _cells.Count;
        if (Header is { } names && names.Count != Columns)
        {
            throw new DataException(
                _lines.At(0), $"expected {names.Count} numbers, one for each name in the first line, found {Columns}");
        }

        _row = new double[Columns];
        _pending = true;
    }

    /// <summary>The file's name in messages.</summary>
    public string Name => _lines.Name;

    /// <summary>The names of the first line; null where it holds numbers.</summary>
    public IReadOnlyList<string>? Header { get; }

    /// <summary>Numbers on every line.</summary>
    public int Columns { get; }

    /// <summary>The present line's numbers, [columns].</summary>
    public ReadOnlySpan<double> Row => _row;

    /// <summary>Where a number of the present line is written.</summary>
    public SourcePosition Where(int column) => _lines.At(_cells[column].From);

    /// <summary>Goes to the next line of numbers.</summary>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="DataException">The line is not as many finite numbers as the first line.</exception>
    public bool Next()
    {
        if (!_pending)
        {
            if (!_lines.Next())
                return false;
            Cut();
        }

        _pending = false;
        if (_cells.Count != Columns)
        {
            throw new DataException(
                _lines.At(_cells.Count > Columns ? _cells[Columns].From : _lines.Line.Length),
                $"expected {Columns} numbers as on the lines before, found {_cells.Count}");
        }

        for (var column = 0; column < Columns; column++)
        {
            if (!TryNumber(_cells[column], out _row[column]))
            {
                throw new DataException(
                    Where(column), $"expected a finite number such as 0.5 or 1e-3, found {Found(_cells[column])}"
                        + (HasDecimalComma(_cells[column]) ? "; is the comma a decimal one? write points" : ""));
            }
        }

        return true;
    }

    /// <summary>A number of the present line that has to be a label.</summary>
    /// <exception cref="DataException">It is no whole number from 0 to classes − 1.</exception>
    public int Label(int column, int classes) => Whole(column, classes - 1, "a label");

    /// <summary>A number of the present line that has to be whole.</summary>
    /// <param name="column">Which.</param>
    /// <param name="last">The largest that it may be.</param>
    /// <param name="what">What it is, with its article.</param>
    /// <exception cref="DataException">It is no whole number from 0 to <paramref name="last"/>.</exception>
    public int Whole(int column, int last, string what)
    {
        var value = _row[column];
        return value >= 0 && value <= last && value == Math.Floor(value)
            ? (int)value
            : throw new DataException(
                Where(column), $"expected {what}, a whole number from 0 to {last}, found {Found(_cells[column])}");
    }

    public void Dispose() => _lines.Dispose();

    /// <summary>Cuts the line into cells without quotes and the blanks around them.</summary>
    private void Cut()
    {
        _cells.Clear();
        var line = _lines.Line;
        var at = _separator == ' ' ? AfterBlanks(line, 0) : 0;
        do
        {
            var end = End(line, at);
            if (_cells.Count == _limits.Columns)
                throw new DataException(_lines.At(at), $"more than {_limits.Columns} numbers on one line");
            _cells.Add(Trimmed(line, at, end));
            at = _separator == ' ' ? AfterBlanks(line, end) : end + 1;
        }
        while (at < line.Length || (at == line.Length && _separator != ' '));
    }

    private int End(ReadOnlySpan<byte> line, int at)
    {
        var quoted = false;
        for (var i = at; i < line.Length; i++)
        {
            if (line[i] == Quote)
                quoted = !quoted;
            else if (!quoted && line[i] == _separator)
                return i;
        }

        return !quoted
            ? line.Length
            : throw new DataException(_lines.At(at), "a quote begins here that does not end on this line");
    }

    private static int AfterBlanks(ReadOnlySpan<byte> line, int at)
    {
        while (at < line.Length && line[at] == ' ')
            at++;
        return at;
    }

    private static (int From, int Length) Trimmed(ReadOnlySpan<byte> line, int from, int end)
    {
        while (from < end && IsBlank(line[from]))
            from++;
        while (end > from && IsBlank(line[end - 1]))
            end--;
        return end - from >= 2 && line[from] == Quote && line[end - 1] == Quote
            ? (from + 1, end - from - 2)
            : (from, end - from);
    }

    private static bool IsBlank(byte letter) => letter is (byte)' ' or (byte)'\t';

    private bool TryNumber((int From, int Length) cell, out double value)
    {
        var text = _lines.Line.Slice(cell.From, cell.Length);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value))
            return true;
        value = double.NaN;
        return _missing && (text.IsEmpty || Series.Missing.Is(text));
    }

    /// <summary>Whether a cell would be a number with a point for its comma, or was cut at decimal commas in place of semicolons.</summary>
    private bool HasDecimalComma((int From, int Length) cell)
    {
        var text = Encoding.UTF8.GetString(_lines.Line.Slice(cell.From, cell.Length));
        return (_separator == (byte)',' && text.Contains(';'))
            || (text.Contains(',') && double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out _));
    }

    private string Text((int From, int Length) cell) =>
        ScalarNode.Printable(Encoding.UTF8.GetString(_lines.Line.Slice(cell.From, cell.Length)));

    private string Found((int From, int Length) cell)
    {
        const int Shown = 40;
        return cell.Length == 0 ? "nothing"
            : cell.Length > Shown ? $"'{Text((cell.From, Shown))}...'" : $"'{Text(cell)}'";
    }

    private DataException Nothing() => new(_lines.Name, "there is no number in it");

    /// <summary>The first of comma, semicolon and tab outside quotes; blanks where there is none of them.</summary>
    private static byte SeparatorOf(ReadOnlySpan<byte> line)
    {
        var quoted = false;
        foreach (var letter in line)
        {
            if (letter == Quote)
                quoted = !quoted;
            else if (!quoted && letter is (byte)',' or (byte)';' or (byte)'\t')
                return letter;
        }

        return (byte)' ';
    }
}
