namespace Loschmidt.Formulas;

/// <summary>Symbolic derivatives of pooled expressions: the gradient by one sweep backwards, a derivative along a direction by one forwards.</summary>
/// <remarks>Both make a few nodes for every node they pass, however many variables there are, so that even a long formula has derivatives of
/// a few times its length.</remarks>
internal static class Derivatives
{
    /// <summary>∂(root)/∂v of each variable node.</summary>
    /// <param name="pool">Receives the derivatives' nodes.</param>
    /// <param name="root">The expression.</param>
    /// <param name="variables">Nodes of variables.</param>
    public static int[] Gradient(ExpressionPool pool, int root, ReadOnlySpan<int> variables)
    {
        var depends = DependsOn(pool, root, variables);
        var slope = new int[root + 1];
        Array.Fill(slope, pool.Zero);
        slope[root] = pool.One;
        for (var at = root; at >= 0; at--)
        {
            var node = pool[at];
            if (!depends[at] || slope[at] == pool.Zero || !node.HasFirst)
                continue;
            var (g, a, b) = (slope[at], node.A, node.B);
            switch (node.Operation)
            {
                case Operation.Add:
                    Receive(a, g);
                    Receive(b, g);
                    break;
                case Operation.Subtract:
                    Receive(a, g);
                    Receive(b, pool.Negate(g));
                    break;
                case Operation.Multiply:
                    Receive(a, pool.Multiply(g, b));
                    Receive(b, pool.Multiply(g, a));
                    break;
                case Operation.Divide:
                    var share = pool.Divide(g, b);
                    Receive(a, share);
                    Receive(b, pool.Negate(pool.Multiply(share, at)));
                    break;
                default:
                    Receive(a, pool.Multiply(g, Slope(pool, at)));
                    break;
            }
        }

        var gradient = new int[variables.Length];
        for (var k = 0; k < variables.Length; k++)
        {
            gradient[k] = variables[k] <= root ? slope[variables[k]] : pool.Zero;
        }

        return gradient;

        void Receive(int node, int part) => slope[node] = depends[node] ? pool.Add(slope[node], part) : pool.Zero;
    }

    /// <summary>Σ_v ∂(root)/∂v · direction_v of each root.</summary>
    /// <param name="pool">Receives the derivatives' nodes.</param>
    /// <param name="roots">The expressions.</param>
    /// <param name="variables">Nodes of variables.</param>
    /// <param name="directions">Nodes of what they are displaced by.</param>
    public static int[] Along(ExpressionPool pool, ReadOnlySpan<int> roots, ReadOnlySpan<int> variables, ReadOnlySpan<int> directions)
    {
        var reached = pool.Reachable(roots);
        var moved = new int[reached.Length];
        Array.Fill(moved, pool.Zero);
        for (var k = 0; k < variables.Length; k++)
        {
            if (variables[k] < moved.Length)
                moved[variables[k]] = directions[k];
        }

        for (var at = 0; at < reached.Length; at++)
        {
            var node = pool[at];
            if (!reached[at] || !node.HasFirst)
                continue;
            var (a, b) = (node.A, node.B);
            moved[at] = node.Operation switch
            {
                Operation.Add => pool.Add(moved[a], moved[b]),
                Operation.Subtract => pool.Subtract(moved[a], moved[b]),
                Operation.Multiply => pool.Add(pool.Multiply(moved[a], b), pool.Multiply(a, moved[b])),
                Operation.Divide => pool.Divide(pool.Subtract(moved[a], pool.Multiply(at, moved[b])), b),
                _ => moved[a] == pool.Zero ? pool.Zero : pool.Multiply(Slope(pool, at), moved[a]),
            };
        }

        var along = new int[roots.Length];
        for (var k = 0; k < roots.Length; k++)
        {
            along[k] = moved[roots[k]];
        }

        return along;
    }

    /// <summary>f′ of a node f(a) with one operand.</summary>
    private static int Slope(ExpressionPool pool, int at)
    {
        var node = pool[at];
        var a = node.A;
        return node.Operation switch
        {
            Operation.Negate => pool.Constant(-1),
            Operation.Power => pool.Multiply(pool.Constant(node.B), pool.Power(a, node.B - 1)),
            Operation.Sin => pool.Apply(Operation.Cos, a),
            Operation.Cos => pool.Negate(pool.Apply(Operation.Sin, a)),
            Operation.Exp => at,
            Operation.Log => pool.Divide(pool.One, a),
            Operation.Sqrt => pool.Divide(pool.Constant(0.5), at),
            Operation.Tanh => pool.Subtract(pool.One, pool.Power(at, 2)),
            Operation.Sinh => pool.Apply(Operation.Cosh, a),
            Operation.Cosh => pool.Apply(Operation.Sinh, a),
            Operation.Sech => pool.Negate(pool.Multiply(at, pool.Apply(Operation.Tanh, a))),
            _ => throw new ArgumentException($"{node.Operation} has no slope of one operand"),
        };
    }

    private static bool[] DependsOn(ExpressionPool pool, int root, ReadOnlySpan<int> variables)
    {
        var depends = new bool[root + 1];
        foreach (var variable in variables)
        {
            if (variable <= root)
                depends[variable] = true;
        }

        for (var at = 0; at <= root; at++)
        {
            var node = pool[at];
            depends[at] |= (node.HasFirst && depends[node.A]) || (node.HasSecond && depends[node.B]);
        }

        return depends;
    }
}
