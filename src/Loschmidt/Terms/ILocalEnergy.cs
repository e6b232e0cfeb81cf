using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>The common face of site and bond energies that <see cref="LocalTerm{T, TLocal}"/> works with; write one of
/// those instead.</summary>
/// <remarks>
/// Positions come in a span and the call is never inlined. A vector struct passed by value is copied in 16-byte pieces
/// and then stalls the wide load behind it, and a whole energy inlined into its driver exhausts the registers the
/// compiler will track:
/// three and eight times slower (measured 2026, .NET 10, Zen 5).
/// </remarks>
public interface ILocalEnergy
{
    /// <summary>Positions that enter at once: 1 for a site, 2 for a bond.</summary>
    static abstract int Coordinates { get; }

    /// <summary>Names of the parameters, in the order of θ.</summary>
    static abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>Numbers of the drive that enter at once: 0 or 1.</summary>
    static virtual int Drives => 0;

    /// <summary>Names of the constants, which follow the parameters in theta.</summary>
    static virtual IReadOnlyList<string> Constants => [];

    /// <summary>The energy of <see cref="Coordinates"/> positions; theta ends with the constants and the drive, if any.</summary>
    static abstract R Energy<R>(ReadOnlySpan<R> q, ReadOnlySpan<R> theta)
        where R : struct, IReal<R>;

    /// <summary>The value a parameter starts from.</summary>
    static abstract double Initial(int parameter);
}
