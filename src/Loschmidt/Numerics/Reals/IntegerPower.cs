using System.Runtime.CompilerServices;

namespace Loschmidt.Numerics.Reals;

/// <summary>xⁿ by squaring, for the number types that carry no derivative.</summary>
internal static class IntegerPower
{
    /// <summary>xⁿ; the loop folds away where n is a constant of the calling energy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Of<R>(R x, int n)
        where R : struct, IReal<R>
    {
        return n switch
        {
            0 => R.FromDouble(1),
            1 => x,
            2 => x * x,
            3 => x * x * x,
            4 => x * x * (x * x),
            < 0 => 1 / BySquaring(x, -n),
            _ => BySquaring(x, n),
        };
    }

    private static R BySquaring<R>(R x, int n)
        where R : struct, IReal<R>
    {
        var power = R.FromDouble(1);
        for (var square = x; n > 0; n >>= 1, square *= square)
        {
            power = (n & 1) == 0 ? power : power * square;
        }

        return power;
    }
}
