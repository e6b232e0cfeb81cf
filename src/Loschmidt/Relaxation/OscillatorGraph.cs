using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Relaxation;

/// <summary>Which oscillators there are, which are coupled, and where their parameters lie.</summary>
internal sealed class OscillatorGraph
{
    private const int MostPairs = 1 << 26;

    /// <summary>Draws up the graph.</summary>
    /// <exception cref="ArgumentException">The settings ask for more pairs than fit into memory, or for an empty
    /// layer.</exception>
    public OscillatorGraph(PhaseOscillatorSettings settings)
    {
        Inputs = settings.Inputs;
        if (settings.Hidden.FirstOrDefault(count => count < 1, 1) < 1)
        {
            throw new ArgumentException("hidden: every layer needs at least 1 oscillator; leave the list empty for none");
        }

        int[] layers = settings.Architecture == OscillatorArchitecture.Layered
            ? [settings.Inputs, .. settings.Hidden, settings.Outputs]
            : [settings.Inputs, settings.Hidden.Sum() + settings.Outputs];
        var groups = new List<OscillatorGroup>();
        foreach (var count in layers)
        {
            groups.Add(new OscillatorGroup(Oscillators, count));
            Oscillators += count;
        }

        var pairs = new List<(OscillatorGroup A, OscillatorGroup B)>(groups.Zip(groups.Skip(1)));
        if (settings.Architecture == OscillatorArchitecture.AllToAll)
        {
            pairs.Add((groups[1], groups[1]));
        }

        if (pairs.Sum(pair => (long)pair.A.Count * pair.B.Count) > MostPairs)
        {
            throw new ArgumentException($"the oscillators make more than {MostPairs} pairs; use fewer, or more layers of fewer");
        }

        foreach (var (a, b) in pairs)
        {
            var coupling = new OscillatorCoupling(a, b, Edges, Entries);
            Couplings.Add(coupling);
            Edges += coupling.Count;
            Entries += coupling.Size;
        }

        Parameters = new ParameterLayout(
            ("oscillators/W", [Edges]), ("oscillators/h", [Free]), ("oscillators/psi", [Free]));
    }

    /// <summary>Oscillators that are held, the first ones.</summary>
    public int Inputs { get; }

    /// <summary>All oscillators.</summary>
    public int Oscillators { get; }

    /// <summary>Oscillators that move.</summary>
    public int Free => Oscillators - Inputs;

    /// <summary>Couplings, each pair once.</summary>
    public int Edges { get; }

    /// <summary>Entries of all full matrices.</summary>
    public int Entries { get; }

    /// <summary>What is coupled to what.</summary>
    public List<OscillatorCoupling> Couplings { get; } = [];

    /// <summary>W, h and ψ.</summary>
    public ParameterLayout Parameters { get; }

    /// <summary>Where h begins in θ.</summary>
    public int Fields => Edges;

    /// <summary>Where ψ begins in θ.</summary>
    public int Directions => Edges + Free;

    /// <summary>W = (R + Rᵀ)/2 with R normal, h normal, ψ uniform.</summary>
    public void Draw(PhaseOscillatorSettings settings, ulong seed, Span<double> theta)
    {
        var stream = new RandomStream(seed, "theta");
        for (var edge = 0; edge < Edges; edge++)
        {
            theta[edge] = settings.CouplingScale / Math.Sqrt(2 * Oscillators) * stream.Normal(0, (uint)edge);
        }

        for (var i = 0; i < Free; i++)
        {
            theta[Fields + i] = settings.FieldScale * stream.Normal(1, (uint)i);
            theta[Directions + i] = Math.PI * ((2 * stream.Uniform(2, (uint)i)) - 1);
        }
    }
}
