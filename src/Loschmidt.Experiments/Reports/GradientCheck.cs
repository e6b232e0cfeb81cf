using System.Numerics.Tensors;
using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;
using Loschmidt.Imperfections;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reports;

/// <summary>Asks every estimator for the same gradient of the same machine and holds the answers against a reference, against the cost, against finer time
/// steps and against other noise.</summary>
/// <remarks>
/// The reference is the reverse sweep (or the adjoint) of the <i>double</i> machine, also when the machine under test is float. Estimators
/// that depend on ε (or on a difference step) are quoted at their best one, with the slope of their error.
/// </remarks>
internal sealed class GradientCheck
{
    private const string InSilico = "in-silico";

    // What rounding may do to any estimator in single precision.
    private const double SingleAccuracy = 1e-2;

    // On machines with eight times the steps nobody waits for estimators that go from parameter to parameter.
    private const double FewPasses = 16;

    private const string ReferenceIsIdeal =
        "the reference is the gradient of the machine without its imperfections, at the parameters that the device really has (programmed + static errors); "
        + "estimators see the machine with them";

    private const string CostIsAnother =
        "imperfections change the cost itself, so that the gradient of this device is another than the reference: the Taylor test decides which gradient is its own";

    // Of the cost's own gradient the remainder falls by the second power, of any other by the first.
    private const double Right = 1.8;
    private const double Wrong = 1.5;

    private readonly CheckSubjects _subjects;
    private readonly ReferenceKind _kind;
    private readonly ReferenceGradient _reference;
    private readonly EstimatorTrial _trial;
    private readonly EstimatorTrial? _other;
    private readonly TaylorTest _taylor;
    private readonly NoiseTest _noise;
    private readonly TimeStepTest? _timeSteps;
    private readonly CancellationToken _cancellation;

    /// <summary>Prepares a check.</summary>
    /// <param name="subjects">The machine under test, and what it is compared with.</param>
    /// <param name="seed">Seed of probes and directions.</param>
    /// <param name="repeats">Gradients with noise of their own, of machines that draw it.</param>
    /// <param name="cancellation">Stops between two gradients.</param>
    public GradientCheck(CheckSubjects subjects, ulong seed, int repeats, CancellationToken cancellation)
    {
        (_subjects, _cancellation) = (subjects, cancellation);
        _reference = new ReferenceGradient(subjects.Exact);
        var probes = new Probes(subjects.Tested.Machine.Parameters, _reference.Gradient, seed);
        _taylor = new TaylorTest(subjects.Finest, seed, cancellation);
        _kind = Kind();
        _trial = new EstimatorTrial(subjects.Tested, _reference.Gradient, probes, _kind, cancellation);
        _other = subjects.Other is { } other ? new EstimatorTrial(other, _reference.Gradient, probes, _kind, cancellation) : null;
        _noise = new NoiseTest(subjects.Tested, _reference, repeats, cancellation);
        _timeSteps = _reference.IsSound ? TimeStepTest.Of(subjects) : null;
    }

    private bool IsBuiltOtherwise => _subjects.Tested.Machine is IModelled
        && !_subjects.Exact.Machine.Learning.Theta.SequenceEqual(_subjects.Tested.Machine.Learning.Theta);

    /// <summary>Runs estimators and reports.</summary>
    /// <param name="preset">Name of the experiment.</param>
    /// <param name="estimators">Which.</param>
    /// <param name="progress">Told the name of each.</param>
    public GradcheckReport Run(string preset, IEnumerable<KnownEstimator> estimators, IProgress<string> progress)
    {
        var parts = new CheckParts();
        foreach (var known in estimators)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (!known.At(_subjects.Tested.Machine, null).Supports(_subjects.Tested.Machine, out var reason))
            {
                parts.Refused.Add(new GradcheckRefusal(known.Name, reason));
                continue;
            }

            progress.Report(known.Name);
            Ask(known, parts);
        }

