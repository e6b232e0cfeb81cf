namespace Loschmidt.Formulas;

// Names: coordinates, symbols, pi and functions.
internal sealed partial class FormulaParser
{
    private int Name()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_'))
            _at++;
        var (length, name) = (_at - start, _text[start.._at]);
        var isCall = Skip() == '(';
        if (Variable(name) is { } variable)
        {
            return isCall
                ? throw Refuse($"{Shown(start, length)} is no function; write {name}*(...) for a product", start, length)
                : Pool.Variable(variable);
        }

        if (FormulaScope.IsConstant(name) && !isCall)
            return Pool.Constant(Math.PI);
        if (FormulaScope.FunctionNames.Contains(name, StringComparer.Ordinal))
        {
            return isCall
                ? Call(name, start)
                : throw Refuse($"the function {name} needs an argument in parentheses: {name}(...)", start, length);
        }

        throw Refuse(Unknown(name, start, length, isCall), start, length);
    }

    private int Call(string name, int start)
    {
        var open = _at++;
        Enter(open);
        var argument = Sum();
        Close(open);
        if (Pool.IsConstant(argument, out var x) && Undefined(name, x) is { } problem)
            throw Refuse(problem, start, _at - start);
        return Noted(
            name switch
            {
                "sin" => Pool.Apply(Operation.Sin, argument),
                "cos" => Pool.Apply(Operation.Cos, argument),
                "tan" => Pool.Divide(Pool.Apply(Operation.Sin, argument), Pool.Apply(Operation.Cos, argument)),
                "exp" => Pool.Apply(Operation.Exp, argument),
                "sqrt" => Pool.Apply(Operation.Sqrt, argument),
                "tanh" => Pool.Apply(Operation.Tanh, argument),
                "sinh" => Pool.Apply(Operation.Sinh, argument),
                "cosh" => Pool.Apply(Operation.Cosh, argument),
                "sech" => Pool.Apply(Operation.Sech, argument),
                _ => Pool.Apply(Operation.Log, argument),
            },
            start, _at - start);
    }

    private int? Variable(string name)
    {
        var spelt = _scope.Aliases.GetValueOrDefault(name, name);
        for (var k = 0; k < _scope.Coordinates.Count; k++)
        {
            if (_scope.Coordinates[k] == spelt)
                return k;
        }

        for (var k = 0; k < _scope.Symbols.Count; k++)
        {
            if (_scope.Symbols[k] == name)
                return _scope.Coordinates.Count + k;
        }

        return null;
    }

    private string Unknown(string name, int start, int length, bool isCall)
    {
        if (_scope.Refused.TryGetValue(name, out var reason))
            return reason;
        if (isCall && name is "abs" or "sign" or "sgn" or "min" or "max" or "floor" or "ceil" or "round" or "step" or "heaviside" or "mod")
        {
            return $"{name} is not smooth: its force jumps, and an echo that is nudged across a jump does not come home; "
                + "sqrt(q^2 + s^2) is a smooth |q|, tanh(q/s) a smooth sign";
        }

        string[] names = [.. _scope.Coordinates, .. _scope.Symbols, "pi"];
        return isCall
            ? $"there is no function {Shown(start, length)}{Hint(name, FormulaScope.FunctionNames, oneLetter: false)} accepted: {string.Join(", ", FormulaScope.FunctionNames)}"
            : $"unknown name {Shown(start, length)}{Hint(name, names, oneLetter: true)} accepted: {string.Join(", ", names)}";
    }

    // Of functions, one letter makes another function (acos, coth), so that only their case is guessed.
    private static string Hint(string name, IReadOnlyList<string> names, bool oneLetter) =>
        (names.FirstOrDefault(other => string.Equals(name, other, StringComparison.OrdinalIgnoreCase))
            ?? (oneLetter ? names.FirstOrDefault(other => AreOneLetterApart(name, other)) : null)) is { } meant
            ? $"; did you mean '{meant}'?"
            : ";";

    private static bool AreOneLetterApart(string a, string b)
    {
        // Of names of one letter, every other is one letter apart.
        if (Math.Min(a.Length, b.Length) < 2 || Math.Abs(a.Length - b.Length) > 1)
            return false;
        var same = a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count();
        return a.Length == b.Length ? a[(same + 1)..] == b[(same + 1)..]
            : a.Length > b.Length ? a[(same + 1)..] == b[same..] : a[same..] == b[(same + 1)..];
    }
}
