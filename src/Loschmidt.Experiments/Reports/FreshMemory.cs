using Loschmidt.Gradients;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reports;

/// <summary>What an estimator needs of a computer: a machine of its own is built and asked once, and its memory is counted from before it was there.</summary>
/// <remarks>
/// A machine keeps what it once reserved: in one that was asked before, a stored trajectory would seem to take no room. What an estimator leaves behind after each
/// slope is the same for one slope as for all, so those that go from parameter to parameter are asked for one.
/// </remarks>
internal static class FreshMemory
{
    /// <summary>Anonymous resident memory of building a machine and asking it, in bytes.</summary>
    /// <param name="build">Builds the machine.</param>
    /// <param name="outcome">What came of the estimator, at the ε of its row.</param>
    public static long Of(Func<CheckedMachine> build, TrialOutcome outcome)
    {
        using var memory = new PeakMemory();
        var subject = build();
        try
        {
            Ask(subject, outcome);
            return memory.Bytes;
        }
        finally
        {
            (subject.Machine as IDisposable)?.Dispose();
        }
    }

    private static void Ask(CheckedMachine subject, TrialOutcome outcome)
    {
        var (machine, batch) = (subject.Machine, subject.Batch);
        var slopes = new double[machine.Parameters.Count];
        if (outcome.IsWhole)
        {
            outcome.Estimator.Estimate(machine, batch, slopes);
            return;
        }

        var direction = new double[slopes.Length];
        direction[0] = 1;
        switch (outcome.Estimator)
        {
            case IPartialEstimator shifting:
                shifting.Estimate(machine, batch, [0], slopes);
                break;
            case CentralDifferencesEstimator differences:
                differences.Along(machine, batch, direction);
                break;
            case ComplexStepEstimator:
                ((IStepsComplex)machine).ComplexStep(batch, direction);
                break;
            case ForwardSensitivityEstimator:
                ((ISensesForward)machine).Sensitivity(batch, direction);
                break;
        }
    }
}
