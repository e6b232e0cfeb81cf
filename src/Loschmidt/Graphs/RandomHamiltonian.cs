using System.Numerics;
using Loschmidt.Evolution;
using Loschmidt.Numerics.Random;
using Loschmidt.Terms;

namespace Loschmidt.Graphs;

/// <summary>Random time-reversible Hamiltonians: quadratic, quartic, cosine and tanh energies on a graph, random
/// masses.</summary>
/// <remarks>An echo that works must work for all of them; they are the proof that nothing was tuned to one
/// system.</remarks>
public static class RandomHamiltonian
{
    /// <summary>H on this graph, masses between ½ and 2; parameters are drawn by <see cref="Draw"/>.</summary>
    /// <param name="graph">Sites and bonds.</param>
    /// <param name="seed">The same seed gives the same masses.</param>
    /// <param name="trainedMasses">Whether the masses are parameters too.</param>
    /// <param name="drives">Channels of a drive; each moves barriers on two sites.</param>
    public static Hamiltonian<T> On<T>(Graph graph, ulong seed, bool trainedMasses = false, int drives = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new RandomStream(seed, "masses");
        var masses = Enumerable.Range(0, graph.Sites).Select(i => 0.5 + 1.5 * random.Uniform(0, (uint)i)).ToArray();
        var terms = new List<ITerm<T>>
        {
            new SiteTerm<T, RippledWell>("wells", graph), new BondTerm<T, SaturatingBond>("bonds", graph),
        };
        if (drives > 0)
        {
            var places = Enumerable.Range(0, 2 * drives).Select(k => (Place(seed, graph.Sites, k), k / 2));
            terms.Add(new DrivenSiteTerm<T, MovingBarrier>("drives", [.. places]));
        }

        return new Hamiltonian<T>(graph.Sites, [new KineticTerm<T>(masses, trainedMasses)], terms);
    }

    /// <summary>Draws the parameters of wells and bonds; quartic ones are positive, so that every motion is
    /// bounded.</summary>
    public static void Draw<T>(HamiltonianMachine<T> machine, ulong seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Fill("wells/quadratic", -0.5, 1.5);
        Fill("wells/quartic", 0.2, 0.6);
        Fill("wells/cosine", -0.4, 0.4);
        Fill("bonds/bilinear", -0.4, 0.4);
        Fill("bonds/tanh", -0.8, 0.8);
        if (machine.Parameters.Tensors.Any(tensor => tensor.Name == "drives/push"))
        {
            Fill("drives/push", 0.3, 0.9);
            Fill("drives/barrier", -0.4, 0.4);
        }

        void Fill(string name, double low, double high)
        {
            var random = new RandomStream(seed, name);
            var values = machine.Tensor(name);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = low + (high - low) * random.Uniform(0, (uint)i);
            }
        }
    }

    private static int Place(ulong seed, int sites, int k) =>
        new RandomStream(seed, "driven sites").Index(sites, (uint)k);
}
