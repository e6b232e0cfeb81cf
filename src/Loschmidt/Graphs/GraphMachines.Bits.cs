using System.Numerics;
using Loschmidt.Costs;
using Loschmidt.Splitting;
using Loschmidt.Terms;
using Loschmidt.Terms.Modes;

namespace Loschmidt.Graphs;

// Machines that read bits: ±amplitude where they enter, and answer by the sign of a site or by the brighter of two.
public static partial class GraphMachines
{
    // The four pairs of bits travel together where θ is held, and one after another where it recoils.
    private const int Pairs = 4;

    /// <summary>A ring of Duffing oscillators that answers by the sign of one of them.</summary>
    /// <remarks>H = Σ p²/2m + k q²/2 + βq⁴/4 + Σ κ(q − q′)²/2 over neighbours; trained are k and κ. Features: the bits, 0 or 1.</remarks>
    /// <param name="settings">Its description.</param>
    /// <param name="seed">Draws the initial stiffnesses.</param>
    /// <param name="arithmetic">Numbers the phase point is kept in.</param>
    /// <exception cref="ArgumentException">A site in the settings is none, or taken twice; the message says which.</exception>
    public static HamiltonianMachine<T> Build<T>(
        DuffingRingSettings settings, ulong seed, Arithmetic arithmetic = Arithmetic.Floating)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(settings);
        var ring = Graph.Ring(settings.Sites);
        int[] sites = [.. Enumerable.Range(0, ring.Sites)];
        var machine = new HamiltonianMachine<T>(new()
        {
            Kind = "duffing-ring",
            Hamiltonian = new(
                ring.Sites,
                [new KineticTerm<T>(ring, settings.Mass)],
                [new SiteTerm<T, DuffingWell>("wells", sites, [settings.Hardening]), new BondTerm<T, LinearSpring>("springs", ring)]),
            Schedule = new(settings.Duration, settings.Steps, SplittingScheme.Named(settings.Splitting)),
            Input = SiteEncoder.Bits(ring.Sites, settings.BitSites, settings.BitAmplitude, settings.BiasSites, settings.Bias),
            Output = [settings.OutputSite],
            Readout = Readout.Signs,
            Cost = SignCost<T>(settings.OutputSite, settings.Target),
            Lanes = settings.InverseMass == 0 ? Pairs : 1,
            InverseMass = settings.InverseMass,
            DecayInverseMass = settings.DecayInverseMass,
            Arithmetic = arithmetic,
        });
        Draw(machine.Tensor("wells/stiffness"), settings.StiffnessFrom, settings.StiffnessTo, seed, "wells");
        Draw(machine.Tensor("springs/stiffness"), settings.SpringFrom, settings.SpringTo, seed, "springs");
        return machine;
    }

    /// <summary>A rectangle of superconducting islands joined by flux-tunable junctions; it answers by the sign of one phase.</summary>
    /// <remarks>H = Σ E_C p²/2 − E cos θ cos q − Σ E′ cos θ′ cos(q − q′) over neighbours; trained are the fluxes θ, θ′. Features: the bits, 0 or 1.</remarks>
    /// <param name="settings">Its description.</param>
    /// <param name="seed">Draws the initial fluxes.</param>
    /// <param name="arithmetic">Numbers the phase point is kept in.</param>
    /// <exception cref="ArgumentException">An island in the settings is none, or taken twice; the message says which.</exception>
    public static HamiltonianMachine<T> Build<T>(
        JosephsonArraySettings settings, ulong seed, Arithmetic arithmetic = Arithmetic.Floating)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(settings);
        var array = Graph.Grid(settings.Columns, settings.Rows);
        int[] islands = [.. Enumerable.Range(0, array.Sites)];
        var machine = new HamiltonianMachine<T>(new()
        {
            Kind = "josephson-array",
            Position = "phase",
            Hamiltonian = new(
                array.Sites,
                [new KineticTerm<T>(array, 1 / settings.ChargingEnergy)],
                [
                    new SiteTerm<T, JosephsonJunction>("junctions", islands, [settings.GroundEnergy]),
                    new BondTerm<T, JosephsonLink>("links", array, settings.LinkEnergy),
                ]),
            Schedule = new(settings.Duration, settings.Steps, SplittingScheme.Named(settings.Splitting)),
            Input = SiteEncoder.Bits(array.Sites, settings.BitIslands, settings.BitAmplitude, settings.BiasIslands, settings.Bias),
            Output = [settings.OutputIsland],
            Readout = Readout.Signs,
            Cost = SignCost<T>(settings.OutputIsland, settings.Target),
            Lanes = settings.InverseMass == 0 ? Pairs : 1,
            InverseMass = settings.InverseMass,
            DecayInverseMass = settings.DecayInverseMass,
            Arithmetic = arithmetic,
        });
        Draw(machine.Tensor("junctions/flux"), settings.FluxFrom, settings.FluxTo, seed, "junctions");
        Draw(machine.Tensor("links/flux"), settings.FluxFrom, settings.FluxTo, seed, "links");
        return machine;
    }

    /// <summary>A chain of coupled Kerr resonators that answers by the brighter of its output modes.</summary>
    /// <remarks>
    /// H = Σ χθ|Ψ|² + (g/2)|Ψ|⁴ + Σ J(Ψ*Ψ′ + c.c.) over neighbours; trained are the detunings θ and, on request, J. Σ|Ψ|² is conserved.
    /// Features: the bits, 0 or 1.
    /// </remarks>
    /// <param name="settings">Its description.</param>
    /// <param name="seed">Draws the initial detunings.</param>
    /// <exception cref="ArgumentException">A mode in the settings is none, or taken twice; the message says which.</exception>
    public static HamiltonianMachine<T> Build<T>(KerrResonatorSettings settings, ulong seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.OutputModes.Count != 2)
        {
            throw new ArgumentException($"outputModes are two, that of answer 0 and that of answer 1, not {settings.OutputModes.Count}");
        }

        int[] modes = [.. Enumerable.Range(0, settings.Modes)];
        (int First, int Second)[] couplings = [.. modes.SkipLast(1).Select(mode => (mode, mode + 1))];
        var strength = settings.TrainedHopping ? Strength.Trainable() : settings.Hopping;
        List<IReadOnlyList<ITerm<T>>> parts =
        [
            [ModeTerms.PhaseElement<T>(modes, settings.Coupling, "detuning"), ModeTerms.Kerr<T>(modes, settings.Kerr)],
            [ModeTerms.BeamSplitter<T>([.. couplings.Where(pair => pair.First % 2 == 0)], strength, "hopping-even")],
        ];
        // A mode takes part in one coupling at a time.
        if (couplings.Length > 1)
        {
            parts.Add([ModeTerms.BeamSplitter<T>([.. couplings.Where(pair => pair.First % 2 == 1)], strength, "hopping-odd")]);
        }

        var machine = new HamiltonianMachine<T>(new()
        {
            Kind = "kerr-resonators",
            Hamiltonian = new(settings.Modes, [.. parts]),
            Schedule = new(settings.Duration, settings.Steps, SplittingScheme.Named(settings.Splitting)),
            Input = SiteEncoder.Bits(settings.Modes, settings.BitModes, settings.BitAmplitude, settings.BiasModes, settings.Bias),
            Output = settings.OutputModes,
            Readout = Readout.Intensities,
            Cost = LightCost<T>(settings),
            ConservesIntensity = true,
            Lanes = settings.InverseMass == 0 ? Pairs : 1,
            InverseMass = settings.InverseMass,
            DecayInverseMass = settings.DecayInverseMass,
        });
        Draw(machine.Tensor("detuning/theta"), settings.DetuningFrom, settings.DetuningTo, seed, "detunings");
        if (settings.TrainedHopping)
        {
            foreach (var tensor in machine.Parameters.Tensors.Where(tensor => tensor.Name != "detuning/theta"))
            {
                machine.Tensor(tensor.Name).Fill(settings.Hopping);
            }
        }

        return machine;
    }

    // Label k lights output k; light of a given phase where the field is judged.
    private static ICost<T> LightCost<T>(KerrResonatorSettings settings)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] modes = [.. settings.OutputModes];
        return settings.Target == KerrTarget.Intensity
            ? IntensityCost<T>.OneHot(modes, settings.Brightness)
            : new FieldCost<T>(modes, [1], Array.ConvertAll(
                TargetTables.OneHot(modes.Length, Math.Sqrt(settings.Brightness)), row => Array.ConvertAll(row, value => new Complex(value, 0))));
    }

    // Label 0 is to stand at −target, label 1 at +target.
    private static PositionCost<T> SignCost<T>(int site, double target)
        where T : unmanaged, IFloatingPointIeee754<T> => new([site], [1], [[-target], [target]]);
}
