using System.Numerics.Tensors;
using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reports;

/// <summary>Asks estimators for the gradient of one machine: once, at many ε, or along a few directions where the whole would take too long.</summary>
/// <param name="subject">The machine.</param>
/// <param name="reference">The right gradient, [parameters].</param>
/// <param name="probes">Directions for those that are too slow.</param>
/// <param name="kind">What the reference is to the machine.</param>
/// <param name="cancellation">Stops between two gradients.</param>
internal sealed class EstimatorTrial(CheckedMachine subject, double[] reference, Probes probes, ReferenceKind kind, CancellationToken cancellation)
{
    // An echo that misses its beginning by more of its state belongs to another way home, and so does its gradient.
    private const double LostEcho = 0.1;

    // Of a tensor without a gradient, rounding is all that there is to compare.
    private const double Nothing = 1e-14;

    private readonly PartialTrial _partial = new(subject, reference, probes, cancellation);
    private double _worstEcho = LostEcho;

    /// <summary>Which echo was lost worst, in a line; null where none was.</summary>
    public string? Lost { get; private set; }

    /// <summary>Asks one estimator.</summary>
    /// <param name="known">Which, and how it is to be asked.</param>
    /// <exception cref="NotSupportedException">It does not apply to the machine.</exception>
    public TrialOutcome Run(KnownEstimator known)
    {
        var customary = known.At(subject.Machine, null);
        return known.Trial switch
        {
            Trial.OverEpsilon => Scanned(known),
            Trial.OverSteps when _partial.Asks(customary) => _partial.Run(known, customary),
            Trial.OverSteps => Stepped(known),
            _ when _partial.Asks(customary) => _partial.Run(known, customary),
            _ => Whole(customary, null, null),
        };
    }

    private TrialOutcome Scanned(KnownEstimator known)
    {
        var scan = EpsilonScan.Run(ε => known.At(subject.Machine, ε), subject.Machine, subject.Batch, reference, cancellation);

        // Of a gradient that is wrong at every ε the reference can tell no best one: it is shown where it does not depend on ε.
        var wrong = scan.Points.Count == 0 || scan.Points.Min(point => point.Error) > Math.Max(known.Accuracy, 0.05);
        var ε = kind switch
        {
            ReferenceKind.Own => wrong ? scan.Steadiest ?? scan.Best : scan.Best,
            // Noise or a systematic error over ε changes by the same factor at every step: that is no plateau.
            ReferenceKind.Ideal when scan.HasPlateau => scan.Steadiest ?? scan.Best,
            _ => scan.Best,
        };
        return Whole(known.At(subject.Machine, ε), ε, scan);
    }

    private TrialOutcome Stepped(KnownEstimator known)
    {
        var outcomes = PartialTrial.DifferenceSteps.Where(step => known.At(subject.Machine, step).Supports(subject.Machine, out _)).Select(step =>
        {
            cancellation.ThrowIfCancellationRequested();
            return Whole(known.At(subject.Machine, step), step, null);
        }).ToList();
        var scan = new EpsilonScan([.. outcomes.Select(outcome => (outcome.Row.Epsilon!.Value, outcome.Row.RelativeError))]);
        return (kind == ReferenceKind.Ideal ? Steadiest(outcomes) : null) ?? outcomes.MinBy(outcome => outcome.Row.RelativeError)! with { Scan = scan };

        // Of another machine's gradient the error tells no step: the answer that changes least from the one before does.
        TrialOutcome? Steadiest(List<TrialOutcome> all) => all.Count < 2
            ? null
            : all.Skip(1).Zip(all, (one, before) => (One: one, Change: Fidelity.Of(one.Answer, before.Answer).RelativeError))
                .Where(pair => pair.Change > 0).DefaultIfEmpty((One: all[^1], Change: 0)).MinBy(pair => pair.Change).One with { Scan = scan };
    }

    private TrialOutcome Whole(IGradientEstimator estimator, double? epsilon, EpsilonScan? scan)
    {
        var gradient = new double[reference.Length];
        var seconds = WallClock.Seconds(() => estimator.Estimate(subject.Machine, subject.Batch, gradient));
        if (subject.Machine is ISequenceMachine { EchoError: var error } sequences && error > _worstEcho)
        {
            (_worstEcho, Lost) = (error, $"{estimator.Name}: the echo is lost here, and its gradient is not the machine's: {sequences.EchoWarning}");
        }

        var fidelity = Fidelity.Of(gradient, reference);
        var row = new GradcheckRow(
            estimator.Name, fidelity.Cosine, fidelity.NormRatio, fidelity.RelativeError, estimator.Passes(subject.Machine), seconds,
            0, epsilon, Tensors(gradient));
        return new TrialOutcome(row, estimator, gradient, reference, scan);
    }

    private IReadOnlyList<GradcheckTensor> Tensors(double[] gradient)
    {
        var norm = TensorPrimitives.Norm<double>(reference);
        return
        [
            .. subject.Machine.Parameters.Tensors.Where(tensor => tensor.IsLearned).Select(tensor =>
            {
                var right = reference.AsSpan(tensor.Offset, tensor.Count);
                if (TensorPrimitives.Norm<double>(right) <= Nothing * norm)
                {
                    return new GradcheckTensor(tensor.Name, double.NaN, double.NaN, double.NaN);
                }

                var fidelity = Fidelity.Of(gradient.AsSpan(tensor.Offset, tensor.Count), right);
                return new GradcheckTensor(tensor.Name, fidelity.Cosine, fidelity.NormRatio, fidelity.RelativeError);
            }),
        ];
    }
}
