using System.Globalization;
using System.Text;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Commands;

/// <summary>Answers as a table with commas: <c>sample,label,output0,…,share0,…</c> of a machine with classes,
/// <c>sample,output0,…</c> of others, <c>after,output0,…</c> of a series, and <c>sample,class,p(NAME),…</c> or
/// <c>after,class,p(NAME),…</c> of classes with names.</summary>
/// <remarks>Label or class is empty where two outputs are equally bright; shares are empty where the outputs are no
/// brightnesses.</remarks>
internal sealed class PredictionTable : IPredictions
{
    private readonly TextWriter _writer;
    private readonly AnswerForm _form;
    private readonly double[] _probabilities;
    private readonly StringBuilder _line = new();

    private string? _names;

    /// <summary>The line of names comes with the first answer: a file that is refused prints nothing.</summary>
    public PredictionTable(TextWriter writer, AnswerForm form)
    {
        (_writer, _form) = (writer, form);
        _probabilities = new double[form.Classes.Count];
        var numbers = Enumerable.Range(0, form.Outputs);
        _names = string.Join(',', (string[])(form.Classes.Count > 0
            ? [form.Key, "class", .. form.Classes.Select(name => Cell($"p({name})"))]
            :
            [
                form.Key, .. form.Labelled ? ["label"] : Array.Empty<string>(), .. numbers.Select(k => $"output{k}"),
                .. form.Labelled ? numbers.Select(k => $"share{k}") : [],
            ]));
    }

    public void Add(long key, ReadOnlySpan<double> outputs)
    {
        Names();
        _line.Clear().Append(CultureInfo.InvariantCulture, $"{key}");
        var answer = _form.Labelled ? Tally.Answer(outputs) : -1;
        if (_form.Classes.Count > 0)
        {
            _line.Append(',').Append(answer >= 0 ? Cell(_form.Classes[answer]) : "");
            AnswerForm.Softmax(outputs, _probabilities);
            foreach (var probability in _probabilities)
            {
                _line.Append(CultureInfo.InvariantCulture, $",{probability:R}");
            }
        }
        else
        {
            Plain(outputs, answer);
        }

        Line(_line.ToString());
    }

    public void Flush() => _writer.Flush();

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

    private void Plain(ReadOnlySpan<double> outputs, int answer)
    {
        if (_form.Labelled)
            _line.Append(CultureInfo.InvariantCulture, $",{(answer >= 0 ? answer : null)}");
        foreach (var output in outputs)
        {
            _line.Append(CultureInfo.InvariantCulture, $",{output:R}");
        }

        for (var k = 0; _form.Labelled && k < outputs.Length; k++)
        {
            _line.Append(CultureInfo.InvariantCulture, $",{Share(outputs, k):R}");
        }
    }

    /// <summary>A name as a cell: in quotes where it would be taken for something else.</summary>
    private static string Cell(string name) =>
        name.AsSpan().ContainsAny(",\"\n\r") ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;

    private void Names()
    {
        if (_names is { } names)
            Line(names);
        _names = null;
    }

    // The same bytes on every system, whatever its line ends.
    private void Line(string text) => _writer.Write(text + "\n");
}
