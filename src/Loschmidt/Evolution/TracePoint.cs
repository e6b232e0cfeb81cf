using System.Numerics;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Evolution;

/// <summary>The state before one flow, stored for the reference adjoint.</summary>
internal sealed class TracePoint<T>(int coordinates, int active, int parameters)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public PhasePoint<T> Point { get; } = new(coordinates, active);

    public double[] Theta { get; } = new double[parameters];

    public void Note(in JointState<T> at)
    {
        Point.View.CopyFrom(at.X);
        Point.Active = at.X.Active;
        at.Theta.CopyTo(Theta);
    }
}
