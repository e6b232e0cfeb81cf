using System.Globalization;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>A column of a result table.</summary>
/// <param name="Heading">What it holds, with its unit.</param>
/// <param name="Format">.NET format of its numbers, which says how many digits are meant; words ignore it.</param>
internal sealed record Column(string Heading, string Format = "0.####")
{
    /// <summary>A cell as text: the same on every computer, without the sign of a rounded zero.</summary>
    /// <param name="cell">Text, a whole number or a double; NaN leaves the cell empty.</param>
    public string Text(object cell) => cell switch
    {
        string text => text,
        double value when !double.IsFinite(value) => "",
        double value => WithoutSignOfZero(value.ToString(Format, CultureInfo.InvariantCulture)),
        IFormattable whole => whole.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"a table holds text and numbers, not {cell.GetType().Name}", nameof(cell)),
    };

    private static string WithoutSignOfZero(string text) =>
        text.StartsWith('-') && text.AsSpan().IndexOfAnyInRange('1', '9') is var digit
            && (digit < 0 || text.AsSpan(0, digit).ContainsAny('e', 'E'))
            ? text[1..]
            : text;
}
