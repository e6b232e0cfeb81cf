namespace Loschmidt.Cli.Terminals;

/// <summary>A short list of names and values, aligned: what a verb has to say when it is done.</summary>
internal sealed class Facts
{
    private readonly List<(string Name, string Value)> _rows = [];

    public Facts Add(string name, string value)
    {
        _rows.Add((name, value));
        return this;
    }

    public Facts AddAll(string name, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            _rows.Add((name, value));
            name = "";
        }

        return this;
    }

    public void WriteTo(TextWriter writer)
    {
        var width = _rows.Max(row => row.Name.Length);
        foreach (var (name, value) in _rows)
        {
            writer.WriteLine($"  {name.PadRight(width)}  {value}");
        }
    }
}