        string?[] notes =
        [
            _subjects.Tested.Machine is ImperfectMachine || IsBuiltOtherwise ? ReferenceIsIdeal : null, _kind == ReferenceKind.Ideal ? CostIsAnother : null,
            _reference.Warning, _trial.Lost,
        ];
        return parts.Report(preset, _subjects.Tested.Precision, _reference.Name, [.. notes.OfType<string>()]);
    }

    private void Ask(KnownEstimator known, CheckParts parts)
    {
        var outcome = _trial.Run(known);
        var noise = _reference.IsSound && outcome.IsWhole && _noise.Applies ? _noise.Run(known.Name, outcome.Estimator) : null;
        GradcheckTaylor[] taylor = _reference.IsSound && outcome.IsWhole ? [.. _taylor.Run(known.Name, outcome.Answer)] : [];
        var slope = TaylorTest.Worst(taylor);
        var byDesign = double.IsPositiveInfinity(known.Accuracy);
        var row = outcome.Row with
        {
            PeakBytes = FreshMemory.Of(_subjects.Fresh, outcome),
            Diagnosis = _reference.IsSound ? Diagnose(known, outcome, noise, slope) : null,
            ByDesign = byDesign ? true : null,
        };
        parts.Rows.Add(row);
        if (known.Trial == Trial.OverEpsilon)
        {
            parts.Slopes.Add(new GradcheckSlope(known.Name, outcome.Scan!.Slope)
            {
                Points = [.. outcome.Scan.Points.Select(point => new GradcheckPoint(point.Epsilon, point.Error))],
            });
        }

        if (noise is { Scatters: true })
        {
            parts.Noise.Add(noise);
        }

        if (!_reference.IsSound)
        {
            return;
        }

        if (outcome.IsWhole)
        {
            parts.Taylor.AddRange(taylor);
            if (!byDesign && row.Passes <= FewPasses && _timeSteps?.Run(known, outcome, _cancellation) is { } timeStep)
            {
                parts.TimeSteps.Add(timeStep);
            }
        }

        List<GradcheckPrecision> reached = [Adviser.Reached(known.Name, _subjects.Tested.Precision, outcome)];
        if (_other is not null && known.At(_subjects.Other!.Machine, null).Supports(_subjects.Other.Machine, out _))
        {
            reached.Add(Adviser.Reached(known.Name, _subjects.Other.Precision, _other.Run(known)));
        }

        parts.Precisions.AddRange(reached);
        parts.Recommendations.Add(
            _kind == ReferenceKind.Ideal && slope >= Right ? Adviser.Own(row, reached, slope)
            : _kind != ReferenceKind.Own && known.Name == InSilico && row.Diagnosis is null ? Adviser.Model(row, reached, slope, slope >= Right)
            : Adviser.Advise(row, reached, known.DirectionOnly));
    }

    private ReferenceKind Kind()
    {
        if (_subjects.Tested.Machine is not IModelled)
        {
            return ReferenceKind.Own;
        }

        return _reference.IsSound && TaylorTest.Worst(_taylor.Run(_reference.Name, _reference.Gradient)) < Wrong ? ReferenceKind.Ideal : ReferenceKind.Device;
    }

    private GradcheckDiagnosis? Diagnose(KnownEstimator known, TrialOutcome outcome, GradcheckNoise? noise, double slope)
    {
        var error = outcome.Row.RelativeError;
        if (_kind == ReferenceKind.Ideal && slope >= Right)
        {
            return null;
        }

        if (_kind == ReferenceKind.Ideal && slope < Wrong && error <= SingleAccuracy)
        {
            return GradcheckDiagnosis.Ideal(slope);
        }

        var answer = outcome.Answer;
        if (known.DirectionOnly)
        {
            answer = (double[])answer.Clone();
            TensorPrimitives.Divide(answer, outcome.Row.NormRatio, answer);
        }

        var tolerance = _subjects.Tested.Precision == "float" ? Math.Max(known.Accuracy, SingleAccuracy) : known.Accuracy;
        var diagnosis = GradcheckDiagnosis.Of(outcome.IsWhole
            ? GradientDiagnosis.Of(answer, outcome.Expected, _subjects.Tested.Machine.Parameters, tolerance)
            : GradientDiagnosis.Of(answer, outcome.Expected, tolerance));

        // One draw of noise may look like anything; several tell.
        return diagnosis is null || noise is null ? diagnosis
            : noise.Explains(error) ? GradcheckDiagnosis.Of(noise)
            : diagnosis.Fault == "noise" && noise.IsStatic(error) ? GradcheckDiagnosis.Static(error, noise) : diagnosis;
    }
}
