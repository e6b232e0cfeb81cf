using System.Numerics;

namespace Loschmidt.Terms;

/// <summary>What the outside world sets while a flow runs: the term's parameters and the drive.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="parameters">The term's own θ, double.</param>
/// <param name="drive">u(t) at this step, [channels × lanes]; empty for an autonomous machine.</param>
public readonly ref struct Control<T>(ReadOnlySpan<double> parameters, ReadOnlySpan<T> drive = default)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The term's own θ, [parameters].</summary>
    public ReadOnlySpan<double> Parameters { get; } = parameters;

    /// <summary>u(t) at this step, [channels × lanes].</summary>
    public ReadOnlySpan<T> Drive { get; } = drive;
}
