using System.Numerics;

namespace Loschmidt.Spins;

/// <summary>Vectors of all spins (or displacements or cotangents of them), a plane a component.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class SpinState<T>(int spins)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[][] _planes = [new T[spins], new T[spins], new T[spins]];

    /// <summary>One component of all spins: 0, 1, 2 are x, y, z.</summary>
    public T[] this[int axis] => _planes[axis];

    /// <summary>Number of spins.</summary>
    public int Spins => spins;

    /// <summary>Overwrites all components.</summary>
    public void CopyFrom(SpinState<T> other)
    {
        for (var axis = 0; axis < 3; axis++)
        {
            other._planes[axis].CopyTo(_planes[axis], 0);
        }
    }

    /// <summary>Sets all components to zero.</summary>
    public void Clear()
    {
        foreach (var plane in _planes)
        {
            Array.Clear(plane);
        }
    }

    /// <summary>Time reversal: S_y → −S_y.</summary>
    public void Reverse()
    {
        var y = _planes[1];
        for (var spin = 0; spin < y.Length; spin++)
        {
            y[spin] = -y[spin];
        }
    }
}
