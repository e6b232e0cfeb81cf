using System.Globalization;
using Loschmidt.Devices;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Execution;

/// <summary>Before any training by echoes: one echo without a nudge, at the initial θ. A machine that does not come home learns nothing from its echoes.</summary>
/// <remarks>
/// It looks at the machine itself, whose equations may not be invariant under its time reversal; imperfections are meant, and of a machine that has some
/// the ideal model is looked at. <c>training.watchdog.on: false</c> trains all the same.
/// </remarks>
internal static class HomeCheck
{
    /// <summary>Distance from home, as a part of the state, above which the echo is another machine's.</summary>
    /// <remarks>Rounding in single precision over a thousand steps stays below 0.01; what breaks a reversal is of order one.</remarks>
    public const double Lost = 0.1;

    private static readonly Estimator[] Echoing = [Estimator.SelfLearning, Estimator.Echo, Estimator.OneSided, Estimator.Tangent];

    /// <summary>Sends the first training sample out and home; leaves Θ as it was.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="machine">Its machine; its field is overwritten.</param>
    /// <param name="data">Where the sample comes from.</param>
    /// <exception cref="UnsuitableException">The echo misses home; says by how much and, where the machine knows, why.</exception>
    public static void Require(Experiment experiment, IMachine machine, Data.IDataSet data)
    {
        var training = experiment.Training;
        if (!training.Watchdog.On || !Echoing.Contains(training.Estimator) || machine is DeviceMachine
            || ((machine as IModelled)?.Model ?? machine) is not IReverses reversing || (machine as IRefuses)?.Refusal<IReverses>() is not null)
        {
            return;
        }

        var missed = Distance(reversing, data);
        if (missed <= Lost)
        {
            return;
        }

        var why = (reversing as IExplainsLoss)?.BrokenReversal
            ?? "its dynamics are not invariant under its time reversal, or so unstable that rounding grows to that size: shorten the pass (machine.duration), "
            + "take smaller steps or use training.precision: double";
        throw new UnsuitableException(
            $"machine: the echo misses home by {missed.ToString("0.##", CultureInfo.InvariantCulture)} of the state (measured without a nudge; training by echoes "
            + $"needs less than {Lost.ToString(CultureInfo.InvariantCulture)}): {why}",
            Places.Of(experiment.Machine, "machine"));
    }

    private static double Distance(IReverses machine, Data.IDataSet data)
    {
        var (theta, pi) = (machine.Learning.Theta.ToArray(), machine.Learning.Pi.ToArray());
        var sample = new Batch(machine.Features, machine.Targets, machine.Lanes);
        data.Read([0], sample);
        try
        {
            return EchoLedger.Of(machine, sample).Home.Field;
        }
        catch (NonFiniteException)
        {
            // The first step of training says where and why.
            return 0;
        }
        finally
        {
            theta.CopyTo(machine.Learning.Theta);
            pi.CopyTo(machine.Learning.Pi);
        }
    }
}
