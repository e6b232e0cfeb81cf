using System.Text;

namespace Loschmidt.Experiments.Files;

/// <summary>Reads the one line of Python that an npy header is: a dictionary of <c>descr</c>, <c>fortran_order</c> and
/// <c>shape</c>.</summary>
internal ref struct NpyHeaderParser(ReadOnlySpan<byte> text, long start, Content content)
{
    private const int Shown = 24;

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    /// <summary>The header.</summary>
    /// <exception cref="TensorFileException">It is anything else than the three keys, once each.</exception>
    public NpyHeader Parse()
    {
        (NumberKind, bool)? type = null;
        bool? fortran = null;
        long[]? shape = null;
        var shapeAt = start;
        Require('{', "the '{' of the header");
        while (!Take('}'))
        {
            var at = Skip();
            var key = Text("a key of the header in quotes, or '}'");
            Require(':', $"':' after '{key}'");
            var value = Skip();
            switch (key)
            {
                case "descr" when type is null:
                    type = Type();
                    break;
                case "fortran_order" when fortran is null:
                    fortran = Truth();
                    break;
                case "shape" when shape is null:
                    (shape, shapeAt) = (Tuple(), start + value);
                    break;
                default:
                    throw content.Bad(
                        start + at, $"the key '{key}'; expected 'descr', 'fortran_order' and 'shape', once each");
            }

            if (!Take(','))
            {
                Require('}', "',' or '}'");
                break;
            }
        }

        if (Skip() < _text.Length)
            throw Expected("nothing but spaces after the '}' of the header");
        return type is var (kind, bigEndian) && fortran is { } order && shape is not null
            ? new NpyHeader(kind, bigEndian, order, shape, shapeAt)
            : throw content.Bad(
                start, "the header lacks a key; expected 'descr', 'fortran_order' and 'shape', once each");
    }

    private (NumberKind Kind, bool BigEndian) Type()
    {
        var at = Skip();
        var descr = _at < _text.Length && _text[_at] == '['
            ? "[…], a record"
            : Text("the type of the numbers in quotes, such as '<f8'");
        var order = descr.Length > 0 ? descr[0] : ' ';
        NumberKind? kind = descr.Length > 0 ? descr[1..] switch
        {
            "b1" => NumberKind.Bool,
            "i1" => NumberKind.Int8,
            "u1" => NumberKind.UInt8,
            "i2" => NumberKind.Int16,
            "u2" => NumberKind.UInt16,
            "i4" => NumberKind.Int32,
            "u4" => NumberKind.UInt32,
            "i8" => NumberKind.Int64,
            "u8" => NumberKind.UInt64,
            "f2" => NumberKind.Float16,
            "f4" => NumberKind.Float32,
            "f8" => NumberKind.Float64,
            _ => null,
        } : null;
        return kind is { } known && (order is '<' or '>' || order == '|' && Numbers.SizeOf(known) == 1)
            ? (known, order == '>')
            : throw content.Bad(
                start + at,
                $"numbers of type '{descr}'; expected f8, f4, f2, i1 to i8, u1 to u8 or b1 behind '<', '>' or '|'; "
                + "objects, records, texts and complex numbers are not read");
    }

    private bool Truth()
    {
        var rest = _text[Skip()..];
        var value = rest.StartsWith("True"u8);
        if (!value && !rest.StartsWith("False"u8))
            throw Expected("True or False");
        _at += value ? 4 : 5;
        return value;
    }

    private long[] Tuple()
    {
        Require('(', "the '(' of the shape");
        var extents = new List<long>();
        while (!Take(')'))
        {
            if (extents.Count == TensorLimits.Axes)
                throw Expected($"at most {TensorLimits.Axes} axes");
            extents.Add(Whole());
            if (!Take(','))
            {
                Require(')', "',' or ')' in the shape");
                break;
            }
        }

        return [.. extents];
    }

    private long Whole()
    {
        var from = Skip();
        long value = 0;
        for (; _at < _text.Length && _text[_at] is >= (byte)'0' and <= (byte)'9'; _at++)
        {
            value = 10 * value + (_text[_at] - '0');
            if (value > int.MaxValue)
                throw content.Bad(start + from, $"an extent above {int.MaxValue}");
        }

        if (_at == from)
            throw Expected("a whole number from 0");
        if (_at < _text.Length && _text[_at] == 'L')
            _at++; // as written under Python 2
        return value;
    }

    private string Text(string what)
    {
        var from = Skip() + 1;
        var quote = _at < _text.Length ? _text[_at] : (byte)0;
        var length = quote is (byte)'\'' or (byte)'"' ? _text[from..].IndexOf(quote) : -1;
        if (length < 0)
            throw Expected(what);
        _at = from + length + 1;
        return Readable(_text.Slice(from, length));
    }

    private bool Take(char sign)
    {
        var found = Skip() < _text.Length && _text[_at] == sign;
        _at += found ? 1 : 0;
        return found;
    }

    private void Require(char sign, string what)
    {
        if (!Take(sign))
            throw Expected(what);
    }

    private int Skip()
    {
        while (_at < _text.Length && _text[_at] is ((byte)' ' or (byte)'\t' or (byte)'\n'))
        {
            _at++;
        }

        return _at;
    }

    private readonly TensorFileException Expected(string what) => content.Bad(
        start + _at,
        _at < _text.Length ? $"expected {what}, found {Readable(_text[_at..])}" : $"the header ends; expected {what}");

    private static string Readable(ReadOnlySpan<byte> bytes)
    {
        var shown = new StringBuilder();
        foreach (var b in bytes[..Math.Min(Shown, bytes.Length)])
        {
            shown.Append(b is >= 0x20 and < 0x7F ? (char)b : '?');
        }

        return shown.Append(bytes.Length > Shown ? "…" : "").ToString();
    }
}
