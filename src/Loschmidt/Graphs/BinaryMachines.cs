using System.Numerics;
using Loschmidt.Costs;
using Loschmidt.Numerics.Random;
using Loschmidt.Splitting;
using Loschmidt.Terms;

namespace Loschmidt.Graphs;

/// <summary>Machines whose parameters mean something where they are −1 or +1.</summary>
public static class BinaryMachines
{
    private const int Bias = 2, FirstHidden = 3;

    // A leapfrog turns a mode by π in as many steps of this length, exactly.
    private const int HalfTurn = 4;

    /// <summary>Oscillators in layers: two for bits and one for a bias, hidden ones, two that compete for the answer; θ is the sign of every bond between layers.</summary>
    /// <remarks>
    /// H = Σ p²/2 + q²/2 + q⁴/4 + ½ Σ θ_ab q_a q_b. A bit b displaces its oscillator to (2b − 1)A. The quartic part makes products of bits, the bias those that are even.
    /// Signs are drawn at random.
    /// </remarks>
    /// <param name="settings">Its description.</param>
    /// <param name="seed">Draws the initial signs.</param>
    /// <param name="arithmetic">Numbers the phase point is kept in.</param>
    /// <typeparam name="T">float or double.</typeparam>
    public static HamiltonianMachine<T> Build<T>(BinaryNetworkSettings settings, ulong seed, Arithmetic arithmetic = Arithmetic.Floating)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var firstOutput = FirstHidden + settings.Hidden;
        int[] hidden = [.. Enumerable.Range(FirstHidden, settings.Hidden)];
        int[] inputs = [0, 1, Bias], outputs = [firstOutput, firstOutput + 1];
        var graph = new Graph(
            firstOutput + 2,
            [.. from a in inputs from b in hidden select new Bond(a, b), .. from a in hidden from b in outputs select new Bond(a, b)]);
        var machine = new HamiltonianMachine<T>(new()
        {
            Kind = "binary-network",
            Hamiltonian = new(
                graph.Sites, [new KineticTerm<T>(graph)],
                [new SiteTerm<T, HardeningWell>("wells", graph), new BondTerm<T, BinaryBond>("bonds", graph)]),
            Schedule = new(settings.Duration, settings.Steps, SplittingScheme.DriftKickDrift),
            Input = SiteEncoder.Bits(graph.Sites, [0, 1], settings.Amplitude, [Bias], settings.Amplitude),
            Output = outputs,
            Cost = new SoftmaxCost<T>(outputs, settings.Gain),
            Lanes = settings.Lanes,
            DecayInverseMass = settings.DecayInverseMass,
            Arithmetic = arithmetic,
        });
        DrawSigns(machine.Tensor("bonds/sign"), seed);
        return machine;
    }

    /// <summary>Spins that see each other through an echo: mode i, driven by θ_i for half a period, shows q_i = θ_i, and the cost couples the modes.</summary>
    /// <remarks>
    /// H = Σ p²/2 + q²/2 − θq/2, C = −Σ_{i&lt;j} J_ij q_i q_j. Every mode starts with q = 0 and a carrier p = 1 in the quadrature that C does not see. Nothing but C knows the couplings: they act for ε at the turning point, and the echo brings every θ_i
    /// the kick −ε ∂C/∂θ_i = ε Σ_j J_ij θ_j, with which parametric oscillators would inject each other.
    /// </remarks>
    /// <param name="settings">Its description.</param>
    /// <param name="seed">Draws the initial signs.</param>
    /// <param name="arithmetic">Numbers the phase point is kept in.</param>
    /// <typeparam name="T">float or double.</typeparam>
    public static HamiltonianMachine<T> Build<T>(IsingSettings settings, ulong seed, Arithmetic arithmetic = Arithmetic.Floating)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var spins = new Graph(settings.Spins);
        int[] sites = [.. Enumerable.Range(0, settings.Spins)];
        var machine = new HamiltonianMachine<T>(new()
        {
            Kind = "ising",
            Hamiltonian = new(spins.Sites, [new KineticTerm<T>(spins)], [new SiteTerm<T, DrivenMode>("modes", spins)]),
            Schedule = new(2 * HalfTurn * Math.Sin(Math.PI / (2 * HalfTurn)), HalfTurn, SplittingScheme.DriftKickDrift),
            Input = new() { RestMomenta = [.. sites.Select(_ => 1.0)] },
            Output = sites,
            Cost = new IsingCost<T>(sites),
            DecayInverseMass = settings.DecayInverseMass,
            Arithmetic = arithmetic,
        });
        DrawSigns(machine.Tensor("modes/drive"), seed);
        return machine;
    }

    private static void DrawSigns(Span<double> theta, ulong seed)
    {
        var random = new RandomStream(seed, "signs");
        for (var i = 0; i < theta.Length; i++)
        {
            theta[i] = random.Uniform(0, (uint)i) < 0.5 ? -1 : 1;
        }
    }
}
