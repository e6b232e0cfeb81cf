using System.Globalization;
using System.Text;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Commands;

/// <summary>Answers as a table with commas: <c>sample,label,output0,…,share0,…</c> of a machine with classes,
/// <c>sample,output0,…</c> of others, <c>after,output0,…</c> of a series.</summary>
/// <remarks>The label is empty where two outputs are equally bright; shares are empty where the outputs are no
/// brightnesses.</remarks>
internal sealed class PredictionTable : IPredictions
{
    private readonly TextWriter _writer;
    private readonly bool _labelled;
    private readonly StringBuilder _line = new();

    private string? _names;

    /// <summary>The line of names comes with the first answer: a file that is refused prints nothing.</summary>
    public PredictionTable(TextWriter writer, string key, int outputs, bool labelled)
    {
        (_writer, _labelled) = (writer, labelled);
        var numbers = Enumerable.Range(0, outputs);
        _names = string.Join(',', [
            key, .. labelled ? ["label"] : Array.Empty<string>(), .. numbers.Select(k => $"output{k}"),
            .. labelled ? numbers.Select(k => $"share{k}") : []]);
    }

    public void Add(long key, ReadOnlySpan<double> outputs)
    {
        Names();
        _line.Clear().Append(CultureInfo.InvariantCulture, $"{key}");
        if (_labelled && Tally.Answer(outputs) is var answer)
            _line.Append(CultureInfo.InvariantCulture, $",{(answer >= 0 ? answer : null)}");
        foreach (var output in outputs)
        {
            _line.Append(CultureInfo.InvariantCulture, $",{output:R}");
        }

        for (var k = 0; _labelled && k < outputs.Length; k++)
        {
            _line.Append(CultureInfo.InvariantCulture, $",{Share(outputs, k):R}");
        }

        Line(_line.ToString());
    }

    public void Close()
    {
        Names();
        _writer.Flush();
    }

    /// <summary>An output's part of all light; null where the outputs are no brightnesses, or all dark.</summary>
    internal static double? Share(ReadOnlySpan<double> outputs, int k)
    {
        var (sum, least) = (0.0, 0.0);
        foreach (var output in outputs)
        {
            (sum, least) = (sum + output, Math.Min(least, output));
        }

        return sum > 0 && least >= 0 && double.IsFinite(sum) ? outputs[k] / sum : null;
    }

    private void Names()
    {
        if (_names is { } names)
            Line(names);
        _names = null;
    }

    // The same bytes on every system, whatever its line ends.
    private void Line(string text) => _writer.Write(text + "\n");
}
