using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reports;

/// <summary>Asks estimators that go from parameter to parameter for a share of the gradient: along probe directions, or of some parameters.</summary>
/// <param name="subject">The machine.</param>
/// <param name="reference">The right gradient, [parameters].</param>
/// <param name="probes">The directions.</param>
/// <param name="cancellation">Stops between two steps.</param>
internal sealed class PartialTrial(CheckedMachine subject, double[] reference, Probes probes, CancellationToken cancellation)
{
    private const int FullDifferences = 64;
    private const int FullShifts = 512;
    private const int FewestShifts = 4;
    private const double AffordablePasses = 1600;

    /// <summary>Difference steps that are tried.</summary>
    public static readonly IReadOnlyList<double> DifferenceSteps = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5];

    private int Directions => probes.Directions.Count;

    /// <summary>Whether the whole gradient would take too long.</summary>
    public bool Asks(IGradientEstimator estimator) => estimator switch
    {
        CentralDifferencesEstimator or ComplexStepEstimator or ForwardSensitivityEstimator => reference.Length > FullDifferences,
        IPartialEstimator => reference.Length > FullShifts,
        _ => false,
    };

    /// <summary>Asks for a share.</summary>
    /// <param name="known">What a name stands for.</param>
    /// <param name="estimator">The same at its customary step; one that <see cref="Asks"/>.</param>
    public TrialOutcome Run(KnownEstimator known, IGradientEstimator estimator) => estimator switch
    {
        IPartialEstimator shifting => Shifts(shifting),
        ComplexStepEstimator => Along(estimator, direction => ((IStepsComplex)subject.Machine).ComplexStep(subject.Batch, direction)),
        ForwardSensitivityEstimator => Along(estimator, direction => ((ISensesForward)subject.Machine).Sensitivity(subject.Batch, direction)),
        _ => Differences(known),
    };

    private TrialOutcome Differences(KnownEstimator known)
    {
        var expected = probes.Project(reference);
        var best = default(TrialOutcome);
        var points = new List<(double, double)>();
        foreach (var step in DifferenceSteps)
        {
            if (known.At(subject.Machine, step) is not CentralDifferencesEstimator estimator || !estimator.Supports(subject.Machine, out _))
            {
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            var along = new double[Directions];
            var seconds = WallClock.Seconds(() => Fill(along, direction => estimator.Along(subject.Machine, subject.Batch, direction)));
            var outcome = Outcome(estimator, along, expected, CentralDifferencesEstimator.PassesAlong(subject.Machine, Directions), seconds, step);
            points.Add((step, outcome.Row.RelativeError));
            if (best is null || outcome.Row.RelativeError < best.Row.RelativeError)
            {
                best = outcome;
            }
        }

        return best! with { Scan = new EpsilonScan(points) };
    }

    private TrialOutcome Along(IGradientEstimator estimator, Func<double[], double> ask)
    {
        var along = new double[Directions];
        var seconds = WallClock.Seconds(() => Fill(along, ask));
        return Outcome(estimator, along, probes.Project(reference), Directions, seconds, null);
    }

    /// <summary>The rule is for one parameter at a time, not for directions: some of many, spread evenly over all.</summary>
    private TrialOutcome Shifts(IPartialEstimator estimator)
    {
        // Where one slope takes a pass for every harmonic of a long series, fewer of them are asked for.
        var each = estimator.Passes(subject.Machine) / reference.Length;
        var count = (int)Math.Clamp(AffordablePasses / each, FewestShifts, FullDifferences);
        var chosen = Enumerable.Range(0, count).Select(i => (int)((long)i * reference.Length / count)).ToArray();
        var gradient = new double[reference.Length];
        var seconds = WallClock.Seconds(() => estimator.Estimate(subject.Machine, subject.Batch, chosen, gradient));
        return Outcome(
            estimator, [.. chosen.Select(i => gradient[i])], [.. chosen.Select(i => reference[i])], estimator.Passes(subject.Machine, chosen),
            seconds, (estimator as MoebiusEstimator)?.Shift);
    }

    private void Fill(double[] along, Func<double[], double> ask)
    {
        for (var i = 0; i < along.Length; i++)
        {
            along[i] = ask(probes.Directions[i]);
        }
    }

    private TrialOutcome Outcome(
        IGradientEstimator estimator, double[] answer, double[] expected, double passes, double seconds, double? epsilon)
    {
        var fidelity = Fidelity.Of(answer, expected);
        var row = new GradcheckRow(
            estimator.Name, fidelity.Cosine, fidelity.NormRatio, fidelity.RelativeError, passes, seconds, 0, epsilon, [],
            answer.Length, estimator.Passes(subject.Machine));
        return new TrialOutcome(row, estimator, answer, expected, null);
    }
}
