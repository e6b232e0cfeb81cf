namespace Loschmidt.Formulas;

/// <summary>Expressions that share whatever they have in common: a node exists once, so that a common subexpression is found by being the same number.</summary>
/// <remarks>
/// Operands have lower numbers than what they enter: a loop over numbers visits them first, and nothing here recurses over an expression.
/// What is built is simplified on the spot: constants are folded and stand in front of products, signs are pulled outwards,
/// powers of one base are gathered, and the two orders of a sum, a product or a difference are one node.
/// </remarks>
internal sealed class ExpressionPool
{
    private const int LargestMergedPower = 4096;

    private readonly List<ExpressionNode> _nodes = [];
    private readonly Dictionary<ExpressionNode, int> _numbers = [];

    public ExpressionPool()
    {
        Zero = Constant(0);
        One = Constant(1);
    }

    public int Zero { get; }

    public int One { get; }

    public int Count => _nodes.Count;

    public ExpressionNode this[int node] => _nodes[node];

    /// <summary>The first constant that is not finite, from a node on; −1 where there is none.</summary>
    public int NonFinite(int from)
    {
        for (var node = from; node < Count; node++)
        {
            if (IsConstant(node, out var value) && !double.IsFinite(value))
            {
                return node;
            }
        }

        return -1;
    }

    public bool IsConstant(int node, out double value)
    {
        value = _nodes[node].Value;
        return _nodes[node].Operation == Operation.Constant;
    }

    /// <summary>The number of a node; −1 where there is none like it.</summary>
    public int Find(ExpressionNode node) => _numbers.GetValueOrDefault(node, -1);

    public int Constant(double value) => Intern(new(Operation.Constant, Value: value + 0.0));

    public int Variable(int number) => Intern(new(Operation.Variable, A: number));

    public int Add(int a, int b)
    {
        if (a == Zero || b == Zero)
            return a == Zero ? b : a;
        if (IsConstant(a, out var x) && IsConstant(b, out var y))
            return Constant(x + y);
        if (Is(Operation.Negate, b))
            return Subtract(a, _nodes[b].A);
        if (Is(Operation.Negate, a))
            return Subtract(b, _nodes[a].A);
        var ((factorA, baseA), (factorB, baseB)) = (Scaled(a), Scaled(b));
        return baseA == baseB
            ? Multiply(Constant(factorA + factorB), baseA)
            : Intern(new(Operation.Add, Math.Max(a, b), Math.Min(a, b)));
    }

    public int Subtract(int a, int b)
    {
        if (b == Zero)
            return a;
        if (a == Zero)
            return Negate(b);
        if (IsConstant(a, out var x) && IsConstant(b, out var y))
            return Constant(x - y);
        if (Is(Operation.Negate, b))
            return Add(a, _nodes[b].A);
        if (Is(Operation.Negate, a))
            return Negate(Add(_nodes[a].A, b));
        var ((factorA, baseA), (factorB, baseB)) = (Scaled(a), Scaled(b));
        if (baseA == baseB)
            return Multiply(Constant(factorA - factorB), baseA);
        return a < b || IsConstant(a, out _) || IsConstant(b, out _)
            ? Intern(new(Operation.Subtract, a, b))
            : Intern(new(Operation.Negate, Intern(new(Operation.Subtract, b, a))));
    }

    public int Negate(int a) => _nodes[a] switch
    {
        { Operation: Operation.Constant } constant => Constant(-constant.Value),
        { Operation: Operation.Negate } inner => inner.A,
        { Operation: Operation.Multiply } product when IsConstant(product.A, out var factor) => Multiply(Constant(-factor), product.B),
        _ => Intern(new(Operation.Negate, a)),
    };

    public int Multiply(int a, int b)
    {
        if (a == Zero || b == Zero)
            return Zero;
        if (a == One || b == One)
            return a == One ? b : a;
        if (Is(Operation.Negate, a))
            return Negate(Multiply(_nodes[a].A, b));
        if (Is(Operation.Negate, b))
            return Negate(Multiply(a, _nodes[b].A));
        var ((factorA, baseA), (factorB, baseB)) = (Scaled(a), Scaled(b));
        if (baseA != a || baseB != b)
        {
            var (factor, rest) = (factorA * factorB, Multiply(baseA, baseB));
            return factor switch
            {
                0 => Zero,
                1 => rest,
                -1 => Negate(rest),
                _ when rest == One => Constant(factor),
                _ when Scaled(rest) is var (inner, innermost) && innermost != rest => Multiply(Constant(factor * inner), innermost),
                _ => Intern(new(Operation.Multiply, Constant(factor), rest)),
            };
        }

        var ((rootA, powerA), (rootB, powerB)) = (Root(a), Root(b));
        if (rootA == rootB && Math.Abs(powerA + powerB) <= LargestMergedPower)
            return Power(rootA, powerA + powerB);
        return Intern(new(Operation.Multiply, Math.Min(a, b), Math.Max(a, b)));
    }

