using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>A user's energy of two bonded sites, W(a, b; θ), written once on an empty struct.</summary>
/// <remarks>For a bond (i, j) of a <see cref="Graph"/>, a is q of site i and b that of site j; W need not be
/// symmetric.</remarks>
public interface IBondEnergy
{
    /// <summary>Names of the parameters, in the order of θ.</summary>
    static abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>W(a, b; θ).</summary>
    static abstract R Energy<R>(R a, R b, ReadOnlySpan<R> theta)
        where R : struct, IReal<R>;

    /// <summary>Names of numbers that nobody trains; they stand in θ after the parameters.</summary>
    static virtual IReadOnlyList<string> Constants => [];

    /// <summary>The value a parameter starts from; 0 unless said otherwise.</summary>
    static virtual double Initial(int parameter) => 0;
}
