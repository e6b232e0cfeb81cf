using System.Numerics;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>A linear transform of a column whose elements are whole vectors: one independent column in every lane.</summary>
/// <remarks>All transforms of this folder reduce to this. Owns tables and scratch: one user at a time.</remarks>
internal abstract unsafe class VectorColumn<T>(int length)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Elements of the column.</summary>
    public int Length { get; } = length;

    /// <summary>Lanes carried by one element.</summary>
    public static int Width => Vector512<T>.Count;

    /// <summary>Transforms in place; element j lies at re + j·stride and im + j·stride.</summary>
    public abstract void Transform(T* re, T* im, nint stride);
}
