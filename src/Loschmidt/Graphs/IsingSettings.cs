using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Graphs;

/// <summary>Settings of machine kind <c>ising</c>: modes that are driven by the learning field and coupled by the cost alone.</summary>
public sealed record IsingSettings
{
    /// <summary>Spins.</summary>
    [Range(2, 1000)]
    [Description("spins, one parameter and one mode each")]
    public int Spins { get; init; } = 20;

    /// <summary>Ω of the decay step.</summary>
    [Range(0, 1e6)]
    [Description("inverse mass of the parameters during the decay step; matter that the experiment names has its own")]
    public double DecayInverseMass { get; init; } = 1;
}
