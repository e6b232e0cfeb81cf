using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Graphs;

/// <summary>Settings of machine kind <c>binary-network</c>: layers of oscillators whose bonds pull or push, for parameters that are −1 or +1.</summary>
public sealed record BinaryNetworkSettings
{
    /// <summary>Oscillators between inputs and outputs.</summary>
    [Range(1, 10_000)]
    [Description("hidden oscillators")]
    public int Hidden { get; init; } = 6;

    /// <summary>Displacement of an input.</summary>
    [Range(1e-3, 1e3)]
    [Description("initial displacement of an input oscillator, + for a bit that is 1, - for 0; one more, for a bias, always has it")]
    public double Amplitude { get; init; } = 1.75;

    /// <summary>β of the cost.</summary>
    [Range(1e-6, 1e6)]
    [Description("gain beta of the cost: softmax of beta times the positions of the two outputs")]
    public double Gain { get; init; } = 12;

    /// <summary>T.</summary>
    [Range(1e-6, 1e6)]
    [Description("time of one pass")]
    public double Duration { get; init; } = 4;

    /// <summary>Steps per pass.</summary>
    [Range(1, 1_000_000)]
    [Description("steps of one pass")]
    public int Steps { get; init; } = 20;

    /// <summary>Samples side by side.</summary>
    [Range(1, 65536)]
    [Description("samples that travel side by side; 1 where parameters move during a pass")]
    public int Lanes { get; init; } = 4;

    /// <summary>Ω of the decay step.</summary>
    [Range(0, 1e6)]
    [Description("inverse mass of the parameters during the decay step; matter that the experiment names has its own")]
    public double DecayInverseMass { get; init; } = 1;
}
