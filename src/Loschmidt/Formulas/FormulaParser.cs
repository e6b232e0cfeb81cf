using System.Globalization;

namespace Loschmidt.Formulas;

/// <summary>Reads + − * / ^, parentheses, numbers, names and functions into an <see cref="ExpressionPool"/>; every refusal points at a character.</summary>
/// <remarks>
/// sum = product {(+|−) product}; product = signed {(*|/) signed}; signed = {−|+} power; power = atom [^ signed]. So −q^2 = −(q²),
/// 2^3^2 = 2^(3²). Powers with whole exponents to ±64 are products, larger ones are refused; a^½ is √a, and any other exponent makes exp(b log a).
/// </remarks>
internal sealed partial class FormulaParser
{
    public const int MaximumLength = 4096;
    public const int MaximumDepth = 64;
    public const int MaximumNodes = 2000;

    private readonly string _text;
    private readonly FormulaScope _scope;
    private readonly Dictionary<int, (int Position, int Length)> _places;
    private int _at;
    private int _depth;
    private int _checked;

    private FormulaParser(string text, FormulaScope scope, Dictionary<int, (int, int)> places) =>
        (_text, _scope, _places) = (text, scope, places);

    private ExpressionPool Pool { get; } = new();

    /// <summary>Reads a text.</summary>
    /// <param name="text">The formula.</param>
    /// <param name="scope">Names it may use; variable k of the pool is coordinate k, then the symbols.</param>
    /// <param name="places">Receives where functions, quotients and powers of the text stand.</param>
    /// <exception cref="FormulaException">It cannot be read.</exception>
    public static (ExpressionPool Pool, int Root) Parse(
        string text, FormulaScope scope, Dictionary<int, (int Position, int Length)> places)
    {
        var parser = new FormulaParser(text, scope, places);
        if (text.Length > MaximumLength)
            throw parser.Refuse($"a formula has at most {MaximumLength} characters, this one {text.Length}", MaximumLength);
        var root = parser.Sum();
        return parser.Skip() == '\0' && parser._at == text.Length
            ? (parser.Pool, root)
            : throw parser.Unexpected("an operator + - * / ^, or the end of the formula");
    }

    private int Sum()
    {
        var sum = Product();
        while (Skip() is '+' or '-')
        {
            var sign = _at++;
            var next = Product();
            sum = Noted(_text[sign] == '+' ? Pool.Add(sum, next) : Pool.Subtract(sum, next), sign, 1);
        }

        return sum;
    }

    private int Product()
    {
        var product = Signed();
        while (Skip() is '*' or '/')
        {
            var sign = _at++;
            if (_text[sign] == '*' && Skip() == '*' && _at == sign + 1)
                throw Refuse("a power is written q^2, not q**2", _at);
            var next = Signed();
            if (_text[sign] == '/' && next == Pool.Zero)
                throw Refuse("'/' divides by 0", sign);
            product = Noted(_text[sign] == '*' ? Pool.Multiply(product, next) : Pool.Divide(product, next), sign, 1);
        }

        return product;
    }

    private int Signed()
    {
        var negative = false;
        while (Skip() is '-' or '+')
        {
            negative ^= _text[_at++] == '-';
        }

        var value = PowerOf();
        return negative ? Pool.Negate(value) : value;
    }

    private int PowerOf()
    {
        var value = Atom();
        if (Skip() != '^')
            return value;
        var sign = _at++;
        Enter(sign);
        var exponent = Signed();
        _depth--;
        return Noted(Raised(value, exponent, sign), sign, 1);
    }

    private int Atom()
    {
        var start = Skip();
        if (start == '(')
        {
            var open = _at++;
            Enter(open);
            var inner = Sum();
            Close(open);
            return inner;
        }

        return char.IsAsciiDigit(start) || start == '.' ? Number()
            : char.IsLetter(start) ? Name()
            : throw Unexpected("a number, a name, a function or '('");
    }

    private void Close(int open)
    {
        if (Skip() == ',')
            throw Refuse("functions take one argument; a decimal point is '.'", _at);
        if (Skip() != ')')
            throw Unexpected($"an operator, or ')' for the '(' at character {open + 1}");
        _at++;
        _depth--;
    }

    private int Number()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] == '.'))
            _at++;
        if (_at < _text.Length && _text[_at] is 'e' or 'E')
        {
            var exponent = _at + 1;
            if (exponent < _text.Length && _text[exponent] is '+' or '-')
                exponent++;
            if (exponent < _text.Length && char.IsAsciiDigit(_text[exponent]))
            {
                _at = exponent;
                while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
                    _at++;
            }
        }

        var length = _at - start;
        if (!double.TryParse(_text.AsSpan(start, length), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            throw Refuse($"{Shown(start, length)} is no number; write 2, 0.5 or 1e-3", start, length);
        if (!double.IsFinite(value))
            throw Refuse($"{Shown(start, length)} is beyond the largest number, 1.8e308", start, length);
        if (_at < _text.Length && char.IsLetter(_text[_at]))
            throw Refuse($"an operator is missing between {Shown(start, length)} and what follows; write 2*q, not 2q", _at);
        return Pool.Constant(value);
    }

    // A constant part that is not finite is refused where it arises: no state could make it better.
    private int Noted(int node, int position, int length)
    {
        _places.TryAdd(node, (position, length));
        if (Pool.NonFinite(_checked) >= 0)
            throw Refuse("this part is a constant and not finite: its numbers are beyond the largest one, 1.8e308", position, length);
        if (Pool.Count > MaximumNodes)
            throw Refuse($"a formula has at most {MaximumNodes} operations", position, length);
        _checked = Pool.Count;
        return node;
    }

    private void Enter(int position)
    {
        if (++_depth > MaximumDepth)
            throw Refuse($"nested more than {MaximumDepth} deep", position);
    }

    /// <summary>The next character that is no space, '\0' at the end.</summary>
    private char Skip()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\n' or '\r')
            _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private FormulaException Unexpected(string expected)
    {
        if (Skip() == '\0' && _at == _text.Length)
            return Refuse($"expects {expected}", _at);
        var hint = _text[_at] switch
        {
            '²' => "; write ^2",
            '³' => "; write ^3",
            '·' or '×' or '∙' => "; write *",
            '−' or '–' => "; write - (a plain minus)",
            '[' or '{' => "; write (",
            ']' or '}' => "; write )",
            ',' => "; a decimal point is '.'",
            '=' => "; a formula is the energy alone, without V =",
            var c when char.IsLetterOrDigit(c) || c is '(' => "; a product is written with *",
            _ => "",
        };
        return Refuse($"expects {expected}, found {Shown(_at, 1)}{hint}", _at);
    }

    private string Shown(int position, int length)
    {
        var part = _text.AsSpan(position, Math.Min(length, 40));
        return $"'{string.Concat(part.ToString().Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c))}{(length > 40 ? "..." : "")}'";
    }

    private FormulaException Refuse(string problem, int position, int length = 1) =>
        new(problem, _text, position, Math.Min(length, _text.Length - position));
}
