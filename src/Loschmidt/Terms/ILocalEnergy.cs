using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>An energy of a few neighbouring positions, V(q₁, …, qₙ; θ); the general case of sites and bonds.</summary>
/// <remarks>Implement it on an empty struct. Force, response, tangent and Hessian are derived from <see cref="Energy"/>.</remarks>
public interface ILocalEnergy
{
    /// <summary>n, positions that enter at once: 1 for a site, 2 for a bond.</summary>
    static abstract int Coordinates { get; }

    /// <summary>Names of the parameters, in the order of θ.</summary>
    static abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>V, written once for every number type.</summary>
    /// <param name="q">[n] positions.</param>
    /// <param name="theta">[parameters].</param>
    static abstract R Energy<R>(ReadOnlySpan<R> q, ReadOnlySpan<R> theta)
        where R : struct, IReal<R>;

    /// <summary>The value a parameter starts from; 0 unless said otherwise.</summary>
    static virtual double Initial(int parameter) => 0;
}
