using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Imperfections;

/// <summary>How the parameters of the device differ from those that were meant; all zero is the ideal device.</summary>
/// <remarks>θ of the device = round(θ) + spread + walk, on the way home + drift; each in the parameter's own units.</remarks>
public sealed record ParameterSettings
{
    /// <summary>rms of a static error of every parameter, drawn once from the seed, in its own units.</summary>
    [Range(0, 1e6), Description("rms of a static error of every parameter, drawn once from the seed, in the parameter's units")]
    public double Spread { get; init; }

    /// <summary>b: parameters are set in 2ᵇ steps over −<see cref="Range"/> … <see cref="Range"/>; 0 sets them exactly.</summary>
    [Range(0, 52), Description("parameters are set in 2^bits steps over -range to range; 0 sets them exactly")]
    public int Bits { get; init; }

    /// <summary>R: largest parameter that can be set; 0 is without limit.</summary>
    [Range(0, 1e9), Description("largest parameter that can be set, either sign; 0 is without limit")]
    public double Range { get; init; }

    /// <summary>rms of what every parameter moves by between way out and way home: what an echo cannot know.</summary>
    [Range(0, 1e6), Description("rms of what every parameter moves by between the way out and the way home")]
    public double Drift { get; init; }

    /// <summary>Whether that movement is new every time.</summary>
    [Description("how it moves: random-walk (anew every time) or linear (the same way every time)")]
    public DriftKind DriftKind { get; init; } = DriftKind.RandomWalk;

    /// <summary>rms of a random walk of every parameter, per training step.</summary>
    [Range(0, 1e6), Description("rms of the step that every parameter walks at random between two training steps")]
    public double Walk { get; init; }
}
