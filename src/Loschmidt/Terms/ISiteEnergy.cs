using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>A user's on-site energy V(q; θ), written once on an empty struct; everything else is derived from
/// it.</summary>
/// <remarks>
/// Mark <see cref="Energy"/> with <c>[MethodImpl(MethodImplOptions.AggressiveInlining)]</c> where speed matters: two
/// to three times.
/// </remarks>
/// <example>
/// <code>
/// readonly struct Duffing : ISiteEnergy
/// {
///     public static IReadOnlyList&lt;string&gt; Parameters => ["stiffness", "hardening"];
///
///     public static R Energy&lt;R&gt;(R q, ReadOnlySpan&lt;R&gt; θ) where R : struct, IReal&lt;R&gt; =>
///         θ[0] * q * q / 2 + R.Pow(θ[1] * q * q, 2) / 4; }
/// </code>
/// </example>
public interface ISiteEnergy
{
    /// <summary>Names of the parameters, in the order of θ.</summary>
    static abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>V(q; θ).</summary>
    static abstract R Energy<R>(R q, ReadOnlySpan<R> theta)
        where R : struct, IReal<R>;

    /// <summary>Names of numbers that nobody trains; they stand in θ after the parameters.</summary>
    static virtual IReadOnlyList<string> Constants => [];

    /// <summary>The value a parameter starts from; 0 unless said otherwise.</summary>
    static virtual double Initial(int parameter) => 0;
}
