using Loschmidt.Costs;
using Loschmidt.Graphs;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Splitting;
using Loschmidt.Terms;
using Loschmidt.Terms.Modes;

namespace Loschmidt.Testing;

/// <summary>
/// Machines small enough to run thousands of times in a test, and different enough to disagree about a mistake.
/// </summary>
/// <remarks>Every call builds a fresh machine; equal seeds give equal parameters and samples.</remarks>
public static class ReferenceProblems
{
    /// <summary>All of them.</summary>
    /// <param name="seed">Draws parameters and samples.</param>
    public static IReadOnlyList<ReferenceProblem> All(ulong seed) =>
        [KerrModes(seed), CarrierModes(seed), RecoilingModes(seed), Chi2Modes(seed), DuffingRing(seed)];

    /// <summary>
    /// A ring of six Kerr modes with trained detunings and hoppings, judged by brightness; θ frozen, three samples.
    /// </summary>
    /// <param name="seed">Draws parameters and samples.</param>
    public static ReferenceProblem KerrModes(ulong seed) =>
        Modes("kerr modes", seed, new IntensityCost<double>([1, 4], 1.0, 0.6), lanes: 3, inverseMass: 0);

    /// <summary>The same ring judged by a complex target field: shows a target that was not conjugated.</summary>
    /// <param name="seed">Draws parameters and samples.</param>
    public static ReferenceProblem CarrierModes(ulong seed) =>
        Modes(
            "modes with a carrier in the "
                + "target", seed, new FieldCost<double>([0, 2, 3], 0.8), lanes: 3, inverseMass: 0);

    /// <summary>The same ring with θ that recoils during a pass (Ω = 0.3), one sample.</summary>
    /// <param name="seed">Draws parameters and samples.</param>
    public static ReferenceProblem RecoilingModes(ulong seed) =>
        Modes("recoiling modes", seed, new IntensityCost<double>([1, 4], 1.0, 0.6), lanes: 1, inverseMass: 0.3);

    /// <summary>
    /// Two modes with χ(2) ancillas, trained detunings and a trained beam splitter: shows a forgotten ancilla.
    /// </summary>
    /// <param name="seed">Draws parameters and samples.</param>
    public static ReferenceProblem Chi2Modes(ulong seed)
    {
        var pieces = ModeTerms.Chi2<double>([(0, 2), (1, 3)], 0.5);
        return Drawn("chi2 modes", seed, new()
        {
            Kind = "chi2-modes",
            Hamiltonian = new(
                4,
                [ModeTerms.PhaseElement<double>([0, 1])],
                [ModeTerms.BeamSplitter<double>([(0, 1)], Strength.Trainable())],
                [pieces[0]],
                [pieces[1]],
                [pieces[2]]),
            Schedule = new(2, 16, SplittingScheme.Strang),
            Input = new() { PositionSites = [0, 1], MomentumSites = [0, 1] },
            Output = [0, 1],
            Cost = new IntensityCost<double>([0, 1]),
            Lanes = 3,
        });
    }

    /// <summary>
    /// A ring of eight Duffing oscillators with trained springs, judged by two positions; two samples.
    /// </summary>
    /// <param name="seed">Draws parameters and samples.</param>
    public static ReferenceProblem DuffingRing(ulong seed)
    {
        var ring = Graph.Ring(8);
        return Drawn("duffing ring", seed, new()
        {
            Kind = "duffing-ring",
            Hamiltonian = new(
                ring.Sites,
                [new KineticTerm<double>(ring)],
                [
                    new SiteTerm<double, DuffingSite>("wells", ring),
                    new BondTerm<double, QuarticSpring>("springs", ring),
                ]),
            Schedule = new(3, 30, SplittingScheme.KickDriftKick),
            Input = SiteEncoder.Positions(0, 4),
            Output = [2, 6],
            Cost = new PositionCost<double>([2, 6]),
            Lanes = 2,
        });
    }

    /// <summary>
    /// Samples that fit any machine: normal inputs of size 0.8, targets uniform in [0, 1), labels 0 … classes−1 in
    /// turn.
    /// </summary>
    /// <param name="machine">The machine.</param>
    /// <param name="seed">Draws the samples.</param>
    /// <param name="classes">Number of labels.</param>
    public static Batch RandomBatch(IMachine machine, ulong seed, int classes = 1)
    {
        var stream = new RandomStream(seed, "reference samples");
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes) { Active = machine.Lanes };
        for (var i = 0; i < batch.Inputs.Length; i++)
            batch.Inputs[i] = 0.8 * stream.Normal(0, (uint)i);
        for (var i = 0; i < batch.Targets.Length; i++)
            batch.Targets[i] = stream.Uniform(1, (uint)i);
        for (var lane = 0; lane < batch.Active; lane++)
            batch.Labels[lane] = lane % classes;

        return batch;
    }

    private static ReferenceProblem Modes(string name, ulong seed, ICost<double> cost, int lanes, double inverseMass)
    {
        int[] modes = [0, 1, 2, 3, 4, 5];
        return Drawn(name, seed, new()
        {
            Kind = "modes",
            Hamiltonian = new(
                modes.Length,
                [ModeTerms.PhaseElement<double>(modes), ModeTerms.Kerr<double>(modes, 0.7)],
                [ModeTerms.BeamSplitter<double>([(0, 1), (2, 3), (4, 5)], Strength.Trainable(), "even")],
                [ModeTerms.BeamSplitter<double>([(1, 2), (3, 4), (5, 0)], Strength.Trainable(), "odd")]),
            Schedule = new(2, 20, SplittingScheme.Strang),
            Input = new() { PositionSites = [0, 3], MomentumSites = [0, 3] },
            Output = [1, 4],
            Cost = cost,
            Lanes = lanes,
            InverseMass = inverseMass,
        });
    }

    private static ReferenceProblem Drawn(string name, ulong seed, HamiltonianParts<double> parts)
    {
        var machine = new HamiltonianMachine<double>(parts);
        var stream = new RandomStream(seed, "reference parameters");
        for (var k = 0; k < machine.Parameters.Count; k++)
            machine.Learning.Theta[k] += 0.5 * stream.Normal(0, (uint)k);

        return new ReferenceProblem(name, machine, RandomBatch(machine, seed));
    }
}
