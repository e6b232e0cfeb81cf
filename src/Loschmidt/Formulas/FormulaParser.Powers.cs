namespace Loschmidt.Formulas;

// Powers, and constants that have no value.
internal sealed partial class FormulaParser
{
    private const int LargestPower = 64;

    private int Raised(int value, int exponent, int sign)
    {
        var isNumber = Pool.IsConstant(exponent, out var n);
        if (Pool.IsConstant(value, out var a) && isNumber)
        {
            var power = Math.Pow(a, n);
            return double.IsFinite(power) ? Pool.Constant(power)
                : throw Refuse(
                    a == 0 ? $"0 to the power {n:g4} divides by 0"
                    : a < 0 && n != Math.Round(n) ? $"{a:g4} to the power {n:g4}: the base of a power that is no whole number must be positive"
                    : $"{a:g4} to the power {n:g4} is beyond the largest number, 1.8e308",
                    sign);
        }

        if (isNumber && n == Math.Round(n))
        {
            return Math.Abs(n) <= LargestPower ? Pool.Power(value, (int)n)
                : throw Refuse($"the exponent {n:g4} is too large; whole exponents go from -{LargestPower} to {LargestPower}", sign);
        }

        if (isNumber && 2 * n == Math.Round(2 * n) && Math.Abs(n) <= LargestPower / 2)
            return Pool.Power(Made(Operation.Sqrt), (int)(2 * n));
        return Pool.IsConstant(value, out _) && a <= 0
            ? throw Refuse($"the base {a:g4} of a power whose exponent is no number must be positive", sign)
            : Pool.Apply(Operation.Exp, Pool.Multiply(exponent, Made(Operation.Log)));

        // A fault in it is told as one of the power, which is what was written.
        int Made(Operation function)
        {
            var node = Pool.Apply(function, value);
            _places.TryAdd(node, (sign, 1));
            return node;
        }
    }

    /// <summary>Why a function of a constant is no finite number; null where it is one.</summary>
    private static string? Undefined(string function, double x) => function switch
    {
        "log" or "ln" when x <= 0 => $"the logarithm of {x:g4}, which must be positive",
        "sqrt" when x < 0 => $"the root of {x:g4}, which must not be negative",
        "exp" or "sinh" or "cosh" when Math.Abs(x) > 709 && !double.IsFinite(function == "exp" ? Math.Exp(x) : Math.Cosh(x)) =>
            $"{function} of {x:g4} is beyond the largest number, 1.8e308",
        _ => null,
    };
}
