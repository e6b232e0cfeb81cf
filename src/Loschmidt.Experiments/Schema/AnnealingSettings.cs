using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Loschmidt.Learning;

namespace Loschmidt.Experiments.Schema;

/// <summary>How the bath of the decay step cools: geometrically, kT_n = kT_0 rⁿ.</summary>
public sealed record AnnealingSettings : IValidatableObject
{
    /// <summary>kT_0; <see cref="DecaySettings.Temperature"/> where null.</summary>
    [Description("k T at the first step; decay.temperature without it.")]
    [Range(0, 1e12, MinimumIsExclusive = true)]
    public double? From { get; init; }

    /// <summary>kT at the end; excludes <see cref="Factor"/>.</summary>
    [Description("k T at the end; instead of factor.")]
    [Range(0, 1e12, MinimumIsExclusive = true)]
    public double? To { get; init; }

    /// <summary>r; excludes <see cref="To"/>.</summary>
    [Description("What k T is multiplied by every step; instead of to.")]
    [Range(0, 1, MinimumIsExclusive = true)]
    public double? Factor { get; init; }

    /// <summary>Steps of cooling; all of the training where null.</summary>
    [Description("Training steps after which it cools no more; all of the training without it.")]
    [Range(1, int.MaxValue)]
    public int? Over { get; init; }

    /// <summary>Rules between keys.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (To is null == Factor is null)
            yield return new ValidationResult("needs either 'to', a temperature, or 'factor', what it is multiplied by every step", []);
    }

    /// <summary>Rules between it and the rest of a training.</summary>
    internal static IEnumerable<ValidationResult> Check(TrainingSettings training)
    {
        if (training.Annealing is not { } annealing)
            yield break;
        string[] key = [nameof(training.Annealing)];
        if (training.Estimator != Estimator.SelfLearning)
            yield return new ValidationResult("cools the bath of a self-learning machine; remove it, or use estimator: self-learning", key);
        if (annealing.From is null && training.Decay.Temperature == 0)
            yield return new ValidationResult("needs a temperature to begin with: 'from', or decay.temperature", key);
        if (annealing.From is not null && training.Decay.Temperature > 0)
            yield return new ValidationResult("with 'from' and decay.temperature say the same in two ways; keep one", key);
        if (double.IsInfinity(training.Decay.Time))
            yield return new ValidationResult("needs a finite decay.time: in a complete decay the parameters would diffuse without end", key);
        if (annealing.To is not null && annealing.Over is null && training.Steps is null)
            yield return new ValidationResult("with 'to' needs to know when: 'over', or training.steps", key);
    }

    /// <summary>The temperatures of a training; null where its bath does not cool.</summary>
    internal static Annealing? Of(TrainingSettings training)
    {
        if (training.Annealing is not { } settings)
            return null;
        var from = settings.From ?? training.Decay.Temperature;
        return settings.To is { } to
            ? Annealing.Between(from, to, settings.Over ?? training.Steps!.Value)
            : new Annealing(from, settings.Factor!.Value, settings.Over ?? long.MaxValue);
    }
}
