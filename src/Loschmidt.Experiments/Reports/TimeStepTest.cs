using System.Numerics.Tensors;
using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;

namespace Loschmidt.Experiments.Reports;

/// <summary>Holds a gradient against those of the same machine with two, four and eight times as many time steps.</summary>
/// <remarks>
/// The limit dt → 0 is Richardson's, of the order that the three finest show: p = log₂(‖g₄ − g₂‖/‖g₈ − g₄‖), g = g₈ + (g₈ − g₄)/(2ᵖ − 1). What is measured
/// belongs to the machine, not to the estimator: all that are right have the same error.
/// </remarks>
internal sealed class TimeStepTest
{
    private static readonly int[] Factors = [2, 4, 8];

    private readonly CheckedMachine _coarse;
    private readonly (int Steps, CheckedMachine Machine)[] _finer;

    private TimeStepTest(CheckedMachine coarse, (int Steps, CheckedMachine Machine)[] finer) => (_coarse, _finer) = (coarse, finer);

    /// <summary>The test of a machine, or null where it has no steps to be made finer, or other steps would need other samples.</summary>
    /// <param name="subjects">The machine in its forms.</param>
    public static TimeStepTest? Of(CheckSubjects subjects)
    {
        if (subjects.Finer is not { } finer)
        {
            return null;
        }

        var machines = Factors.Select(finer).ToArray();
        var parameters = subjects.Tested.Machine.Learning;
        foreach (var (_, machine) in machines)
        {
            parameters.Theta.CopyTo(machine.Machine.Learning.Theta);
        }

        return new TimeStepTest(subjects.Tested, machines);
    }

    /// <summary>Tests an estimator.</summary>
    /// <param name="known">Which.</param>
    /// <param name="outcome">Its whole gradient on the machine as it is.</param>
    /// <param name="cancellation">Stops between two gradients.</param>
    public GradcheckTimeStep? Run(KnownEstimator known, TrialOutcome outcome, CancellationToken cancellation)
    {
        var gradients = new List<double[]> { outcome.Answer };
        foreach (var (_, machine) in _finer)
        {
            cancellation.ThrowIfCancellationRequested();
            var estimator = known.At(machine.Machine, outcome.Row.Epsilon);
            if (!estimator.Supports(machine.Machine, out _))
            {
                return null;
            }

            var gradient = new double[outcome.Answer.Length];
            estimator.Estimate(machine.Machine, machine.Batch, gradient);
            gradients.Add(gradient);
        }

        var order = Math.Clamp(
            Math.Log2(TensorPrimitives.Distance<double>(gradients[2], gradients[1]) / TensorPrimitives.Distance<double>(gradients[3], gradients[2])), 0.5, 10);
        var limit = new double[outcome.Answer.Length];
        TensorPrimitives.Subtract(gradients[3], gradients[2], limit);
        TensorPrimitives.MultiplyAdd(limit, 1 / (Math.Pow(2, order) - 1), gradients[3], limit);
        var coarsest = _finer[0].Steps / Factors[0];
        var points = gradients.Zip([coarsest, .. _finer.Select(finer => finer.Steps)])
            .Select(one => new GradcheckPoint(one.Second, Fidelity.Of(one.First, limit).RelativeError)).ToList();

        // The finest is what the limit was made of: it says nothing new.
        var line = points.SkipLast(1).Where(point => double.IsFinite(point.Value) && point.Value > 0).Select(point => (1 / point.At, point.Value)).ToList();
        return new GradcheckTimeStep(known.Name, line.Count < 3 ? double.NaN : LogFit.Slope(line), points);
    }
}
