using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Loschmidt.Learning;

namespace Loschmidt.Experiments.Schema;

/// <summary>How a machine is trained.</summary>
public sealed record TrainingSettings : IValidatableObject
{
    /// <summary>Where the gradient comes from.</summary>
    [Description("Where the gradient comes from.")]
    public Estimator Estimator { get; init; } = Estimator.Tangent;

    /// <summary>Order of nudges; of <see cref="Estimator.SelfLearning"/> only, where null means one-sided.</summary>
    [Description("Order of nudges in a self-learning step.")]
    public EchoProtocol? Protocol { get; init; }

    /// <summary>ε, the time for which the cost acts; see <see cref="Nudge"/> where null.</summary>
    [Description("Nudge: the time for which the cost acts. Without it 0.001; machines that read series then choose one for every layer.")]
    [Range(0, 1e6, MinimumIsExclusive = true)]
    public double? Epsilon { get; init; }

    /// <summary>Which way <see cref="Estimator.Equilibrium"/> nudges; both ways where null.</summary>
    [Description("For estimator: equilibrium: nudge both ways by half of epsilon (symmetric; without it), or one way.")]
    public Nudging? Nudging { get; init; }

    /// <summary>States that <see cref="Estimator.Revolve"/> keeps; 10 where null.</summary>
    [Description("For estimator: revolve: states kept at any moment, 10 without it. More of them take more memory and fewer steps run again.")]
    [Range(1, 1_000_000)]
    public int? Snapshots { get; init; }

    /// <summary>Random directions that <see cref="Estimator.Spsa"/> averages over; one where null.</summary>
    [Description("For estimator: spsa: random directions averaged over, two passes each; without it 1.")]
    [Range(1, 1_000_000)]
    public int? Draws { get; init; }

    /// <summary>Trainings from further initial draws, of which the one with the lowest training cost is kept; none where null.</summary>
    [Description("Further trainings, each as long and from another initial draw; the one of lowest cost on the training samples is kept.")]
    [Range(0, 1000)]
    public int? Restarts { get; init; }

    /// <summary>Training steps; excludes <see cref="Epochs"/>.</summary>
    [Description("Training steps; instead of epochs.")]
    [Range(0, int.MaxValue)]
    public int? Steps { get; init; }

    /// <summary>Passes through the training data; excludes <see cref="Steps"/>.</summary>
    [Description("Passes through the training data; instead of steps.")]
    [Range(0, 1e9)]
    public double? Epochs { get; init; }

    /// <summary>Samples a step.</summary>
    [Description("Samples a step.")]
    [Range(1, 65536)]
    public int Batch { get; init; } = 1;

    /// <summary>How samples are drawn.</summary>
    [Description("How the samples of a batch are drawn.")]
    public Sampling Sampling { get; init; } = Sampling.Epochs;

    /// <summary>The decay step of the learning field.</summary>
    [Description("Decay step of the learning field.")]
    public DecaySettings Decay { get; init; } = new();

    /// <summary>How the bath of the decay step cools; not at all where null.</summary>
    [Description("Cools the bath of the decay step while training: kT falls by the same factor every step.")]
    public AnnealingSettings? Annealing { get; init; }

    /// <summary>What turns gradients into changes of θ.</summary>
    [Description("What turns gradients into changes of the parameters.")]
    public OptimiserSettings Optimiser { get; init; } = new();

    /// <summary>How the rate (or Ω/Γ) changes during training.</summary>
    [Description("How the rate changes during training.")]
    public ScheduleSettings Schedule { get; init; } = new();

    /// <summary>Precision of the evaluation field.</summary>
    [Description("Precision of the evaluation field.")]
    public Precision Precision { get; init; } = Precision.Double;

    /// <summary>Steps between evaluations; chosen by the program where null.</summary>
    [Description("Steps between evaluations.")]
    [Range(1, int.MaxValue)]
    public int? EvaluateEvery { get; init; }

    /// <summary>When the run saves itself.</summary>
    [Description("When the run saves itself, and what is kept.")]
    public CheckpointSettings Checkpoints { get; init; } = new();

    /// <summary>Ends a training that no longer improves; never where null.</summary>
    [Description("Ends a training that no longer improves.")]
    public EarlyStoppingSettings? EarlyStopping { get; init; }

    /// <summary>What the machine should conserve while it is trained.</summary>
    [Description("Watches energy, norm and echo during training.")]
    public WatchdogSettings Watchdog { get; init; } = new();

    /// <summary>ε of machines that do not choose their own.</summary>
    internal double Nudge => Epsilon ?? 1e-3;

    /// <summary>Whether every gradient is dealt anew among the parameters of its tensor: the control of an experiment.</summary>
    [Description("Control: deals every gradient anew among the parameters of its tensor, with random signs, so that it tells nothing.")]
    public bool Shuffled { get; init; }

    /// <summary>Rules between keys.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Steps is not null && Epochs is not null)
            yield return new ValidationResult("and 'steps' say the same in two ways; keep one", [nameof(Epochs)]);
        if (Estimator != Estimator.SelfLearning && Protocol is not null)
            yield return new ValidationResult("belongs to estimator: self-learning; remove it", [nameof(Protocol)]);
        foreach (var problem in AnnealingSettings.Check(this))
            yield return problem;
        if (Estimator != Estimator.Equilibrium && Nudging is not null)
            yield return new ValidationResult("belongs to estimator: equilibrium; remove it", [nameof(Nudging)]);
        if (Estimator != Estimator.Revolve && Snapshots is not null)
            yield return new ValidationResult("belongs to estimator: revolve; remove it", [nameof(Snapshots)]);
        if (Estimator != Estimator.Spsa && Draws is not null)
            yield return new ValidationResult("belongs to estimator: spsa; remove it", [nameof(Draws)]);
        if (Restarts > 0 && EarlyStopping is not null)
        {
            yield return new ValidationResult(
                "train anew what early stopping would end; remove one of the two", [nameof(Restarts)]);
        }

        if (Restarts > 0 && Estimator == Estimator.SelfLearning)
        {
            yield return new ValidationResult(
                "write other parameters into the machine, and self-learning writes none; choose another estimator",
                [nameof(Restarts)]);
        }

        if (Estimator == Estimator.SelfLearning && Optimiser.Kind != OptimiserKind.Decay)
        {
            yield return new ValidationResult(
                "of a self-learning machine is its own decay; remove it, or choose another estimator", [nameof(Optimiser)]);
        }
    }
}
