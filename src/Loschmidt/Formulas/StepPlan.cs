namespace Loschmidt.Formulas;

/// <summary>Orders the operations of lowered expressions by how often they are done: once a call, once a place, once a place and lane.</summary>
internal sealed class StepPlan
{
    private readonly ExpressionPool _pool;
    private readonly int[] _uses;
    private readonly int[] _user;

    /// <summary>Plans expressions.</summary>
    /// <param name="pool">Lowered expressions.</param>
    /// <param name="roots">What is wanted.</param>
    /// <param name="variables">[variables], how each of them lies.</param>
    public StepPlan(ExpressionPool pool, ReadOnlySpan<int> roots, ReadOnlySpan<OperandKind> variables)
    {
        _pool = pool;
        Needed = pool.Reachable(roots);
        Kinds = new OperandKind[Needed.Length];
        _uses = new int[Needed.Length];
        _user = new int[Needed.Length];
        for (var at = 0; at < Needed.Length; at++)
        {
            var node = pool[at];
            if (!Needed[at])
                continue;
            Kinds[at] = node.Operation switch
            {
                Operation.Constant => OperandKind.Scalar,
                Operation.Variable => variables[node.A],
                _ when node.HasSecond => (OperandKind)Math.Max((byte)Kinds[node.A], (byte)Kinds[node.B]),
                _ => Kinds[node.A],
            };
            if (node.HasFirst)
                (_uses[node.A], _user[node.A]) = (_uses[node.A] + 1, at);
            if (node.HasSecond)
                (_uses[node.B], _user[node.B]) = (_uses[node.B] + 1, at);
        }

        foreach (var root in roots)
        {
            _uses[root] += 2;
        }

        ScalarNodes = Array.ConvertAll(Kinds, kind => kind == OperandKind.Scalar);
        for (var at = 0; at < Needed.Length; at++)
        {
            ScalarNodes[at] &= Needed[at];
            if (!Needed[at] || !pool[at].HasFirst)
                continue;
            if (Kinds[at] == OperandKind.Row)
                Rows.Add(new(pool[at].Operation, null, at, -1, pool[at].A, pool[at].HasSecond ? pool[at].B : -1));
            else if (Kinds[at] == OperandKind.Block)
                AddBlock(at);
        }
    }

    /// <summary>[nodes], which of them are needed.</summary>
    public bool[] Needed { get; }

    /// <summary>[nodes], how the values of each lie.</summary>
    public OperandKind[] Kinds { get; }

    /// <summary>[nodes], which of them are needed and numbers.</summary>
    public bool[] ScalarNodes { get; }

    /// <summary>Steps over places.</summary>
    public List<Step> Rows { get; } = [];

    /// <summary>Steps over places and lanes.</summary>
    public List<Step> Blocks { get; } = [];

    private void AddBlock(int at)
    {
        var node = _pool[at];
        if (node.Operation is Operation.Sin or Operation.Cos)
        {
            AddTurn(at, node.A, node.Operation == Operation.Sin);
            return;
        }

        if (IsPending(at))
            return;
        if (node.Operation is Operation.Add or Operation.Subtract)
        {
            // The later product, if both are, so that the other one has been done.
            var (product, other) = Fusable(node.B) ? (node.B, node.A) : Fusable(node.A) ? (node.A, node.B) : (-1, -1);
            if (product >= 0)
            {
                var fusion = node.Operation == Operation.Add ? Fusion.MultiplyAdd
                    : product == node.A ? Fusion.MultiplySubtract
                    : Fusion.NegatedMultiplyAdd;
                var (a, b) = (_pool[product].A, _pool[product].B);
                (a, b) = Kinds[a] == OperandKind.Block ? (a, b) : (b, a);
                Blocks.Add(new(node.Operation, fusion, at, -1, a, b, other));
                return;
            }
        }

        var swap = node.Operation is Operation.Add or Operation.Multiply && Kinds[node.A] != OperandKind.Block;
        var (first, second) = swap ? (node.B, node.A) : (node.A, node.HasSecond ? node.B : -1);
        Blocks.Add(new(node.Operation, null, at, -1, first, second));
    }

    /// <summary>A sine or cosine, with the other one of the same angle where both are wanted.</summary>
    private void AddTurn(int at, int angle, bool isSine)
    {
        var other = _pool.Find(new(isSine ? Operation.Cos : Operation.Sin, angle));
        var both = other >= 0 && other < Needed.Length && Needed[other];
        if (!both)
            Blocks.Add(new(_pool[at].Operation, null, at, -1, angle));
        else if (at < other)
            Blocks.Add(isSine ? new(Operation.Sin, null, at, other, angle) : new(Operation.Sin, null, other, at, angle));
    }

    private bool Fusable(int node) =>
        _pool[node].Operation == Operation.Multiply && Kinds[node] == OperandKind.Block && _uses[node] == 1;

    /// <summary>Whether a product is done by the sum that alone uses it.</summary>
    private bool IsPending(int node)
    {
        if (!Fusable(node))
            return false;
        var (at, user) = (_user[node], _pool[_user[node]]);
        return Needed[at] && user.Operation is Operation.Add or Operation.Subtract
            && (user.B == node || !Fusable(user.B));
    }
}
