using System.Numerics;
using Loschmidt.Numerics.Reals;

namespace Loschmidt.Formulas;

/// <summary>Expressions as a list of instructions, done one after another over blocks of places and lanes that fit the first-level cache.</summary>
/// <remarks>
/// What depends on no coordinate is worked out once a call or once a place. Registers are blocks; as few of them as the order of the steps needs.
/// Immutable; a <see cref="FormulaRun{T}"/> works in the memory of its thread.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class FormulaProgram<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int CacheBytes = 24 << 10;
    private const int CacheLine = 64;
    private const int FewestVectors = 8;
    private const int MostVectors = 64;

    private readonly ExpressionPool _pool;
    private readonly bool[] _scalarNodes;
    private readonly bool _hasScalarSteps;
    private readonly (int Node, int Slot)[] _scalars;
    private readonly int[] _offsets;
    private readonly int _values;
    private readonly int _firstRegister;
    private int _registers;

    /// <summary>Makes a program.</summary>
    /// <param name="source">The expressions.</param>
    /// <param name="outputs">Nodes of the results.</param>
    /// <param name="variables">[variables], how each of them lies.</param>
    public FormulaProgram(ExpressionPool source, ReadOnlySpan<int> outputs, ReadOnlySpan<OperandKind> variables)
    {
        // The factor of a result is left to whoever multiplies it by a time step anyway.
        var roots = new int[outputs.Length];
        Factors = new double[outputs.Length];
        for (var k = 0; k < roots.Length; k++)
        {
            (Factors[k], roots[k]) = source.Scaled(outputs[k]);
        }

        _pool = Lowering.Products(source, roots);
        var plan = new StepPlan(_pool, roots, variables);
        _scalarNodes = plan.ScalarNodes;
        var slots = new int[plan.Kinds.Length];
        Array.Fill(slots, -1);
        Variables = new int[variables.Length];
        Array.Fill(Variables, -1);
        var (kinds, scalars) = (new List<OperandKind>(), new List<(int, int)>());
        for (var at = 0; at < slots.Length; at++)
        {
            var isVariable = plan.Needed[at] && _pool[at].Operation == Operation.Variable;
            if (plan.ScalarNodes[at] || isVariable || (plan.Needed[at] && plan.Kinds[at] == OperandKind.Row))
            {
                slots[at] = kinds.Count;
                kinds.Add(plan.Kinds[at]);
            }

            if (plan.ScalarNodes[at])
            {
                _hasScalarSteps |= _pool[at].HasFirst;
                scalars.Add((at, slots[at]));
            }

            if (isVariable)
                Variables[_pool[at].A] = slots[at];
        }

        _scalars = [.. scalars];
        _firstRegister = kinds.Count;
        Rows = [.. plan.Rows.Select(step => Encode(step, plan, slots, rows: true))];
        Outputs = new int[roots.Length];
        Blocks = Allocate(plan, roots, slots);
        BlockVectors = Math.Clamp(CacheBytes / CacheLine / Math.Max(1, _registers), FewestVectors, MostVectors);
        _values = Lines((_firstRegister + _registers) * sizeof(T*));
        _offsets = new int[_firstRegister + _registers];
        Bytes = _values + Lines(_scalarNodes.Length * sizeof(double));
        for (var slot = 0; slot < _offsets.Length; slot++)
        {
            _offsets[slot] = Bytes;
            Bytes += slot >= _firstRegister || kinds[slot] == OperandKind.Block ? BlockVectors * CacheLine
                : kinds[slot] == OperandKind.Row ? Lines(BlockVectors * sizeof(T))
                : sizeof(double);
        }
    }

    /// <summary>[variables], the slot of each; −1 where no result needs it.</summary>
    public int[] Variables { get; }

    /// <summary>[results], the slot of each; −1 where it is zero.</summary>
    public int[] Outputs { get; }

    /// <summary>[results], what each is to be multiplied by.</summary>
    public double[] Factors { get; }

    /// <summary>Steps over places.</summary>
    public Instruction<T>[] Rows { get; }

    /// <summary>Steps over places and lanes.</summary>
    public Instruction<T>[] Blocks { get; }

    /// <summary>Most vectors that are worked on at once.</summary>
    public int BlockVectors { get; }

    /// <summary>Memory of a run.</summary>
    public int Bytes { get; }

    /// <summary>Lays out the memory of a run and works out what is the same everywhere.</summary>
    /// <param name="memory"><see cref="Bytes"/> from the beginning of a cache line.</param>
    /// <param name="variables">[variables]; only those that are numbers are read.</param>
    /// <returns>The slots.</returns>
    public T** Begin(byte* memory, ReadOnlySpan<RealNumber> variables)
    {
        var slots = (T**)memory;
        for (var slot = 0; slot < _offsets.Length; slot++)
        {
            slots[slot] = (T*)(memory + _offsets[slot]);
        }

        var values = new Span<RealNumber>(memory + _values, _scalarNodes.Length);
        if (_hasScalarSteps)
            Scalars.Evaluate(_pool, _scalarNodes, variables, values);
        foreach (var (at, slot) in _scalars)
        {
            var node = _pool[at];
            var value = _hasScalarSteps ? values[at].Value
                : node.Operation == Operation.Constant ? node.Value
                : variables[node.A].Value;
            *slots[slot] = T.CreateTruncating(value);
        }

        return slots;
    }

    private Instruction<T>[] Allocate(StepPlan plan, int[] roots, int[] slots)
    {
        var last = new int[slots.Length];
        for (var n = 0; n < plan.Blocks.Count; n++)
        {
            foreach (var operand in (ReadOnlySpan<int>)[plan.Blocks[n].A, plan.Blocks[n].B, plan.Blocks[n].C])
            {
                if (operand >= 0)
                    last[operand] = n;
            }
        }

        foreach (var root in roots)
        {
            last[root] = int.MaxValue;
        }

        var free = new Stack<int>();
        var code = new List<Instruction<T>>();
        for (var n = 0; n < plan.Blocks.Count; n++)
        {
            var step = plan.Blocks[n];
            foreach (var operand in new HashSet<int> { step.A, step.B, step.C })
            {
                if (operand >= 0 && slots[operand] >= _firstRegister && last[operand] == n)
                    free.Push(slots[operand]);
            }

            slots[step.Target] = Take();
            if (step.Second >= 0)
                slots[step.Second] = Take();
            code.Add(Encode(step, plan, slots, rows: false));
        }

        for (var k = 0; k < roots.Length; k++)
        {
            if (Factors[k] == 0)
            {
                Outputs[k] = -1;
            }
            else if (plan.Kinds[roots[k]] == OperandKind.Block)
            {
                Outputs[k] = slots[roots[k]];
            }
            else
            {
                Outputs[k] = Take();
                code.Add(new() { Kernel = Kernels<T>.Fill(plan.Kinds[roots[k]]), Target = Outputs[k], A = slots[roots[k]] });
            }
        }

        return [.. code];

        int Take() => free.TryPop(out var register) ? register : _firstRegister + _registers++;
    }

    private static Instruction<T> Encode(Step step, StepPlan plan, int[] slots, bool rows)
    {
        // Over places, a number a place is what a block is over lanes.
        OperandKind KindOf(int node) => rows && plan.Kinds[node] == OperandKind.Row ? OperandKind.Block : plan.Kinds[node];
        var instruction = new Instruction<T> { Target = slots[step.Target], A = slots[step.A] };
        if (step.Fusion is { } fusion)
        {
            instruction.Kernel = Kernels<T>.Fused(fusion, KindOf(step.B), KindOf(step.C));
            (instruction.B, instruction.C) = (slots[step.B], slots[step.C]);
        }
        else if (step.Second >= 0)
        {
            instruction.Kernel = &Kernels<T>.SinCos;
            instruction.Second = slots[step.Second];
        }
        else if (step.B >= 0)
        {
            instruction.Kernel = Kernels<T>.Of(step.Operation, KindOf(step.A), KindOf(step.B));
            instruction.B = slots[step.B];
        }
        else
        {
            instruction.Kernel = Kernels<T>.Of(step.Operation);
        }

        return instruction;
    }

    private static int Lines(int bytes) => (bytes + CacheLine - 1) / CacheLine * CacheLine;
}
