using System.Numerics;
using System.Runtime.Intrinsics;

namespace Loschmidt.Sequences.Units;

/// <summary>What a potential does to the mean m and the difference d of a pair of echoes, Φ± = m ± ε d.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Mean">Mean of the two forces.</param>
/// <param name="Difference">Their difference over 2ε.</param>
/// <param name="DriveError">−D[∂V/∂s], D the difference over 2ε.</param>
/// <param name="Energy">D[V].</param>
internal readonly record struct PairedForce<T>(
    Vector512<T> Mean, Vector512<T> Difference, Vector512<T> DriveError, Vector512<T> Energy)
    where T : unmanaged, IFloatingPointIeee754<T>;
