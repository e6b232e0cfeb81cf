using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Experiments.Schema;

/// <summary>An optimiser and its numbers; numbers that it does not use must be absent.</summary>
public sealed record OptimiserSettings : IValidatableObject
{
    /// <summary>Which one.</summary>
    [Description("Which optimiser.")]
    public OptimiserKind Kind { get; init; } = OptimiserKind.Decay;

    /// <summary>η; not of <see cref="OptimiserKind.Decay"/>, whose rate is εΩ/Γ.</summary>
    [Description("Learning rate; not for decay, whose rate is epsilon Omega / Gamma.")]
    [Range(0, 1e12, MinimumIsExclusive = true)]
    public double? Rate { get; init; }

    /// <summary>Of <see cref="OptimiserKind.HeavyBall"/>; 0.9 where null.</summary>
    [Description("Momentum of the heavy ball; 0.9 without it.")]
    [Range(0, 1, MaximumIsExclusive = true)]
    public double? Momentum { get; init; }

    /// <summary>Of <see cref="OptimiserKind.Adam"/> and <see cref="OptimiserKind.AmsGrad"/>; 0.9 where null.</summary>
    [Description("Memory of Adam's and AMSGrad's mean; 0.9 without it.")]
    [Range(0, 1, MaximumIsExclusive = true)]
    public double? Beta1 { get; init; }

    /// <summary>Of <see cref="OptimiserKind.Adam"/> and <see cref="OptimiserKind.AmsGrad"/>; 0.999 where
    /// null.</summary>
    [Description("Memory of Adam's and AMSGrad's mean square; 0.999 without it.")]
    [Range(0, 1, MaximumIsExclusive = true)]
    public double? Beta2 { get; init; }

    /// <summary>Of <see cref="OptimiserKind.Adam"/> and <see cref="OptimiserKind.AmsGrad"/>; 1e-8 where null.</summary>
    [Description("Floor of Adam's and AMSGrad's denominator; 1e-8 without it.")]
    [Range(0, 1, MinimumIsExclusive = true)]
    public double? Epsilon { get; init; }

    /// <summary>Largest change of any parameter in one step; not of <see cref="OptimiserKind.Decay"/>.</summary>
    [Description("Largest change of any parameter in one step (the update is clipped, not the gradient); "
        + "no limit without it, and not for decay.")]
    [Range(0, 1e12, MinimumIsExclusive = true)]
    public double? Clip { get; init; }

    /// <summary>Tensors with rates of their own; not of <see cref="OptimiserKind.Decay"/>.</summary>
    [Description("Learning rates of some tensors, as factors on the rate; not for decay.")]
    public RateFactor[]? Factors { get; init; }

    /// <summary>Rules between keys.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var word = ValueTypes.Words(typeof(OptimiserKind))[(int)Kind].Word;
        if (Kind != OptimiserKind.Decay && Rate is null)
            yield return new ValidationResult($"of kind {word} needs the key 'rate': a finite number > 0", []);
        var adam = Kind is OptimiserKind.Adam or OptimiserKind.AmsGrad;
        foreach (var (name, stray) in new[]
        {
            (nameof(Rate), Kind == OptimiserKind.Decay && Rate is not null),
            (nameof(Momentum), Kind != OptimiserKind.HeavyBall && Momentum is not null),
            (nameof(Beta1), !adam && Beta1 is not null),
            (nameof(Beta2), !adam && Beta2 is not null),
            (nameof(Epsilon), !adam && Epsilon is not null),
            (nameof(Clip), Kind == OptimiserKind.Decay && Clip is not null),
            (nameof(Factors), Kind == OptimiserKind.Decay && Factors is not null),
        })
        {
            if (stray)
                yield return new ValidationResult($"has no meaning for kind: {word}; remove it", [name]);
        }
    }
}
