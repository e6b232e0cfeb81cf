using System.Globalization;
using System.Text;
using Loschmidt.Numerics.Random;
using Loschmidt.Numerics.Reals;

namespace Loschmidt.Experiments.Fuzzing;

/// <summary>A formula drawn from the grammar, which knows its own value without the reader: a tree that is written as text and evaluated in dual
/// numbers.</summary>
/// <remarks>Roots, logarithms and quotients are drawn with arguments that stay away from their singularities.</remarks>
internal sealed class GrownFormula
{
    private const int Depth = 3;

    private readonly RandomStream _stream;
    private readonly uint _low;
    private readonly uint _high;
    private readonly StringBuilder _text = new();
    private readonly Func<Dual<RealNumber>[], Dual<RealNumber>> _value;
    private uint _draw;
    private double _largest;

    /// <summary>Draws one.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="number">The case.</param>
    public GrownFormula(ulong seed, long number)
    {
        _stream = new RandomStream(seed, "grown formulas");
        (_low, _high) = ((uint)number, (uint)(number >> 32));
        _value = Sum(Depth);
        Text = _text.ToString();
    }

    /// <summary>How it is written.</summary>
    public string Text { get; }

    /// <summary>Its value, its slope by one of its variables, and the largest number on the way to either.</summary>
    /// <param name="at">a, b, k, g.</param>
    /// <param name="seeded">Which of them.</param>
    public (double Value, double Slope, double Largest) Evaluate(ReadOnlySpan<double> at, int seeded)
    {
        var variables = new Dual<RealNumber>[at.Length];
        for (var i = 0; i < at.Length; i++)
        {
            variables[i] = new(new(at[i]), new(i == seeded ? 1 : 0));
        }

        _largest = 0;
        var result = _value(variables);
        return (result.Value.Value, result.Derivative.Value, _largest);
    }

    private Func<Dual<RealNumber>[], Dual<RealNumber>> Watched(Func<Dual<RealNumber>[], Dual<RealNumber>> part) => v =>
    {
        var x = part(v);
        _largest = Math.Max(_largest, Math.Max(Math.Abs(x.Value.Value), Math.Abs(x.Derivative.Value)));
        return x;
    };

    private int Below(int count) => _stream.Index(count, _low, _high, lane: 0, _draw++);

    private Func<Dual<RealNumber>[], Dual<RealNumber>> Sum(int depth)
    {
        var sum = Product(depth);
        for (var more = Below(3); more > 0; more--)
        {
            var (plus, left) = (Below(2) == 0, sum);
            _text.Append(Space()).Append(plus ? '+' : '-').Append(Space());
            var right = Product(depth);
            sum = Watched(plus ? v => left(v) + right(v) : v => left(v) - right(v));
        }

        return sum;
    }

    private Func<Dual<RealNumber>[], Dual<RealNumber>> Product(int depth)
    {
        var product = Signed(depth);
        for (var more = Below(3); more > 0; more--)
        {
            var left = product;
            if (Below(4) == 0)
            {
                _text.Append("/(1.5 + ");
                var right = Atom(depth - 1);
                _text.Append("^2)");
                product = Watched(v => left(v) / (Dual<RealNumber>.Pow(right(v), 2) + 1.5));
            }
            else
            {
                _text.Append('*');
                var right = Signed(depth);
                product = Watched(v => left(v) * right(v));
            }
        }

        return product;
    }

    private Func<Dual<RealNumber>[], Dual<RealNumber>> Signed(int depth)
    {
        var negative = Below(5) == 0;
        _text.Append(negative ? "-" : "");
        var power = Power(depth);
        return negative ? v => -power(v) : power;
    }

    private Func<Dual<RealNumber>[], Dual<RealNumber>> Power(int depth)
    {
        var basis = Atom(depth);
        if (Below(4) != 0)
            return basis;
        var n = 1 + Below(4);
        _text.Append('^').Append(n.ToString(CultureInfo.InvariantCulture));
        return Watched(v => Dual<RealNumber>.Pow(basis(v), n));
    }

    private Func<Dual<RealNumber>[], Dual<RealNumber>> Atom(int depth)
    {
        switch (depth <= 0 ? Below(4) : Below(9))
        {
            case 0:
                var number = (1 + Below(40)) / 16.0;
                _text.Append(number.ToString("R", CultureInfo.InvariantCulture));
                return _ => Dual<RealNumber>.FromDouble(number);
            case 1 or 2 or 3:
                var (names, which) = ((string[])["a", "b", "k", "g"], Below(4));
                _text.Append(names[which]);
                return v => v[which];
            case 4:
                _text.Append('(');
                var inner = Sum(depth - 1);
                _text.Append(')');
                return inner;
            case 5:
                return Guarded("log(1.25 + ", depth, x => Dual<RealNumber>.Log(Dual<RealNumber>.Pow(x, 2) + 1.25));
            case 6:
                return Guarded("sqrt(0.5 + ", depth, x => Dual<RealNumber>.Sqrt(Dual<RealNumber>.Pow(x, 2) + 0.5));
            default:
                return Function(depth);
        }
    }

    private Func<Dual<RealNumber>[], Dual<RealNumber>> Guarded(
        string start, int depth, Func<Dual<RealNumber>, Dual<RealNumber>> function)
    {
        _text.Append(start);
        var inner = Atom(depth - 1);
        _text.Append("^2)");
        return v => function(inner(v));
    }

    private Func<Dual<RealNumber>[], Dual<RealNumber>> Function(int depth)
    {
        var which = Below(8);
        _text.Append(((string[])["sin", "cos", "tanh", "exp", "sech", "cosh", "sinh", "tanh"])[which]).Append(Space()).Append('(');
        var inner = Sum(depth - 1);
        _text.Append(')');
        return Watched(v =>
        {
            var x = inner(v);
            return which switch
            {
                0 => Dual<RealNumber>.Sin(x),
                1 => Dual<RealNumber>.Cos(x),
                3 => Dual<RealNumber>.Exp(x),
                4 => 2 / (Dual<RealNumber>.Exp(x) + Dual<RealNumber>.Exp(-x)),
                5 => (Dual<RealNumber>.Exp(x) + Dual<RealNumber>.Exp(-x)) / 2,
                6 => (Dual<RealNumber>.Exp(x) - Dual<RealNumber>.Exp(-x)) / 2,
                _ => Dual<RealNumber>.Tanh(x),
            };
        });
    }

    private string Space() => Below(4) == 0 ? " " : "";
}
