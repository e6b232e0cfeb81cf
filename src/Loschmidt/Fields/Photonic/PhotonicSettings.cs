using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Loschmidt.Reversal;

namespace Loschmidt.Fields.Photonic;

/// <summary>Settings of the photonic convolutional network that reads digits: three convolutions, two dense blocks, ten
/// patches of light.</summary>
/// <remarks>Grids 31×31 → 31×31 → 21×21 → 17×17 → 9×9 → 4×4. Times are in units of T_s, the time light spends in one
/// element.</remarks>
public sealed record PhotonicSettings
{
    /// <summary>P: each unitary of a dense block is P Fourier transforms between P + 1 phase masks.</summary>
    [Range(1, 1000), Description("Fourier transforms between the phase masks of each unitary")]
    public int Masks { get; init; } = 20;

    /// <summary>√I_max: the field of a white pixel.</summary>
    [Range(0.0, 100.0), Description("field amplitude of a white pixel, the square root of I_max")]
    public double InputAmplitude { get; init; } = 2.5;

    /// <summary>χ_1, the nonlinearity after each convolution; 0 makes them linear.</summary>
    [Range(0.0, 100.0), Description("strength of the nonlinearity after each convolution")]
    public double Chi1 { get; init; } = 1;

    /// <summary>χ_2, the nonlinearity between the dense blocks; 0 makes it linear.</summary>
    [Range(0.0, 100.0), Description("strength of the nonlinearity between the dense blocks")]
    public double Chi2 { get; init; } = 3;

    /// <summary>K of the convolutions' nonlinearity; needs K ≳ 2χ_1|Ψ|.</summary>
    [Range(1, 10_000), Description("substeps of the nonlinearity after each convolution")]
    public int ConvSubsteps { get; init; } = 8;

    /// <summary>K of the dense block's nonlinearity; needs K ≳ 2χ_2|Ψ|.</summary>
    [Range(1, 10_000), Description("substeps of the nonlinearity between the dense blocks")]
    public int DenseSubsteps { get; init; } = 12;

    /// <summary>I_t, the brightness wanted of the right patch.</summary>
    [Range(0.0, 1000.0), Description("brightness wanted of the right patch")]
    public double TargetIntensity { get; init; } = 1;

    /// <summary>Initial phases of the convolutions are uniform in ± this, rad.</summary>
    [Range(0.0, 100.0), Description("initial phases of the convolutions are uniform in plus or minus this, in rad")]
    public double ConvPhaseSpread { get; init; } = Math.PI;

    /// <summary>Initial phases of the unitaries are uniform in ± this, rad.</summary>
    [Range(0.0, 100.0), Description("initial phases of the dense unitaries are uniform in plus or minus this, in rad")]
    public double DensePhaseSpread { get; init; } = Math.PI;

    /// <summary>Initial phases of the interferometers are uniform in π ± this, rad; π transmits everything.</summary>
    [Range(0.0, 100.0)]
    [Description("initial phases of the interferometers are uniform in pi plus or minus this, in rad")]
    public double SingularValueSpread { get; init; } = 0.5;

    /// <summary>χ_l T_s: phase per unit of θ, rad.</summary>
    [Range(1e-6, 1e6), Description("phase in rad per unit of theta (chi_l T_s)")]
    public double LearningStrength { get; init; } = 1;

    /// <summary>Ω, the inverse mass of θ during the decay step; θ is frozen during a pass.</summary>
    [Range(0.0, 1e6), Description("inverse mass of theta during the decay step")]
    public double InverseMass { get; init; } = 1;

    /// <summary>A motion of θ of its own during a pass; frozen where null.</summary>
    [Description("theta moves during a pass: each parameter is bound in a harmonic well; frozen without it")]
    public BoundThetaSettings? BoundTheta { get; init; }

    /// <summary>Rows and columns of an image.</summary>
    [Range(1, 31), Description("rows and columns of an image")]
    public int ImageSize { get; init; } = 28;

    /// <summary>Where the image's first row and column lie in the 31×31 grid.</summary>
    [Range(0, 30), Description("row and column of the 31 x 31 grid where the image begins")]
    public int Offset { get; init; } = 1;

    /// <summary>Answers; answer k is the brightness of mode k of the 4×4 grid.</summary>
    [Range(2, 16), Description("number of answers, one patch of light each")]
    public int Classes { get; init; } = 10;
}
