using System.Numerics;
using Loschmidt.Numerics;

namespace Loschmidt.Sequences.Stack;

/// <summary>Room for what lives no longer than one piece of one block; shared by all blocks of a group.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class BlockScratch<T>(StackShape shape)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>[rows × width].</summary>
    public AlignedBuffer<T> Hidden { get; } = new(shape.Rows * (long)shape.Width);

    /// <summary>[rows × width].</summary>
    public AlignedBuffer<T> Other { get; } = new(shape.Rows * (long)shape.Width);

    /// <summary>∂C/∂φ, [rows × unit width].</summary>
    public AlignedBuffer<T> Error { get; } = new(shape.Rows * (long)shape.UnitWidth);

    /// <summary>∂C/∂s, [rows × unit width].</summary>
    public AlignedBuffer<T> DriveError { get; } = new(shape.Rows * (long)shape.UnitWidth);

    /// <summary>Bytes of it.</summary>
    public static long BytesFor(StackShape shape) => shape.Rows * 2L * (shape.Width + shape.UnitWidth) * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
}