    public int Divide(int a, int b)
    {
        if (IsConstant(b, out var divisor))
        {
            return IsConstant(a, out var dividend) ? Constant(dividend / divisor)
                : double.IsNormal(1 / divisor) ? Multiply(Constant(1 / divisor), a)
                : Intern(new(Operation.Divide, a, b));
        }

        if (a == Zero)
            return Zero;
        if (a == b)
            return One;
        if (Is(Operation.Negate, a))
            return Negate(Divide(_nodes[a].A, b));
        if (Is(Operation.Negate, b))
            return Negate(Divide(a, _nodes[b].A));
        var ((factorA, baseA), (factorB, baseB)) = (Scaled(a), Scaled(b));
        var factor = factorA / factorB;
        if (factor != 1 && double.IsNormal(factor) && (baseA != One || baseB != b))
            return Multiply(Constant(factor), Divide(baseA, baseB));
        return Intern(new(Operation.Divide, a, b));
    }

    public int Power(int a, int exponent)
    {
        switch (_nodes[a])
        {
            case var _ when exponent == 0:
                return One;
            case var _ when exponent == 1:
                return a;
            case { Operation: Operation.Constant } constant:
                return Constant(Math.Pow(constant.Value, exponent));
            case { Operation: Operation.Negate } inner:
                var power = Power(inner.A, exponent);
                return exponent % 2 == 0 ? power : Negate(power);
            case { Operation: Operation.Power } inner when Math.Abs((long)inner.B * exponent) <= LargestMergedPower:
                return Power(inner.A, inner.B * exponent);
            case { Operation: Operation.Multiply } product when IsConstant(product.A, out var factor)
                && double.IsNormal(Math.Pow(factor, exponent)):
                return Multiply(Constant(Math.Pow(factor, exponent)), Power(product.B, exponent));
            default:
                return Intern(new(Operation.Power, a, exponent));
        }
    }

    public int Apply(Operation function, int a)
    {
        if (IsConstant(a, out var value))
            return Constant(Scalars.Apply(function, value));
        return Is(Operation.Negate, a) ? function switch
        {
            Operation.Sin or Operation.Tanh or Operation.Sinh => Negate(Apply(function, _nodes[a].A)),
            Operation.Cos or Operation.Cosh or Operation.Sech => Apply(function, _nodes[a].A),
            _ => Intern(new(function, a)),
        }
        : Intern(new(function, a));
    }

    /// <summary>c and x of c·x; 1 and the node itself where it is no such product.</summary>
    public (double Factor, int Base) Scaled(int node) => _nodes[node] switch
    {
        { Operation: Operation.Constant } constant => (constant.Value, One),
        { Operation: Operation.Negate } negated when Scaled(negated.A) is var (factor, inner) => (-factor, inner),
        { Operation: Operation.Multiply } product when IsConstant(product.A, out var factor) => (factor, product.B),
        _ => (1, node),
    };

    /// <summary>Which nodes up to the highest of some are needed for these.</summary>
    public bool[] Reachable(params ReadOnlySpan<int> roots)
    {
        var highest = -1;
        foreach (var root in roots)
        {
            highest = Math.Max(highest, root);
        }

        var reached = new bool[highest + 1];
        foreach (var root in roots)
        {
            reached[root] = true;
        }

        for (var node = highest; node >= 0; node--)
        {
            var (inner, entry) = (_nodes[node], reached[node]);
            if (entry && inner.HasFirst)
                reached[inner.A] = true;
            if (entry && inner.HasSecond)
                reached[inner.B] = true;
        }

        return reached;
    }

    private (int Root, int Power) Root(int node) =>
        Is(Operation.Power, node) ? (_nodes[node].A, _nodes[node].B) : (node, 1);

    private bool Is(Operation operation, int node) => _nodes[node].Operation == operation;

    /// <summary>The node as it is, without simplification.</summary>
    public int Intern(ExpressionNode node)
    {
        if (!_numbers.TryGetValue(node, out var number))
        {
            number = _nodes.Count;
            _nodes.Add(node);
            _numbers.Add(node, number);
        }

        return number;
    }
}
