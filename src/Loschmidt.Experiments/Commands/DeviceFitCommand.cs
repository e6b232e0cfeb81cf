using Loschmidt.Devices;
using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Files;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Commands;

/// <summary><c>loschmidt device fit</c>: makes a machine of ours answer as a device does, and rehearses the training on it.</summary>
public static class DeviceFitCommand
{
    private static readonly double[] Factors = [1.0 / 3, 1, 3];

    /// <summary>Asks the device, fits the twin, trains the twin.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Checked between steps.</param>
    /// <exception cref="InputException">The experiment has no device, or device and twin have different inputs or outputs.</exception>
    public static DeviceFitResult Run(DeviceFitRequest request, IProgress<string> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        var experiment = RequestedExperiment.Load(request.Source, request.Quick, request.Sets);
        var (wire, family) = Family(experiment, request.Twin);
        progress.Report("asking the device");
        var device = DeviceLink.Open(wire with { Twin = null }, experiment);
        using var connection = device as IDisposable ?? (device as DeviceMachine)?.Device as IDisposable;
        var onTwin = experiment with { Machine = RequestedExperiment.Load(family, false, []).Machine };
        var bench = Workbench.SetUp(onTwin, onTwin.Training.Batch, threads: 1, request.Data);
        var twin = bench.Blocks.Machine;
        if ((twin.Features, twin.Outputs) != (device.Features, device.Outputs))
        {
            throw new UnsuitableException(
                $"{family} has {twin.Features} inputs and {twin.Outputs} outputs, and the device {device.Features} and {device.Outputs}; choose a twin that has as many",
                Places.Of(wire, "machine"));
        }

        var first = twin.Learning.Theta.ToArray();
        if (twin.Parameters.Count == device.Parameters.Count)
        {
            device.Learning.Theta.CopyTo(twin.Learning.Theta); // what was loaded is the best guess of what is there
        }

        var fit = new TwinFit(device, twin, Inputs(bench.Data.Train, twin, request.Samples, experiment.Seed), cancellation);
        var before = fit.Error(heldOut: true);
        fit.Run(request.Iterations, request.Rate, progress, cancellation);
        var (fitted, residual) = (fit.Error(heldOut: false), fit.Error(heldOut: true));
        var found = twin.Learning.Theta.ToArray();
        List<string> notes = [];
        if (residual > 0.2)
        {
            notes.Add($"the twin misses the device by {100 * residual:0} % of its signal on inputs it was not fitted to: rehearse with another family, or more samples");
        }

        var (rehearsals, trained) = Rehearse(onTwin, bench, found, notes, progress, cancellation);
        var output = Write(request.Output, device, found, trained, notes);
        return new DeviceFitResult(
            experiment.Name, family, first.Length, fit.Fitted, fit.HeldOut, before, fitted, residual, rehearsals, output, notes);
    }

    private static (WireSettings Wire, string Family) Family(Experiment experiment, string? asked) =>
        experiment.Machine is not WireSettings wire
            ? throw new UnsuitableException("a twin is fitted to a device: an experiment with machine.kind: device", Places.Of(experiment.Machine, "machine"))
            : (wire, asked ?? wire.Twin ?? throw new UnsuitableException(
                "which machine shall be the twin? name a preset or experiment file by --twin or machine.twin", Places.Of(wire, "machine")));

    /// <summary>Inputs in the box that the training samples span: a device is asked nothing that its task would not ask.</summary>
    private static double[][] Inputs(IDataSet data, IEvolves twin, int count, ulong seed)
    {
        var (from, to) = (new double[twin.Features], new double[twin.Features]);
        Array.Fill(from, double.PositiveInfinity);
        Array.Fill(to, double.NegativeInfinity);
        var batch = new Batch(twin.Features, twin.Targets, twin.Lanes);
        for (var row = 0; row < data.Count; row++)
        {
            data.Read([row], batch);
            for (var k = 0; k < twin.Features; k++)
            {
                var value = batch.Inputs[k * batch.Lanes];
                (from[k], to[k]) = (Math.Min(from[k], value), Math.Max(to[k], value));
            }
        }

        for (var k = 0; k < from.Length; k++)
        {
            // One sample alone spans no box; halfway to nothing is as safe as the sample itself.
            (from[k], to[k]) = from[k] < to[k] ? (from[k], to[k]) : (Math.Min(from[k] / 2, from[k]), Math.Max(to[k] / 2, to[k]));
        }

        return TwinFit.Draw(count, from, to, seed);
    }

    private static (List<DeviceRehearsal> Rehearsals, double[]? Trained) Rehearse(
        Experiment experiment, Workbench bench, double[] theta, List<string> notes, IProgress<string> progress, CancellationToken cancellation)
    {
        var training = experiment.Training;
        var teaches = training.Estimator == Schema.Estimator.SelfLearning || training.Optimiser.Rate is null;
        var steps = training.Steps ?? checked((int)new Batcher(bench.Data.Train.Count, training.Batch, experiment.Seed).StepsFor(training.Epochs ?? 1));
        var (rehearsals, best, least) = (new List<DeviceRehearsal>(), (double[]?)null, double.PositiveInfinity);
        foreach (var factor in Factors)
        {
            var (setting, value) = teaches ? ("training.decay.rate", training.Decay.Rate * factor) : ("training.optimiser.rate", (training.Optimiser.Rate ?? 0) * factor);
            var varied = teaches
                ? training with { Decay = training.Decay with { Rate = value } }
                : training with { Optimiser = training.Optimiser with { Rate = value } };
            progress.Report($"rehearsal with {setting}={value:g3}");
            var points = new List<(int Step, double Cost, double Accuracy)>();
            ILearner? learner = null;
            try
            {
                new EstimatorCourse(bench.Blocks, bench.Data.Train, bench.Data.Validation ?? bench.Data.Train, varied, experiment.Seed)
                {
                    Judged = (step, _, evaluation) => points.Add((step, evaluation.Cost, evaluation.Accuracy ?? double.NaN)),
                }.Run(theta, () => learner = Learners.Build(varied, bench.Blocks, experiment.Seed), steps, cancellation);
            }
            catch (NonFiniteException)
            {
                rehearsals.Add(new DeviceRehearsal(setting, value, points.Count > 0 ? points[^1].Step : 0, double.NaN, double.NaN, 0));
                continue;
            }
            catch (UnsuitableException problem)
            {
                notes.Add($"the twin cannot rehearse this: {problem.Message}");
                break;
            }

            var (start, end) = (points[0].Cost, points[^1].Cost);
            var needed = points.First(point => point.Cost <= end + (0.1 * Math.Abs(start - end))).Step;
            rehearsals.Add(new DeviceRehearsal(setting, value, points[^1].Step, end, points[^1].Accuracy, needed));
            if (end < least)
            {
                (best, least) = (learner!.Theta.ToArray(), end);
            }
        }

        return (rehearsals, best);
    }

    /// <summary>What to load into the device: the twin's trained parameters, less by how much its fitted ones differ from what is loaded now.</summary>
    private static string? Write(string? path, IEvolves device, double[] fitted, double[]? trained, List<string> notes)
    {
        if (path is null)
        {
            return null;
        }

        if (trained is null || device.Parameters.Count != fitted.Length || fitted.Length == 0)
        {
            notes.Add("no parameters were written: the device takes none, or others than the twin has");
            return null;
        }

        double[] start = [.. trained.Select((value, i) => value - (fitted[i] - device.Learning.Theta[i]))];
        (device as ISettles)?.Settle(start);
        using var file = File.Create(path);
        Npy.Write(file, new Tensor("theta", start, start.Length));
        return path;
    }
}
