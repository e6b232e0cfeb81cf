using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Imperfections;

/// <summary>What is done against a known, uniform loss; off by default.</summary>
public sealed record CompensationSettings
{
    /// <summary>κ that is believed in: the way home amplifies by e^(+κt) beside the loss, so that the field retraces its way.</summary>
    [Range(0, 1e6), Description("loss kappa that is believed in: the way home amplifies by exp(+kappa t) to undo the way out's and its own")]
    public double Loss { get; init; }

    /// <summary>Whether what is heard at a time t after the turning point is weighted by e^(−κt): exact where κ is the loss of every mode.</summary>
    [Description("weight what is heard a time t after the turning point by exp(-kappa t); without it, gradients are wrong")]
    public bool Weighted { get; init; } = true;

    /// <summary>Whether the field is brought back to the energy it started with, once, at the turning point.</summary>
    [Description("amplify the field at the turning point to the energy it started with")]
    public bool Reamplify { get; init; }
}
