using System.Numerics;
using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>A = Σ_b W(q_i, q_j; θ_b): the same user-written energy on every bond (i, j), each bond with parameters of
/// its own.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TEnergy">The energy.</typeparam>
public sealed class BondTerm<T, TEnergy> : LocalTerm<T, BondTerm<T, TEnergy>.Local>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TEnergy : struct, IBondEnergy
{
    /// <summary>On all bonds of a graph, in their order.</summary>
    /// <param name="name">Block name of the parameters, such as <c>springs</c>.</param>
    /// <param name="graph">The bonds.</param>
    /// <param name="constants">One number a constant of the energy, the same on all bonds, or [constants × bonds].</param>
    /// <exception cref="ArgumentException">As many constants as neither.</exception>
    public BondTerm(string name, Graph graph, params IReadOnlyList<double> constants)
        : base(name, [.. graph.Bonds.SelectMany(bond => new[] { bond.From, bond.To })], constants: constants)
    {
    }

    /// <summary>The bond energy as the driver sees it.</summary>
    public readonly struct Local : ILocalEnergy
    {
        /// <inheritdoc/>
        public static int Coordinates => 2;

        /// <inheritdoc/>
        public static IReadOnlyList<string> Parameters => TEnergy.Parameters;

        /// <inheritdoc/>
        public static IReadOnlyList<string> Constants => TEnergy.Constants;

        /// <inheritdoc/>
        public static double Initial(int parameter) => TEnergy.Initial(parameter);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static R Energy<R>(ReadOnlySpan<R> q, ReadOnlySpan<R> theta)
            where R : struct, IReal<R> => TEnergy.Energy(q[0], q[1], theta);
    }
}
