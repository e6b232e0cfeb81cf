using Loschmidt.Devices;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Imperfections;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Commands;

/// <summary>Builds the forms of a machine that its gradients are compared in, at the same parameters and with the same samples.</summary>
internal static class GradcheckBench
{
    // Samples side by side in a check: enough that lanes mix up would show, few enough that differences stay cheap.
    private const int Samples = 4;

    /// <summary>Builds them.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="dataFolder">What <c>--data</c> said.</param>
    /// <exception cref="InputException">The experiment or its data are at fault.</exception>
    public static CheckSubjects Of(Experiment experiment, string? dataFolder)
    {
        var precision = experiment.Training.Precision;
        var machine = MachineFactory.Build(experiment, Samples);
        var isExact = precision == Precision.Double && experiment is { Device: null, Imperfections: null };
        var exact = isExact ? machine : MachineFactory.Build(experiment.Machine, Precision.Double, experiment.Seed, Samples);
        AsBuilt(machine, exact);
        var other = Other(experiment, exact);
        var data = DataFactory.Load(experiment, machine, dataFolder).Train;
        var samples = new[] { Samples, machine.Lanes, exact.Lanes, other?.Machine.Lanes ?? Samples }.Min();
        var tested = With(machine, precision);
        return new CheckSubjects(
            tested, isExact ? tested : With(exact, Precision.Double), other is { } second ? With(second.Machine, second.Precision) : null,
            isExact && TimeSteps.Times(experiment.Machine, 1) is not null ? Finer : null,
            () => With(MachineFactory.Build(experiment, Samples), precision));

        CheckedMachine With(IMachine one, Precision its) => new(one, Load(one, data, samples), ValueTypes.Word(its));

        (int Steps, CheckedMachine Machine) Finer(int factor)
        {
            var (steps, settings) = TimeSteps.Times(experiment.Machine, factor)!.Value;
            return (steps, With(MachineFactory.Build(settings, precision, experiment.Seed, Samples), precision));
        }
    }

    /// <summary>The machine in float where it is tested in double, and the other way round; null where it cannot run so.</summary>
    private static (IMachine Machine, Precision Precision)? Other(Experiment experiment, IEvolves exact)
    {
        switch (experiment.Training.Precision)
        {
            case Precision.Float when experiment is { Device: null, Imperfections: null }:
                return (exact, Precision.Double);
            case Precision.Float or Precision.Double:
                var precision = experiment.Training.Precision == Precision.Float ? Precision.Double : Precision.Float;
                try
                {
                    return (MachineFactory.Build(experiment with { Training = experiment.Training with { Precision = precision } }, Samples), precision);
                }
                catch (UnsuitableException)
                {
                    return null;
                }

            default:
                return null;
        }
    }

    /// <summary>Gives the ideal machine the parameters that the device really has, so that both have the same cost where nothing else is wrong.</summary>
    private static void AsBuilt(IMachine machine, IMachine exact)
    {
        switch (machine)
        {
            case ImperfectMachine imperfect:
                imperfect.RealTheta(exact.Learning.Theta);
                break;
            case DeviceMachine { Device: SimulatedDevice device }:
                device.RealTheta(exact.Learning.Theta);
                break;
        }
    }

    private static Batch Load(IMachine machine, IDataSet data, int samples)
    {
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes);
        var first = Math.Min(1, data.Count - 1);
        var count = Math.Min(samples, data.Count - first);
        data.Read([.. Enumerable.Range(first, count)], batch);
        return batch;
    }
}
