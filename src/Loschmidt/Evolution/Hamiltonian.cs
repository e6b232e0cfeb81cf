using System.Numerics;
using Loschmidt.Terms;

namespace Loschmidt.Evolution;

/// <summary>H = A₁ + A₂ + …, each part a group of terms that commute and so flow exactly together.</summary>
/// <remarks>
/// Kicks commute with kicks and drifts with drifts: the usual machine is <c>new Hamiltonian&lt;double&gt;(sites,
/// [kinetic], [onSite, springs])</c>. Terms that do not commute belong to different parts; a palindromic splitting
/// takes care of the rest.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Hamiltonian<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A Hamiltonian from its parts.</summary>
    /// <param name="coordinates">Canonical pairs, sites.</param>
    /// <param name="parts">Groups of commuting terms; for a leapfrog the kinetic group first.</param>
    public Hamiltonian(int coordinates, params IReadOnlyList<ITerm<T>>[] parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(coordinates);
        if (parts.Length == 0 || parts.Any(part => part.Count == 0))
        {
            throw new ArgumentException("a Hamiltonian has at least one part and no empty ones", nameof(parts));
        }

        Coordinates = coordinates;
        Parts = parts;
    }

    /// <summary>Canonical pairs.</summary>
    public int Coordinates { get; }

    /// <summary>The parts, in splitting order.</summary>
    public IReadOnlyList<IReadOnlyList<ITerm<T>>> Parts { get; }

    /// <summary>All terms, part by part; the order of their parameters.</summary>
    public IEnumerable<ITerm<T>> Terms => Parts.SelectMany(part => part);
}
