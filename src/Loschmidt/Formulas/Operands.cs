using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Formulas;

/// <summary>How an operand lies in memory.</summary>
internal enum OperandKind : byte
{
    /// <summary>One number for all places and lanes.</summary>
    Scalar,

    /// <summary>One number a place, the same in all its lanes.</summary>
    Row,

    /// <summary>One number a place and lane.</summary>
    Block,
}

/// <summary>Reads an operand, a vector at a time.</summary>
internal unsafe interface IOperand<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Whether it asks for the row.</summary>
    static abstract bool PerRow { get; }

    static abstract Vector512<T> Load(T* values, nint row, nint vector);
}

/// <summary>A vector of its own for every vector.</summary>
internal readonly unsafe struct BlockOperand<T> : IOperand<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static bool PerRow => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(T* values, nint row, nint vector) => Vector512.Load(values + (vector * Vector512<T>.Count));
}

/// <summary>A number a row.</summary>
internal readonly unsafe struct RowOperand<T> : IOperand<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static bool PerRow => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(T* values, nint row, nint vector) => Vector512.Create(values[row]);
}

/// <summary>One number.</summary>
internal readonly unsafe struct ScalarOperand<T> : IOperand<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static bool PerRow => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(T* values, nint row, nint vector) => Vector512.Create(*values);
}
