using System.Numerics;
using System.Runtime.Intrinsics;

namespace Loschmidt.Formulas;

/// <summary>The kernels of instructions: one flat loop for each operation and each way its operands may lie.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal static unsafe class Kernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The kernel of an operation with one operand.</summary>
    public static delegate*<Instruction<T>*, T**, nint, nint, void> Of(Operation operation)
    {
        switch (operation)
        {
            case Operation.Negate: return &Unary<VectorFunctions<T>.Negate, BlockOperand<T>>;
            case Operation.Sin: return &Unary<VectorFunctions<T>.Sin, BlockOperand<T>>;
            case Operation.Cos: return &Unary<VectorFunctions<T>.Cos, BlockOperand<T>>;
            case Operation.Exp: return &Unary<VectorFunctions<T>.Exp, BlockOperand<T>>;
            case Operation.Log: return &Unary<VectorFunctions<T>.Log, BlockOperand<T>>;
            case Operation.Sqrt: return &Unary<VectorFunctions<T>.Sqrt, BlockOperand<T>>;
            case Operation.Tanh: return &Unary<VectorFunctions<T>.HyperbolicTangent, BlockOperand<T>>;
            case Operation.Sinh: return &Unary<VectorFunctions<T>.Sinh, BlockOperand<T>>;
            case Operation.Cosh: return &Unary<VectorFunctions<T>.Cosh, BlockOperand<T>>;
            case Operation.Sech: return &Unary<VectorFunctions<T>.Sech, BlockOperand<T>>;
            default: throw new ArgumentException($"{operation} has no kernel of one operand");
        }
    }

    /// <summary>The kernel that spreads a number or a row over a block.</summary>
    public static delegate*<Instruction<T>*, T**, nint, nint, void> Fill(OperandKind kind) => kind == OperandKind.Row
        ? &Unary<VectorFunctions<T>.Copy, RowOperand<T>>
        : &Unary<VectorFunctions<T>.Copy, ScalarOperand<T>>;

    /// <summary>The kernel of an operation with two operands, at least one of them a block.</summary>
    public static delegate*<Instruction<T>*, T**, nint, nint, void> Of(Operation operation, OperandKind a, OperandKind b)
    {
        switch (operation)
        {
            case Operation.Add: return Pair<VectorFunctions<T>.Add>(a, b);
            case Operation.Subtract: return Pair<VectorFunctions<T>.Subtract>(a, b);
            case Operation.Multiply: return Pair<VectorFunctions<T>.Multiply>(a, b);
            case Operation.Divide: return Pair<VectorFunctions<T>.Divide>(a, b);
            default: throw new ArgumentException($"{operation} has no kernel of two operands");
        }
    }

    /// <summary>The kernel of a b + c, a b − c or c − a b, where a is a block.</summary>
    public static delegate*<Instruction<T>*, T**, nint, nint, void> Fused(Fusion fusion, OperandKind b, OperandKind c)
    {
        switch (fusion)
        {
            case Fusion.MultiplyAdd: return Triple<VectorFunctions<T>.MultiplyAdd>(b, c);
            case Fusion.MultiplySubtract: return Triple<VectorFunctions<T>.MultiplySubtract>(b, c);
            default: return Triple<VectorFunctions<T>.NegatedMultiplyAdd>(b, c);
        }
    }

    /// <summary>Sine and cosine of one block, both targets.</summary>
    public static void SinCos(Instruction<T>* instruction, T** slots, nint rows, nint vectors)
    {
        var sin = slots[instruction->Target];
        var cos = slots[instruction->Second];
        var a = slots[instruction->A];
        for (nint i = 0; i < rows * vectors * Vector512<T>.Count; i += Vector512<T>.Count)
        {
            var (s, c) = VectorFunctions<T>.SinCosOf(Vector512.Load(a + i));
            s.Store(sin + i);
            c.Store(cos + i);
        }
    }

    private static delegate*<Instruction<T>*, T**, nint, nint, void> Pair<TFunction>(OperandKind a, OperandKind b)
        where TFunction : struct, IBinary<T>
    {
        switch (a, b)
        {
            case (OperandKind.Block, OperandKind.Block): return &Binary<TFunction, BlockOperand<T>, BlockOperand<T>>;
            case (OperandKind.Block, OperandKind.Row): return &Binary<TFunction, BlockOperand<T>, RowOperand<T>>;
            case (OperandKind.Block, OperandKind.Scalar): return &Binary<TFunction, BlockOperand<T>, ScalarOperand<T>>;
            case (OperandKind.Row, OperandKind.Block): return &Binary<TFunction, RowOperand<T>, BlockOperand<T>>;
            default: return &Binary<TFunction, ScalarOperand<T>, BlockOperand<T>>;
        }
    }

    private static delegate*<Instruction<T>*, T**, nint, nint, void> Triple<TFunction>(OperandKind b, OperandKind c)
        where TFunction : struct, ITernary<T>
    {
        switch (b, c)
        {
            case (OperandKind.Block, OperandKind.Block): return &Ternary<TFunction, BlockOperand<T>, BlockOperand<T>>;
            case (OperandKind.Block, OperandKind.Row): return &Ternary<TFunction, BlockOperand<T>, RowOperand<T>>;
            case (OperandKind.Block, OperandKind.Scalar): return &Ternary<TFunction, BlockOperand<T>, ScalarOperand<T>>;
            case (OperandKind.Row, OperandKind.Block): return &Ternary<TFunction, RowOperand<T>, BlockOperand<T>>;
            case (OperandKind.Row, OperandKind.Row): return &Ternary<TFunction, RowOperand<T>, RowOperand<T>>;
            case (OperandKind.Row, OperandKind.Scalar): return &Ternary<TFunction, RowOperand<T>, ScalarOperand<T>>;
            case (OperandKind.Scalar, OperandKind.Block): return &Ternary<TFunction, ScalarOperand<T>, BlockOperand<T>>;
            case (OperandKind.Scalar, OperandKind.Row): return &Ternary<TFunction, ScalarOperand<T>, RowOperand<T>>;
            default: return &Ternary<TFunction, ScalarOperand<T>, ScalarOperand<T>>;
        }
    }

    private static void Unary<TFunction, TA>(Instruction<T>* instruction, T** slots, nint rows, nint vectors)
        where TFunction : struct, IUnary<T>
        where TA : struct, IOperand<T>
    {
        var target = slots[instruction->Target];
        var a = slots[instruction->A];
        nint at = 0;
        for (nint row = 0; row < rows; row++)
        {
            for (nint vector = 0; vector < vectors; vector++, at++)
            {
                TFunction.Of(TA.Load(a, row, at)).Store(target + (at * Vector512<T>.Count));
            }
        }
    }

    private static void Binary<TFunction, TA, TB>(Instruction<T>* instruction, T** slots, nint rows, nint vectors)
        where TFunction : struct, IBinary<T>
        where TA : struct, IOperand<T>
        where TB : struct, IOperand<T>
    {
        var target = slots[instruction->Target];
        var a = slots[instruction->A];
        var b = slots[instruction->B];
        if (vectors == 1 || !(TA.PerRow || TB.PerRow))
        {
            for (nint at = 0; at < rows * vectors; at++)
            {
                TFunction.Of(TA.Load(a, at, at), TB.Load(b, at, at)).Store(target + (at * Vector512<T>.Count));
            }

            return;
        }

        nint next = 0;
        for (nint row = 0; row < rows; row++)
        {
            for (nint vector = 0; vector < vectors; vector++, next++)
            {
                TFunction.Of(TA.Load(a, row, next), TB.Load(b, row, next)).Store(target + (next * Vector512<T>.Count));
            }
        }
    }

    private static void Ternary<TFunction, TB, TC>(Instruction<T>* instruction, T** slots, nint rows, nint vectors)
        where TFunction : struct, ITernary<T>
        where TB : struct, IOperand<T>
        where TC : struct, IOperand<T>
    {
        var target = slots[instruction->Target];
        var a = slots[instruction->A];
        var b = slots[instruction->B];
        var c = slots[instruction->C];
        if (vectors == 1 || !(TB.PerRow || TC.PerRow))
        {
            for (nint at = 0; at < rows * vectors; at++)
            {
                TFunction.Of(BlockOperand<T>.Load(a, at, at), TB.Load(b, at, at), TC.Load(c, at, at)).Store(target + (at * Vector512<T>.Count));
            }

            return;
        }

        nint next = 0;
        for (nint row = 0; row < rows; row++)
        {
            for (nint vector = 0; vector < vectors; vector++, next++)
            {
                TFunction.Of(BlockOperand<T>.Load(a, row, next), TB.Load(b, row, next), TC.Load(c, row, next))
                    .Store(target + (next * Vector512<T>.Count));
            }
        }
    }
}
