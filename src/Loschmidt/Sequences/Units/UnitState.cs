using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.Numerics;

namespace Loschmidt.Sequences.Units;

/// <summary>Positions φ and momenta π of all oscillators of a layer, [lanes × width] each.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class UnitState<T>(UnitShape shape)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _phi = new(shape.Elements);
    private readonly AlignedBuffer<T> _pi = new(shape.Elements);

    /// <summary>φ.</summary>
    public Span<T> Phi => _phi.Span;

    /// <summary>π.</summary>
    public Span<T> Pi => _pi.Span;

    /// <summary>φ of the first element; keep the state reachable while using it.</summary>
    public unsafe T* PhiPointer => _phi.Pointer;

    /// <summary>π of the first element; keep the state reachable while using it.</summary>
    public unsafe T* PiPointer => _pi.Pointer;

    /// <summary>π → −π: time turns round.</summary>
    public void Reverse() => TensorPrimitives.Negate<T>(Pi, Pi);

    /// <summary>Overwrites with another state of the same shape.</summary>
    public void CopyFrom(UnitState<T> other)
    {
        other.Phi.CopyTo(Phi);
        other.Pi.CopyTo(Pi);
    }

    /// <summary>Brings everything to rest at the origin.</summary>
    public void Clear()
    {
        Phi.Clear();
        Pi.Clear();
    }
}
