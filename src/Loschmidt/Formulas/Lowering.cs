namespace Loschmidt.Formulas;

/// <summary>The last shape of an expression before it becomes instructions: powers as products, and symbols with a fixed value as constants.</summary>
internal static class Lowering
{
    /// <summary>The same expression in a pool of its own, with some variables replaced by numbers.</summary>
    /// <param name="source">Where it is.</param>
    /// <param name="root">The expression.</param>
    /// <param name="values">[variables], NaN where a variable stays one.</param>
    /// <param name="target">Receives it, simplified once more.</param>
    public static int Fix(ExpressionPool source, int root, ReadOnlySpan<double> values, ExpressionPool target)
    {
        var needed = source.Reachable(root);
        var moved = new int[needed.Length];
        for (var at = 0; at < needed.Length; at++)
        {
            if (!needed[at])
                continue;
            var node = source[at];
            moved[at] = node.Operation switch
            {
                Operation.Constant => target.Constant(node.Value),
                Operation.Variable => double.IsNaN(values[node.A]) ? target.Variable(node.A) : target.Constant(values[node.A]),
                Operation.Add => target.Add(moved[node.A], moved[node.B]),
                Operation.Subtract => target.Subtract(moved[node.A], moved[node.B]),
                Operation.Multiply => target.Multiply(moved[node.A], moved[node.B]),
                Operation.Divide => target.Divide(moved[node.A], moved[node.B]),
                Operation.Negate => target.Negate(moved[node.A]),
                Operation.Power => target.Power(moved[node.A], node.B),
                _ => target.Apply(node.Operation, moved[node.A]),
            };
        }

        return moved[root];
    }

    /// <summary>Expressions with their powers written as products by repeated squaring, which share their squares.</summary>
    /// <param name="source">Where they are.</param>
    /// <param name="roots">The expressions; overwritten with their nodes in the new pool.</param>
    public static ExpressionPool Products(ExpressionPool source, Span<int> roots)
    {
        var target = new ExpressionPool();
        var needed = source.Reachable(roots);
        var moved = new int[needed.Length];
        for (var at = 0; at < needed.Length; at++)
        {
            if (!needed[at])
                continue;
            var node = source[at];
            moved[at] = node.Operation == Operation.Power
                ? Product(target, moved[node.A], node.B)
                : target.Intern(node with { A = node.HasFirst ? moved[node.A] : node.A, B = node.HasSecond ? moved[node.B] : node.B });
        }

        foreach (ref var root in roots)
        {
            root = moved[root];
        }

        return target;
    }

    private static int Product(ExpressionPool pool, int a, int exponent)
    {
        if (exponent < 0)
            return pool.Intern(new(Operation.Divide, pool.One, Product(pool, a, -exponent)));
        if (exponent == 1)
            return a;
        var half = Product(pool, a, exponent / 2);
        var square = pool.Intern(new(Operation.Multiply, half, half));
        return exponent % 2 == 0 ? square : pool.Intern(new(Operation.Multiply, square, a));
    }
}
