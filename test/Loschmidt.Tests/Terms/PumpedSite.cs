using Loschmidt.Numerics.Reals;
using Loschmidt.Terms;

namespace Loschmidt.Tests.Terms;

/// <summary>A drive that pushes, pumps the spring and moves a barrier: V = −a u q + b u² q²/2 + c cos(q − u).</summary>
internal readonly struct PumpedSite : IDrivenSiteEnergy
{
    public static IReadOnlyList<string> Parameters => ["push", "pump", "barrier"];

    public static R Energy<R>(R q, R u, ReadOnlySpan<R> θ)
        where R : struct, IReal<R> => -(θ[0] * u * q) + θ[1] * u * u * q * q / 2 + θ[2] * R.Cos(q - u);
}
