using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Loschmidt.Costs;

namespace Loschmidt.Scattering;

/// <summary>Settings of a scattering machine; rates, detunings and couplings in units of the ports' rate, κ = 1.</summary>
public sealed record ScatteringSettings
{
    /// <summary>How the modes are arranged.</summary>
    [Description("layered, racetrack (layers with a resonator as coupler), convolutional, dense, lattice or random")]
    public ScatteringStructure Structure { get; init; } = ScatteringStructure.Layered;

    /// <summary>Numbers of a sample, each in [0, 1].</summary>
    [Range(1, 65536), Description("numbers of a sample, each from 0 to 1")]
    public int Inputs { get; init; } = 64;

    /// <summary>R, modes that hear the same number.</summary>
    [Range(1, 64), Description("modes that hear the same number: the more, the richer the functions of it")]
    public int Replication { get; init; } = 2;

    /// <summary>Modes of the hidden layers, from input to output; for dense, lattice and random the one pool.</summary>
    [Range(1, 65536), Description("modes of every hidden layer; for dense, lattice and random one number: the pool")]
    public int[] Hidden { get; init; } = [80];

    /// <summary>Outputs, one a class.</summary>
    [Range(1, 65536), Description("outputs, one a class")]
    public int Outputs { get; init; } = 10;

    /// <summary>What is measured.</summary>
    [Description("reflection (every output through its own port) or transmission (all inputs driven)")]
    public ScatteringReading Reading { get; init; } = ScatteringReading.Reflection;

    /// <summary>Detuning of an input mode by the number 0; the number 1 leaves it resonant.</summary>
    [Range(-1000.0, 1000.0), Description("detuning of an input mode by the number 0; the number 1 adds none")]
    public double Background { get; init; } = 10;

    /// <summary>Offsets of the copies begin evenly spaced from + to − this.</summary>
    [Range(0.0, 1000.0), Description("initial detunings of the copies of one number are evenly spaced from plus to minus this")]
    public double Offset { get; init; } = 8;

    /// <summary>Input modes begin lower by a uniform number up to this.</summary>
    [Range(0.0, 1000.0), Description("initial detunings of input modes are lowered by a random number up to this")]
    public double OffsetSpread { get; init; }

    /// <summary>Smallest initial coupling.</summary>
    [Range(-1000.0, 1000.0), Description("smallest initial coupling")]
    public double Coupling { get; init; } = 2;

    /// <summary>Range of initial couplings above <see cref="Coupling"/>.</summary>
    [Range(0.0, 1000.0), Description("range of the initial couplings above the smallest")]
    public double CouplingSpread { get; init; } = 0.2;

    /// <summary>Where set, couplings begin uniform in ± this √(6/(N_a + N_b)) instead.</summary>
    [Range(0.0, 1000.0)]
    [Description("instead: initial couplings uniform in plus or minus this times sqrt(6/(modes of both layers))")]
    public double? Balanced { get; init; }

    /// <summary>All modes but the input's begin lower by a uniform number up to this.</summary>
    [Range(0.0, 1000.0), Description("initial detunings of hidden and output modes lie between 0 and minus this")]
    public double DetuningSpread { get; init; } = 0.002;

    /// <summary>κ' of every layer from input to output, or one number for all.</summary>
    [Range(0.0, 1000.0), Description("intrinsic loss: one number for all modes, or one a layer from input to output")]
    public double[] Loss { get; init; } = [0];

    /// <summary>κ of the ports of every layer, or one number for all.</summary>
    [Range(0.0, 1000.0), Description("port rate: one number for all modes, or one a layer from input to output")]
    public double[] PortRate { get; init; } = [1];

    /// <summary>g of couplers; of <see cref="ScatteringStructure.Racetrack"/> alone, 4 where null.</summary>
    [Range(1e-6, 1000.0), Description("for racetrack: coupling of a coupler to its two neighbours; 4 without it")]
    public double? CouplerStrength { get; init; }

    /// <summary>κ' of couplers; of <see cref="ScatteringStructure.Racetrack"/> alone, 0.01 where null.</summary>
    [Range(1e-9, 1000.0), Description("for racetrack: loss of a coupler; 0.01 without it")]
    public double? CouplerLoss { get; init; }

    /// <summary>Channels of the convolutional layers; of <see cref="ScatteringStructure.Convolutional"/>.</summary>
    [Range(1, 1024), Description("for convolutional: channels of every layer of images behind the input")]
    public int[] Channels { get; init; } = [];

    /// <summary>Side of a kernel; of <see cref="ScatteringStructure.Convolutional"/> alone, 4 where null.</summary>
    [Range(1, 64), Description("for convolutional: side of a kernel, at most that of the images; layers shrink by half; 4 without it")]
    public int? Kernel { get; init; }

    /// <summary>Share of pairs that are coupled; of <see cref="ScatteringStructure.Random"/> alone, 0.1 where null.</summary>
    [Range(0.0, 1.0), Description("for random: share of pairs that are coupled; 0.1 without it")]
    public double? Connected { get; init; }

    /// <summary>Whether couplings are complex: a synthetic magnetic field, not reciprocal; solved densely. Not of
    /// <see cref="ScatteringStructure.Racetrack"/> and <see cref="ScatteringStructure.Convolutional"/>.</summary>
    [Description("complex couplings (not reciprocal; solved densely); not for racetrack and convolutional")]
    public bool Complex { get; init; }

    /// <summary>What the outputs are judged by.</summary>
    [Description("cross-entropy or half-squares")]
    public ScoreKind Score { get; init; } = ScoreKind.CrossEntropy;

    /// <summary>β.</summary>
    [Range(1e-6, 1e6), Description("gain beta of the softmax; outputs are bounded by 1")]
    public double Gain { get; init; } = 8;

    /// <summary>Whether the phase of every output's quadrature is trained.</summary>
    [Description("train the phase of every output's quadrature")]
    public bool LearnPhases { get; init; }

    /// <summary>Whether port rates are trained; they stay at 0 or above.</summary>
    [Description("train the rates of the ports, which stay at 0 or above (solved densely)")]
    public bool LearnPortRates { get; init; }

    /// <summary>How the equations are solved.</summary>
    [Description("auto, layered, low-rank or dense; the results agree")]
    public SolverKind Solver { get; init; } = SolverKind.Auto;
}
