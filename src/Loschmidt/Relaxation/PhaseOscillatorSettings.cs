using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Relaxation;

/// <summary>Settings of machine kind <c>phase-oscillators</c>: coupled phase oscillators that settle into a minimum of
/// their energy.</summary>
/// <remarks>
/// Q. Wang, C. C. Wanjura, F. Marquardt, arXiv:2402.08579. Input oscillators are held at phases that say the input, the
/// others move. The right output is to settle at +π/2, the others at −π/2; a single output oscillator answers two
/// classes, the first by −π/2.
/// </remarks>
public sealed record PhaseOscillatorSettings
{
    /// <summary>Input oscillators, one a feature.</summary>
    [Range(1, 65536), Description("input oscillators, one for every input number")]
    public int Inputs { get; init; } = 64;

    /// <summary>Hidden oscillators, layer by layer.</summary>
    [Range(1, 65536), Description("hidden oscillators of each layer; their sum counts where all are coupled to all")]
    public int[] Hidden { get; init; } = [100];

    /// <summary>Output oscillators, one a class; a single one answers two classes.</summary>
    [Range(1, 65536), Description("output oscillators, one for every class; a single one answers two classes")]
    public int Outputs { get; init; } = 10;

    /// <summary>Which oscillators are coupled.</summary>
    [Description("which oscillators are coupled")]
    public OscillatorArchitecture Architecture { get; init; } = OscillatorArchitecture.Layered;

    /// <summary>The phase of an input x is (x − ½) times this, rad.</summary>
    [Range(0.0, 100.0), Description("phase of an input x is (x - 1/2) times this, in rad")]
    public double InputSwing { get; init; } = Math.PI;

    /// <summary>M, relaxations from different initial phases over which a sample is averaged.</summary>
    [Range(1, 64), Description("relaxations from different initial phases over which every sample is averaged")]
    public int Initialisations { get; init; } = 1;

    /// <summary>Initial phases of hidden and output oscillators are uniform in ± this, rad.</summary>
    [Range(0.0, 3.141592653589794)]
    [Description("initial phases of hidden and output oscillators are uniform in plus or minus this, in rad")]
    public double InitialSpread { get; init; } = Math.PI;

    /// <summary>Initial couplings are normal with this over √(2 × oscillators).</summary>
    [Range(0.0, 100.0), Description("initial couplings are normal with this over the root of twice the number of oscillators")]
    public double CouplingScale { get; init; } = 1;

    /// <summary>Initial strengths of the local fields are normal with this standard deviation.</summary>
    [Range(0.0, 100.0), Description("standard deviation of the initial strengths of the local fields")]
    public double FieldScale { get; init; }

    /// <summary>A relaxation ends where no force exceeds this.</summary>
    [Range(0.0, 1.0), Description("a relaxation ends where no force is larger than this")]
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>A relaxation ends after so many steps in any case.</summary>
    [Range(1, 10_000_000), Description("most steps of a relaxation")]
    public int MostSteps { get; init; } = 1000;

    /// <summary>A nudged relaxation that moves an oscillator further than this has left its minimum and is rejected,
    /// rad.</summary>
    [Range(0.0, 1e6), Description("a nudged relaxation that moves an oscillator further than this, in rad, is rejected")]
    public double Jump { get; init; } = 0.5;
}
