using System.Numerics;
using Loschmidt.Costs;
using Loschmidt.Numerics.Random;
using Loschmidt.Splitting;
using Loschmidt.Terms;

namespace Loschmidt.Graphs;

/// <summary>Builds the machines that are described by settings rather than by code, and the tasks that go with
/// them.</summary>
public static partial class GraphMachines
{
    /// <summary>A random time-reversible machine, judged by positions and momenta of all sites.</summary>
    /// <remarks>
    /// Features: q then p of every site, then the drive step by step. Targets: (q, p) of each site in turn, one set for
    /// every step where it is judged along the way.
    /// </remarks>
    /// <param name="settings">Its description.</param>
    /// <param name="seed">Draws graph, masses and parameters.</param>
    /// <param name="arithmetic">Numbers the phase point is kept in.</param>
    public static HamiltonianMachine<T> Build<T>(
        RandomGraphSettings settings, ulong seed, Arithmetic arithmetic = Arithmetic.Floating)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] sites = [.. Enumerable.Range(0, settings.Sites)];
        var cost = new QuadraticPhaseCost<T>(sites, [0.5], [0.25]);
        var machine = new HamiltonianMachine<T>(new()
        {
            Kind = "random-graph",
            Hamiltonian = RandomHamiltonian.On<T>(
                Graph.Random(settings.Sites, settings.Bonds, seed), seed, settings.TrainedMasses, settings.Drives),
            Schedule = new(settings.Duration, settings.Steps, SplittingScheme.Named(settings.Splitting)),
            Input = new() { PositionSites = sites, MomentumSites = sites },
            Output = sites,
            Cost = settings.JudgedAlong ? null : cost,
            RunningCost = settings.JudgedAlong ? new SampledCost<T>(cost, settings.Steps) : null,
            Drive = settings.Drives > 0 ? new SampledDrive<T>(settings.Drives, settings.Steps) : null,
            Lanes = settings.Lanes,
            InverseMass = settings.InverseMass,
            Arithmetic = arithmetic,
        });
        RandomHamiltonian.Draw(machine, seed);
        return machine;
    }

    /// <summary>A ring of oscillators, judged by the positions of its output sites.</summary>
    /// <param name="settings">Its description.</param>
    /// <param name="seed">Draws the springs' quartic strengths.</param>
    /// <param name="arithmetic">Numbers the phase point is kept in.</param>
    /// <exception cref="ArgumentException">Sites and numbers in the settings do not match; the message says
    /// which.</exception>
    public static HamiltonianMachine<T> Build<T>(
        RingSettings settings, ulong seed, Arithmetic arithmetic = Arithmetic.Floating)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var ring = Graph.Ring(settings.Sites);
        var machine = new HamiltonianMachine<T>(new()
        {
            Kind = "ring",
            Hamiltonian = new(
                ring.Sites,
                [new KineticTerm<T>(ring, settings.Mass)],
                [new SiteTerm<T, DuffingSite>("wells", ring), new BondTerm<T, QuarticSpring>("springs", ring)]),
            Schedule = new(settings.Duration, settings.Steps, SplittingScheme.Named(settings.Splitting)),
            Input = SiteEncoder.Positions(settings.InputSites),
            Output = settings.OutputSites,
            Cost = new PositionCost<T>([.. settings.OutputSites]),
            InverseMass = settings.InverseMass,
            DecayInverseMass = settings.DecayInverseMass,
            Arithmetic = arithmetic,
        });
        var random = new RandomStream(seed, "springs");
        var hardening = machine.Tensor("springs/hardening");
        for (var i = 0; i < hardening.Length; i++)
        {
            var share = random.Uniform(0, (uint)i);
            var strength = settings.QuarticFrom + (settings.QuarticTo - settings.QuarticFrom) * share;
            hardening[i] = Math.Sqrt(strength);
        }

        return machine;
    }
}
