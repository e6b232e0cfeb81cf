using System.Numerics;
using Loschmidt.Costs;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Splitting;
using Loschmidt.Terms;

namespace Loschmidt.Graphs;

/// <summary>Builds the machines that are described by settings rather than by code, and the tasks that go with them.</summary>
public static class GraphMachines
{
    /// <summary>A random time-reversible machine, judged by positions and momenta of all sites.</summary>
    /// <remarks>Features: q then p of every site. Targets: (q, p) of each site in turn.</remarks>
    /// <param name="settings">Its description.</param>
    /// <param name="seed">Draws graph, masses and parameters.</param>
    public static HamiltonianMachine<T> Build<T>(RandomGraphSettings settings, ulong seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] sites = [.. Enumerable.Range(0, settings.Sites)];
        var machine = new HamiltonianMachine<T>(new()
        {
            Kind = "random-graph",
            Hamiltonian = RandomHamiltonian.On<T>(
                Graph.Random(settings.Sites, settings.Bonds, seed), seed, settings.TrainedMasses),
            Schedule = new(settings.Duration, settings.Steps, SplittingScheme.Named(settings.Splitting)),
            Input = new() { PositionSites = sites, MomentumSites = sites },
            Output = sites,
            Cost = new QuadraticPhaseCost<T>(sites, [0.5], [0.25]),
            Lanes = settings.Lanes,
            InverseMass = settings.InverseMass,
        });
        RandomHamiltonian.Draw(machine, seed);
        return machine;
    }

    /// <summary>A ring of oscillators, judged by the positions of its output sites.</summary>
    /// <param name="settings">Its description.</param>
    /// <param name="seed">Draws the springs' quartic strengths.</param>
    /// <exception cref="ArgumentException">Sites and numbers in the settings do not match; the message says which.</exception>
    public static HamiltonianMachine<T> Build<T>(RingSettings settings, ulong seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ThrowUnlessMatching("inputs", settings.Inputs.Count, "inputSites", settings.InputSites.Count);
        ThrowUnlessMatching("pattern", settings.Pattern.Count, "outputSites", settings.OutputSites.Count);
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
            Arithmetic = settings.Arithmetic,
        });
        var random = new RandomStream(seed, "springs");
        var hardening = machine.Tensor("springs/hardening");
        for (var i = 0; i < hardening.Length; i++)
        {
            var strength = settings.QuarticFrom + (settings.QuarticTo - settings.QuarticFrom) * random.Uniform(0, (uint)i);
            hardening[i] = Math.Sqrt(strength);
        }

        return machine;
    }

    /// <summary>Random initial states and targets for a random machine, one sample per lane.</summary>
    public static Batch Task(RandomGraphSettings settings, ulong seed)
    {
        var random = new RandomStream(seed, "task");
        var batch = new Batch(2 * settings.Sites, 2 * settings.Sites, settings.Lanes) { Active = settings.Lanes };
        for (var i = 0; i < batch.Inputs.Length; i++)
        {
            (batch.Inputs[i], batch.Targets[i]) = random.Normals((uint)i);
            batch.Inputs[i] *= 0.7;
        }

        return batch;
    }

    /// <summary>The ring's one sample: displacements in, pattern out.</summary>
    public static Batch Task(RingSettings settings)
    {
        var batch = new Batch(settings.Inputs.Count, settings.Pattern.Count, 1) { Active = 1 };
        for (var i = 0; i < batch.Inputs.Length; i++)
        {
            batch.Inputs[i] = settings.Inputs[i];
        }

        for (var i = 0; i < batch.Targets.Length; i++)
        {
            batch.Targets[i] = settings.Pattern[i];
        }

        return batch;
    }

    private static void ThrowUnlessMatching(string numbers, int count, string sites, int siteCount)
    {
        if (count != siteCount)
        {
            throw new ArgumentException($"{numbers} has {count} numbers for {siteCount} {sites}; there must be one for each");
        }
    }
}
