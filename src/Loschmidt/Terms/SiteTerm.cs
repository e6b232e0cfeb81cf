using System.Numerics;
using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>A = Σ_i V(q_i; θ_i): the same user-written energy on every site, each site with parameters of its
/// own.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TEnergy">The energy.</typeparam>
public sealed class SiteTerm<T, TEnergy> : LocalTerm<T, SiteTerm<T, TEnergy>.Local>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TEnergy : struct, ISiteEnergy
{
    /// <summary>On all sites of a graph.</summary>
    /// <param name="name">Block name of the parameters, such as <c>duffing</c>.</param>
    /// <param name="graph">The sites.</param>
    public SiteTerm(string name, Graph graph)
        : base(name, [.. Enumerable.Range(0, graph.Sites)])
    {
    }

    /// <summary>On chosen sites; parameter tensors then have one entry per chosen site, in this order.</summary>
    /// <param name="name">Block name of the parameters.</param>
    /// <param name="sites">The sites.</param>
    public SiteTerm(string name, params ReadOnlySpan<int> sites)
        : base(name, sites.ToArray())
    {
    }

    /// <summary>On chosen sites, where the energy has constants.</summary>
    /// <param name="name">Block name of the parameters.</param>
    /// <param name="sites">The sites.</param>
    /// <param name="constants">One number a constant, the same on all sites, or [constants × sites].</param>
    /// <exception cref="ArgumentException">As many numbers as neither.</exception>
    public SiteTerm(string name, IReadOnlyList<int> sites, IReadOnlyList<double> constants)
        : base(name, [.. sites], constants: constants)
    {
    }

    /// <summary>The site energy as the driver sees it.</summary>
    public readonly struct Local : ILocalEnergy
    {
        /// <inheritdoc/>
        public static int Coordinates => 1;

        /// <inheritdoc/>
        public static IReadOnlyList<string> Parameters => TEnergy.Parameters;

        /// <inheritdoc/>
        public static IReadOnlyList<string> Constants => TEnergy.Constants;

        /// <inheritdoc/>
        public static double Initial(int parameter) => TEnergy.Initial(parameter);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static R Energy<R>(ReadOnlySpan<R> q, ReadOnlySpan<R> theta)
            where R : struct, IReal<R> => TEnergy.Energy(q[0], theta);
    }
}
