using System.Numerics;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Evolution;

/// <summary>A borrowed state (or displacement) of field and learning field together.</summary>
internal readonly ref struct JointState<T>(PhaseView<T> x, Span<double> theta, Span<double> pi)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public PhaseView<T> X { get; } = x;

    public Span<double> Theta { get; } = theta;

    public Span<double> Pi { get; } = pi;
}
