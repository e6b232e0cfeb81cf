using System.Numerics;
using System.Runtime.CompilerServices;
using Loschmidt.Numerics;

namespace Loschmidt.Sequences.Stack;

/// <summary>What one block made of one piece on its way up: needed again when the error of that piece comes down.</summary>
/// <param name="Z">z, [rows × width].</param>
/// <param name="Drive">s, [rows × unit width].</param>
/// <param name="Phi">φ, [rows × unit width].</param>
/// <param name="O">o, [rows × width].</param>
/// <param name="V">v, [rows × width].</param>
/// <param name="Gates">Both sides of the gate, [rows × 2 width].</param>
/// <typeparam name="T">float or double.</typeparam>
internal sealed record BlockRows<T>(
    AlignedBuffer<T> Z, AlignedBuffer<T> Drive, AlignedBuffer<T> Phi, AlignedBuffer<T> O, AlignedBuffer<T> V, AlignedBuffer<T> Gates)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Room for a piece.</summary>
    public static BlockRows<T> Of(StackShape shape)
    {
        var (hidden, oscillators) = (shape.Rows * (long)shape.Width, shape.Rows * (long)shape.UnitWidth);
        return new(new(hidden), new(oscillators), new(oscillators), new(hidden), new(hidden), new(2 * hidden));
    }

    /// <summary>Bytes of it.</summary>
    public static long BytesFor(StackShape shape) => shape.Rows * ((5L * shape.Width) + (2 * shape.UnitWidth)) * Unsafe.SizeOf<T>();
}
