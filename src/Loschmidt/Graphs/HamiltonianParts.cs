using System.Numerics;
using Loschmidt.Costs;
using Loschmidt.Evolution;

namespace Loschmidt.Graphs;

/// <summary>What a machine with a Hamiltonian of its own is made of.</summary>
/// <example>
/// <code>
/// var ring = Graph.Ring(16);
/// var machine = new HamiltonianMachine&lt;double&gt;(new()
/// {
///     Hamiltonian = new(ring.Sites, [new KineticTerm&lt;double&gt;(ring)], [new SiteTerm&lt;double,
/// Duffing&gt;("duffing", ring)]),
///     Schedule = new(Duration: 4, Steps: 200, SplittingScheme.KickDriftKick),
///     Input = SiteEncoder.Positions(0, 8),
///     Output = [4, 12],
///     Cost = new PositionCost&lt;double&gt;([4, 12]),
/// });
/// </code>
/// </example>
/// <typeparam name="T">float or double.</typeparam>
public sealed record HamiltonianParts<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>H, as parts of commuting terms.</summary>
    public required Hamiltonian<T> Hamiltonian { get; init; }

    /// <summary>How long, in how many steps, by which splitting.</summary>
    public required Schedule Schedule { get; init; }

    /// <summary>Where inputs enter.</summary>
    public required SiteEncoder Input { get; init; }

    /// <summary>Sites that are read at the end.</summary>
    public required IReadOnlyList<int> Output { get; init; }

    /// <summary>What is measured at them.</summary>
    public Readout Readout { get; init; }

    /// <summary>C of the final state; null where only the running cost counts.</summary>
    public required ICost<T>? Cost { get; init; }

    /// <summary>ℓ of C = ∫ ℓ(x, t) dt: counted between the steps, nudged at the same places of the return.</summary>
    /// <remarks>An <see cref="ITimedCost{T}"/> is told the time; a <see cref="SampledCost{T}"/> has targets for every
    /// step.</remarks>
    public ICost<T>? RunningCost { get; init; }

    /// <summary>How the integral over <see cref="RunningCost"/> is summed.</summary>
    public Quadrature Quadrature { get; init; }

    /// <summary>u(t); null for an autonomous machine.</summary>
    public IDrive<T>? Drive { get; init; }

    /// <summary>Samples that travel side by side; must be 1 where θ recoils.</summary>
    public int Lanes { get; init; } = 1;

    /// <summary>Ω, the inverse mass of θ during a pass; 0 freezes θ.</summary>
    public double InverseMass { get; init; }

    /// <summary>Ω during the decay step of the learning cycle.</summary>
    public double DecayInverseMass { get; init; } = 1;

    /// <summary>Whether echoes give ∂C/∂x₀ and ∂C/∂u(t) too, for a number kept per step, channel and lane.</summary>
    public bool HearsInputs { get; init; }

    /// <summary>Floating point, or integers that return to the last bit.</summary>
    public Arithmetic Arithmetic { get; init; }

    /// <summary>Whether every term conserves Σ|Ψ|² = Σ(q² + p²)/2, which the ledger of an echo then watches.</summary>
    public bool ConservesIntensity { get; init; }

    /// <summary>The word for this machine in experiments.</summary>
    public string Kind { get; init; } = "hamiltonian";

    /// <summary>What q is, under the picture of it.</summary>
    internal string Position { get; init; } = "position";
}
