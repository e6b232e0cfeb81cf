using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>A spring that stiffens when stretched, W = k s²/2 + h² s⁴/4 with s = a − b.</summary>
/// <remarks>h² is the β of Fermi, Pasta, Ulam and Tsingou; a square, so that no training can turn the potential
/// over.</remarks>
public readonly struct QuarticSpring : IBondEnergy
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> Parameters => ["stiffness", "hardening"];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Energy<R>(R a, R b, ReadOnlySpan<R> theta)
        where R : struct, IReal<R>
    {
        var square = R.Pow(a - b, 2);
        return theta[0] * square / 2 + R.Pow(theta[1] * square, 2) / 4;
    }

    /// <inheritdoc/>
    public static double Initial(int parameter) => parameter == 0 ? 1 : 0.5;
}
