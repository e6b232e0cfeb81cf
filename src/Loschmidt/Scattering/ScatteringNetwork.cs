using Loschmidt.Machines;

namespace Loschmidt.Scattering;

/// <summary>A network of coupled linear modes: what is fixed about it, and where its parameters sit.</summary>
/// <remarks>
/// A(ω) = (κ + κ')/2 + i(Δ − ω) + iJ with J Hermitian; the input adds to detunings, everything else about Δ and J is θ. Made by
/// <see cref="ScatteringNetworkBuilder"/>, which checks it; units of the common port rate, κ = 1.
/// </remarks>
public sealed partial class ScatteringNetwork
{
    internal ScatteringNetwork(
        IReadOnlyList<ModeGroup> groups, IReadOnlyList<CouplingBlock> blocks, double[] portRates, double[] losses,
        IReadOnlyList<InputSite> inputs, ScatteringReadout readout, ScatteringOptions options)
    {
        Groups = groups;
        Blocks = blocks;
        PortRates = portRates;
        Losses = losses;
        Inputs = inputs;
        Readout = readout;
        Options = options;
        Features = inputs.Count == 0 ? 0 : inputs.Max(site => site.Feature) + 1;
        Parameters = new ParameterLayout(Tensors());
        IsReciprocal = blocks.All(block => block.Form != CouplingForm.Complex);
        IsDamped = portRates.Zip(losses).All(pair => pair.First + pair.Second > 0);
        Detunings = [.. groups.Select(group => OffsetOf($"detuning/{group.Name}"))];
        Couplings = [.. blocks.Select(block => OffsetOf($"{(block.Form == CouplingForm.Coupler ? "coupler" : "coupling")}/{block.Name}"))];
        Fluxes = [.. blocks.Select(block => OffsetOf($"coupling/{block.Name}.imag"))];
        Ports = OffsetOf("port/rate");
        Phases = OffsetOf("readout/phase");
    }

    /// <summary>Number of modes, auxiliary modes of couplers not counted.</summary>
    public int Modes => PortRates.Count;

    /// <summary>The modes in groups, in order.</summary>
    public IReadOnlyList<ModeGroup> Groups { get; }

    /// <summary>The couplings.</summary>
    public IReadOnlyList<CouplingBlock> Blocks { get; }

    /// <summary>κ, [modes]; 0 where a mode has no port.</summary>
    public IReadOnlyList<double> PortRates { get; }

    /// <summary>κ', [modes], intrinsic loss.</summary>
    public IReadOnlyList<double> Losses { get; }

    /// <summary>Where the input enters.</summary>
    public IReadOnlyList<InputSite> Inputs { get; }

    /// <summary>How it is asked and read.</summary>
    public ScatteringReadout Readout { get; }

    /// <summary>What is learned beside detunings and couplings, and how it is judged.</summary>
    public ScatteringOptions Options { get; }

    /// <summary>Numbers a sample must bring.</summary>
    public int Features { get; }

    /// <summary>Names and shapes of θ: <c>detuning/group</c>, <c>coupling/block</c>, <c>coupler/block</c>, and on request <c>port/rate</c> and
    /// <c>readout/phase</c>.</summary>
    public ParameterLayout Parameters { get; }

    /// <summary>Whether every coupling is real, so that A = Aᵀ and S = Sᵀ.</summary>
    public bool IsReciprocal { get; }

    /// <summary>Whether every mode loses something to a port or to its surroundings: then elimination needs no pivots.</summary>
    public bool IsDamped { get; }

    /// <summary>First index in θ of every group's detunings.</summary>
    internal int[] Detunings { get; }

    /// <summary>First index in θ of every block's couplings, or of its auxiliary modes' detunings.</summary>
    internal int[] Couplings { get; }

    /// <summary>First index in θ of the imaginary parts of every block's couplings; −1 where there are none.</summary>
    internal int[] Fluxes { get; }

    /// <summary>First index in θ of the port rates; −1 where they are fixed.</summary>
    internal int Ports { get; }

    /// <summary>First index in θ of the read-out phases; −1 where they are fixed.</summary>
    internal int Phases { get; }

    /// <summary>First index in θ of a tensor; −1 where there is none.</summary>
    internal int OffsetOf(string tensor) => Parameters.Tensors.FirstOrDefault(one => one.Name == tensor)?.Offset ?? -1;

    private IEnumerable<(string Name, IReadOnlyList<int> Shape)> Tensors()
    {
        foreach (var group in Groups)
        {
            yield return ($"detuning/{group.Name}", [group.Count]);
        }

        foreach (var block in Blocks)
        {
            yield return ($"{(block.Form == CouplingForm.Coupler ? "coupler" : "coupling")}/{block.Name}", block.Shape);
            if (block.Form == CouplingForm.Complex)
            {
                yield return ($"coupling/{block.Name}.imag", block.Shape);
            }
        }

        if (Options.LearnPortRates)
        {
            yield return ("port/rate", [Modes]);
        }

        if (Options.LearnPhases)
        {
            yield return ("readout/phase", [Readout.Outputs.Count]);
        }
    }
}
