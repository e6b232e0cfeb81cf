using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>A spring that stiffens when stretched, W = k s²/2 + β s⁴/4 with s = a − b (Fermi, Pasta, Ulam and Tsingou's β).</summary>
public readonly struct QuarticSpring : IBondEnergy
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> Parameters => ["stiffness", "quartic"];

    /// <inheritdoc/>
    public static R Energy<R>(R a, R b, ReadOnlySpan<R> theta)
        where R : struct, IReal<R>
    {
        var square = R.Pow(a - b, 2);
        return square * (theta[0] / 2 + theta[1] * square / 4);
    }

    /// <inheritdoc/>
    public static double Initial(int parameter) => parameter == 0 ? 1 : 0;
}
