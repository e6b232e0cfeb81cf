using System.Numerics;

namespace Loschmidt.Sequences.Units;

/// <summary>Some consecutive steps of some lanes of a layer, as kernels are given them.</summary>
/// <remarks>
/// Step t (0 … Steps−1 within the piece) of element e lies at t·Stride + e, elements counted from the first lane of
/// the <b>layer</b>. Lanes that end inside a piece are given as pieces of their own, with their own number of steps.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal readonly unsafe struct UnitPiece<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>First lane.</summary>
    public required int FirstLane { get; init; }

    /// <summary>Number of lanes.</summary>
    public required int Lanes { get; init; }

    /// <summary>Step of the journey, from 0, at which the piece begins.</summary>
    public required int FirstStep { get; init; }

    /// <summary>Number of steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Elements from one step to the next: those of all lanes of the layer.</summary>
    public required int Stride { get; init; }

    /// <summary>s, what drives the oscillators: that of step t makes the position emitted at step t.</summary>
    public required T* Drive { get; init; }

    /// <summary>φ after each step: written on the way out and again when the way is retraced.</summary>
    public required T* Phi { get; init; }

    /// <summary>g = ∂C/∂φ of each step's position; read on the way back only.</summary>
    public T* Error { get; init; }

    /// <summary>∂C/∂π of each step's momentum, for costs that depend on it; null if none does.</summary>
    public T* MomentumError { get; init; }

    /// <summary>∂C/∂s of each step, overwritten on the way back.</summary>
    public T* DriveError { get; init; }

    /// <summary>Some consecutive steps of the piece.</summary>
    public UnitPiece<T> Slice(int start, int steps)
    {
        var offset = (nint)start * Stride;
        return this with
        {
            FirstStep = FirstStep + start,
            Steps = steps,
            Drive = Drive + offset,
            Phi = Phi + offset,
            Error = Error == null ? null : Error + offset,
            MomentumError = MomentumError == null ? null : MomentumError + offset,
            DriveError = DriveError == null ? null : DriveError + offset,
        };
    }
}
