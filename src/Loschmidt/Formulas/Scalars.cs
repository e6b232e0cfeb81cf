using Loschmidt.Numerics.Reals;

namespace Loschmidt.Formulas;

/// <summary>Expressions evaluated one number at a time: for constants, faults and references, where speed does not matter.</summary>
internal static class Scalars
{
    /// <summary>f(x) of a function of one argument.</summary>
    public static double Apply(Operation function, double x) => function switch
    {
        Operation.Sin => Math.Sin(x),
        Operation.Cos => Math.Cos(x),
        Operation.Exp => Math.Exp(x),
        Operation.Log => Math.Log(x),
        Operation.Sqrt => Math.Sqrt(x),
        Operation.Tanh => Math.Tanh(x),
        Operation.Sinh => Math.Sinh(x),
        Operation.Cosh => Math.Cosh(x),
        Operation.Sech => 1 / Math.Cosh(x),
        _ => throw new ArgumentException($"{function} is no function of one argument"),
    };

    /// <summary>Values of all nodes that are needed, in their order; nodes that are not keep what they had.</summary>
    /// <param name="pool">The expressions.</param>
    /// <param name="needed">As of <see cref="ExpressionPool.Reachable"/>.</param>
    /// <param name="variables">[variables], by number.</param>
    /// <param name="values">[nodes], overwritten where needed.</param>
    public static void Evaluate<R>(ExpressionPool pool, bool[] needed, ReadOnlySpan<R> variables, Span<R> values)
        where R : struct, IReal<R>
    {
        for (var at = 0; at < needed.Length; at++)
        {
            if (needed[at])
                values[at] = Value(pool[at], variables, values);
        }
    }

    private static R Value<R>(ExpressionNode node, ReadOnlySpan<R> variables, ReadOnlySpan<R> values)
        where R : struct, IReal<R> => node.Operation switch
        {
            Operation.Constant => R.FromDouble(node.Value),
            Operation.Variable => variables[node.A],
            Operation.Add => values[node.A] + values[node.B],
            Operation.Subtract => values[node.A] - values[node.B],
            Operation.Multiply => values[node.A] * values[node.B],
            Operation.Divide => values[node.A] / values[node.B],
            Operation.Negate => -values[node.A],
            Operation.Power => R.Pow(values[node.A], node.B),
            Operation.Sin => R.Sin(values[node.A]),
            Operation.Cos => R.Cos(values[node.A]),
            Operation.Exp => R.Exp(values[node.A]),
            Operation.Log => R.Log(values[node.A]),
            Operation.Sqrt => R.Sqrt(values[node.A]),
            Operation.Tanh => R.Tanh(values[node.A]),
            Operation.Cosh => Cosh(values[node.A]),
            Operation.Sinh => R.Tanh(values[node.A]) * Cosh(values[node.A]),
            Operation.Sech => 1 / Cosh(values[node.A]),
            _ => throw new ArgumentException($"{node.Operation} is no operation"),
        };

    private static R Cosh<R>(R x)
        where R : struct, IReal<R> => (R.Exp(x) + R.Exp(-x)) / 2;
}
