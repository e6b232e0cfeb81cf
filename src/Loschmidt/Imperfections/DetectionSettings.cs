using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Imperfections;

/// <summary>Errors of the outputs on their way out of the machine; all zero is the ideal detector.</summary>
/// <remarks>In this order: crosstalk, shot noise, noise of the electronics, converter. One pass gives one record, however often it is read.</remarks>
public sealed record DetectionSettings
{
    /// <summary>c of y_k ← y_k + c(y_(k−1) + y_(k+1)).</summary>
    [Range(-1, 1), Description("part c of its neighbours that every output gets, y_k + c (y_{k-1} + y_{k+1})")]
    public double Crosstalk { get; init; }

    /// <summary>1/n with n photons per unit of output: variance |y|/n.</summary>
    [Range(0, 1e6), Description("variance of an output of 1 by counting photons: one over the photons per unit of output")]
    public double ShotNoise { get; init; }

    /// <summary>σ of noise that does not depend on the signal, in the outputs' units.</summary>
    [Range(0, 1e6), Description("rms of noise on every output that does not depend on the signal, in the output's units")]
    public double Noise { get; init; }

    /// <summary>b: outputs are read in 2ᵇ steps over −<see cref="Range"/> … <see cref="Range"/>; 0 is exact.</summary>
    [Range(0, 52), Description("outputs are read in 2^bits steps over -range to range; 0 is exact")]
    public int Bits { get; init; }

    /// <summary>R: where the converter clips, either sign; 0 is without limit.</summary>
    [Range(0, 1e9), Description("largest output that can be read, either sign; 0 is without limit")]
    public double Range { get; init; }
}
