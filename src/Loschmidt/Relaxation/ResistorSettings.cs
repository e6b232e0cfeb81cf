using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Relaxation;

/// <summary>Settings of machine kind <c>resistors</c>: a network of adjustable resistors that learns a linear
/// map.</summary>
/// <remarks>
/// Every input is a pair of nodes held at +x and −x times the voltage, and there is a pair held at ± the voltage
/// itself, so that conductances, which are positive, can make weights of either sign. Every held node is joined to
/// every free one, and these to each other.
/// </remarks>
public sealed record ResistorSettings
{
    /// <summary>Input numbers.</summary>
    [Range(1, 65536), Description("input numbers, each a pair of nodes at plus and minus its voltage")]
    public int Inputs { get; init; } = 64;

    /// <summary>Free nodes that are not read.</summary>
    [Range(0, 4096), Description("free nodes that are not read")]
    public int Hidden { get; init; }

    /// <summary>Nodes that are read, one a class.</summary>
    [Range(2, 4096), Description("nodes that are read, one for every class; the highest voltage is the answer")]
    public int Outputs { get; init; } = 10;

    /// <summary>Voltage of an input of 1; the right output is to reach 1, the others 0.</summary>
    [Range(1e-6, 1e6), Description("voltage of an input of 1; the right output is to reach 1 and the others 0")]
    public double Voltage { get; init; } = 4;

    /// <summary>The least conductance a resistor can be set to.</summary>
    [Range(1e-12, 1e6), Description("least conductance of a resistor")]
    public double Floor { get; init; } = 1e-4;

    /// <summary>Initial conductances above the floor.</summary>
    [Range(1e-12, 1e6), Description("typical initial conductance above the floor")]
    public double Conductance { get; init; } = 1;

    /// <summary>Standard deviation of the logarithms of initial conductances.</summary>
    [Range(0.0, 10.0), Description("standard deviation of the logarithm of the initial conductances")]
    public double Spread { get; init; } = 0.1;
}
