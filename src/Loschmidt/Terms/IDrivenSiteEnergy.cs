using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>A user's on-site energy V(q, u(t); θ) that changes with a drive, written once on an empty struct.</summary>
/// <remarks>u couples to positions, so the way home hears the same numbers backwards and with the same sign.</remarks>
/// <example>
/// <code>
/// readonly struct Antenna : IDrivenSiteEnergy
/// {
///     public static IReadOnlyList&lt;string&gt; Parameters => ["coupling"];
///
///     public static R Energy&lt;R&gt;(R q, R u, ReadOnlySpan&lt;R&gt; θ) where R : struct, IReal&lt;R&gt; =>
///         -(θ[0] * u * q); }
/// </code>
/// </example>
public interface IDrivenSiteEnergy
{
    /// <summary>Names of the parameters, in the order of θ.</summary>
    static abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>V(q, u; θ).</summary>
    static abstract R Energy<R>(R q, R u, ReadOnlySpan<R> theta)
        where R : struct, IReal<R>;

    /// <summary>The value a parameter starts from; 0 unless said otherwise.</summary>
    static virtual double Initial(int parameter) => 0;
}
