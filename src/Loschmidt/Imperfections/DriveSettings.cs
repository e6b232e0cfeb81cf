using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Imperfections;

/// <summary>Errors of the inputs on their way into the machine; all zero is the ideal modulator.</summary>
/// <remarks>In this order: converter, crosstalk, noise.</remarks>
public sealed record DriveSettings
{
    /// <summary>b: inputs come in 2ᵇ steps over −<see cref="Range"/> … <see cref="Range"/>; 0 is exact.</summary>
    [Range(0, 52), Description("inputs come in 2^bits steps over -range to range; 0 is exact")]
    public int Bits { get; init; }

    /// <summary>R: largest input, either sign; 0 is without limit.</summary>
    [Range(0, 1e9), Description("largest input that can be given, either sign; 0 is without limit")]
    public double Range { get; init; }

    /// <summary>c of x_k ← x_k + c(x_(k−1) + x_(k+1)).</summary>
    [Range(-1, 1), Description("part c of its neighbours that every input gets, x_k + c (x_{k-1} + x_{k+1})")]
    public double Crosstalk { get; init; }

    /// <summary>σ of x ← (1 + σξ)x, fresh for every sample.</summary>
    [Range(0, 100), Description("rms relative error of every input, fresh for every sample")]
    public double Noise { get; init; }
}
