using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>What an output of a butterfly is multiplied by on its way to memory.</summary>
internal interface IOutputFactor<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Output k as it is to be stored.</summary>
    ComplexVector<T> Times(ComplexVector<T> output, int k);
}

/// <summary>All outputs by one real number.</summary>
internal readonly struct CommonScale<T>(T scale) : IOutputFactor<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector512<T> _scale = Vector512.Create(scale);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexVector<T> Times(ComplexVector<T> output, int k) => _scale * output;
}

/// <summary>Outputs as they are.</summary>
internal readonly struct NoFactor<T> : IOutputFactor<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexVector<T> Times(ComplexVector<T> output, int k) => output;
}

/// <summary>Output k ≥ 1 by its twiddle factor.</summary>
internal readonly unsafe struct Twiddles<T>(T* table) : IOutputFactor<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexVector<T> Times(ComplexVector<T> output, int k) =>
        k == 0 ? output : output.Times(table + 2 * (k - 1));
}
