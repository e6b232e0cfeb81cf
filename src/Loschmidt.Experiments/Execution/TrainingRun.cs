using Loschmidt.Devices;
using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Files;
using System.Diagnostics;
using System.Security.Cryptography;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Telemetry;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Execution;

/// <summary>The life of a run in its folder: begins or goes on, saves itself, ends. The one place where runs are trained.</summary>
/// <remarks>
/// Order on disk: metrics are flushed before the checkpoint that notes their length, so a run that was killed anywhere goes on from its
/// newest whole checkpoint with the metrics cut to what that checkpoint had seen.
/// </remarks>
internal sealed class TrainingRun
{
    private static readonly TimeSpan SaveAtLeastEvery = TimeSpan.FromMinutes(1);

    private readonly RunFolder _folder;
    private readonly TrainingPlan _plan;
    private readonly TrainingOptions _options;
    private readonly IProgress<TrainProgress> _progress;
    private readonly TrainingLoop _loop;
    private readonly MetricsLog _metrics;
    private readonly MetricsLog _timings;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<string> _notes = [];
    private readonly string _experimentHash;
    private readonly TrainingMeter _meter;
    private TimeSpan _saved;
    private long _savedStep = -1;
    private double _secondsBefore;

    private TrainingRun(
        RunFolder folder, TrainingPlan plan, TrainingOptions options, IProgress<TrainProgress> progress, MetricsLog metrics,
        MetricsLog timings)
    {
        (_folder, _plan, _options, _progress, _metrics, _timings) = (folder, plan, options, progress, metrics, timings);
        _experimentHash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder.ExperimentPath)));
        _meter = new TrainingMeter(folder.Address, plan.Experiment.Name, ValueTypes.Word(plan.Experiment.Training.Estimator));
        _loop = new TrainingLoop(plan, progress)
        {
            Evaluated = Log,
            Stepped = SaveIfDue,
            Warn = note =>
            {
                _notes.Add(note);
                progress.Report(TrainProgress.Saying(note));
            },
        };
    }

    private double Seconds => _secondsBefore + _clock.Elapsed.TotalSeconds;

    private ParameterLayout Layout => _plan.Bench.Blocks.Machine.Parameters;

    /// <summary>Trains in a folder from its newest whole checkpoint, or from the start where it has none.</summary>
    /// <param name="folder">The run; its experiment.yaml decides.</param>
    /// <param name="options">What does not change the result.</param>
    /// <param name="progress">Told about every so many milliseconds, and at once what should be known at once.</param>
    /// <param name="cancellation">Ends it after the step in hand; what was done is saved.</param>
    /// <param name="plan">The experiment set up; null where that is still to be done.</param>
    /// <exception cref="InputException">The experiment, its data or the run folder are at fault.</exception>
    /// <exception cref="NonFiniteException">A number stopped being finite; the state before it was saved.</exception>
    /// <exception cref="WatchdogException">Something that should be conserved was not; the state was saved.</exception>
    /// <exception cref="RunFailedException">The disk refused, or a device failed for good; older checkpoints are untouched.</exception>
    public static TrainResult Execute(
        RunFolder folder, TrainingOptions options, IProgress<TrainProgress> progress, CancellationToken cancellation, TrainingPlan? plan = null)
    {
        using var @lock = folder.Lock();
        if (folder.ReadResult() is { } finished && (bool?)finished["interrupted"] == false)
        {
            progress.Report(TrainProgress.Saying($"{folder.Name} was finished already; this is what it ended with"));
            return TrainResult.Read(finished, folder);
        }

        plan ??= TrainingPlan.Of(folder.ReadExperiment(MachineFactory.Kinds), options);
        using var memory = options.Alone ? new PeakMemory() : null;
        using var metrics = folder.OpenMetrics();
        using var timings = folder.OpenTimings();
        var run = new TrainingRun(folder, plan, options, progress, metrics, timings);
        try
        {
            // What an interruption left behind would speak for a run that is killed from now on.
            File.Delete(folder.ResultPath);
            (plan.Bench.Blocks.Machine as SealedMachine)?.Remarks.Listen(line => progress.Report(TrainProgress.Saying(line)));
            run.Begin();
            run._meter.Begin(run._loop.Step, run.Seconds);
            return run.Train(memory, cancellation);
        }
        catch (WireException device)
        {
            (plan.Bench.Blocks.Machine as IDisposable)?.Dispose();
            run.HearRemarks(); // whoever ended has said all that it will
            run.GiveUp(device.Message);
            throw new RunFailedException(
                $"{device.Message}; what was saved before is untouched; mend the device, then: loschmidt train --resume {folder.Name}", device);
        }
        catch (IOException disk)
        {
            var safe = folder.Checkpoints.Steps();
            throw new RunFailedException(
                $"{folder.FullPath}: the disk refused ({disk.Message}); "
                + (safe.Count > 0 ? $"the checkpoint of step {safe[^1]} is untouched" : "there is no checkpoint yet")
                + $"; make room, then: loschmidt train --resume {folder.Name}", disk);
        }
        finally
        {
            (plan.Bench.Blocks.Machine as IDisposable)?.Dispose();
        }
    }

    private void Begin()
    {
        SeriesReadings.Save(_folder, _plan.Bench.Data);
        foreach (var note in _plan.Bench.Data.Notes)
        {
            _loop.Warn(note);
        }

        var damage = 0;
        var checkpoint = _folder.Checkpoints.Latest(damaged =>
        {
            damage++;
            _loop.Warn($"passed over: {damaged.Message}");
        });
        if (checkpoint is null)
        {
            if (damage > 0)
            {
                _loop.Warn("no whole checkpoint is left: starting over from step 0");
            }

            _metrics.TruncateTo(0);
            if (_plan.Experiment.Training.Watchdog.On && SealedChecks.Miss(_plan) is { } miss)
            {
                _loop.Warn(miss);
            }

            return;
        }

        var about = checkpoint.Manifest;
        StateTensors.Restore(_plan.Learner.Memory, checkpoint, Layout, _folder.Name);
        StateTensors.Restore(_loop.Memory.Memory, checkpoint, null, _folder.Name);
        (_plan.Learner as IKeepsSnapshot)?.Restore(SnapshotTensor.Read(checkpoint, _folder.Name));
        (_loop.Step, _savedStep, _secondsBefore) = (about.Step, about.Step, about.Seconds);
        foreach (var (name, value) in about.Metrics)
        {
            _loop.Latest[name] = value;
        }

        if (about.MetricsBytes < 0)
        {
            _metrics.TruncateAfter(about.Step);
        }
        else if (!_metrics.TruncateTo(about.MetricsBytes))
        {
            _loop.Warn("metrics.jsonl is shorter than when the checkpoint was written; lines are missing, the state is whole");
        }

        if (about.ExperimentSha256.Length > 0 && about.ExperimentSha256 != _experimentHash)
        {
            _loop.Warn("experiment.yaml was changed since the checkpoint; going on with what it says now");
        }

        if (about.Build.Length > 0 && about.Build != BuildIdentity.Text)
        {
            _loop.Warn($"the checkpoint was written by {about.Build}, this is {BuildIdentity.Text}: the last bits may differ");
        }
    }

    private TrainResult Train(PeakMemory? memory, CancellationToken cancellation)
    {
        try
        {
            _loop.Run(cancellation);
        }
        catch (Exception fault) when (fault is NonFiniteException or WatchdogException)
        {
            Save();
            _folder.WriteResult((Result(memory, [], interrupted: true) with { Failure = fault.Message }).ToJson());
            throw;
        }

        if (_savedStep != _loop.Step)
        {
            Save();
        }

        if (_loop.Done && _options.ReadTest && _loop.Test(BestTheta()) is { Count: > 0 } test)
        {
            _metrics.Append(_loop.Step, [.. test]);
        }

        if (_loop.Done && SkillNote.Of(_loop.Latest, _plan.Experiment.Data) is { } note)
        {
            _loop.Warn(note);
        }

        _metrics.Flush(toDisk: true);
        NoteDevice();
        var pictures = _options.Alone
            ? RunPictures.Of(_plan.Experiment, _plan.Learner.Theta, _plan.Bench.Data.Train, _folder.ReadMetrics())
            : null;
        var figures = pictures?.Save(_folder, _options.Png) ?? [];
        var result = Result(memory, figures, !_loop.Done);
        _folder.WriteResult(result.ToJson());
        return pictures is null ? result : Report(result, pictures);
    }

    /// <summary>Keeps why the device is given up; what was saved before stays as it is.</summary>
    private void GiveUp(string reason)
    {
        Hear();
        NoteDevice();
        _folder.WriteResult((Result(null, [], interrupted: true) with { Failure = reason }).ToJson());
    }

    /// <summary>Notes what became of a device: whether it had to be started again, and whether teaching it made it worse.</summary>
    private void NoteDevice()
    {
        if (_plan.Bench.Blocks.Machine is not SealedMachine device)
        {
            return;
        }

        if (device.Client.Restarted is > 0 and var times)
        {
            _loop.Warn($"the device was started again {times} {(times == 1 ? "time" : "times")}");
        }

        if (_loop.Done && SealedChecks.Worse(device, _folder.ReadMetrics()) is { } worse)
        {
            _loop.Warn(worse);
        }
    }

    private TrainResult Result(PeakMemory? memory, IReadOnlyList<string> figures, bool interrupted) => new(
        _folder.Name, _plan.Experiment.Name, _plan.Experiment.Seed, ValueTypes.Word(_plan.Experiment.Training.Estimator), _loop.Step,
        Seconds, memory?.Bytes ?? 0, Metrics(), interrupted, _folder.FullPath, figures)
    {
        Notes = [.. _notes],
        PredictedBytes = _plan.PredictedBytes,
    };

    private Dictionary<string, double> Metrics()
    {
        var metrics = new Dictionary<string, double>(_loop.Latest, StringComparer.Ordinal);
        if (_plan.ExperimentsPerSample is { } experiments)
        {
            metrics["experimentsPerSample"] = experiments;
        }

        return metrics;
    }

    /// <summary>Writes report.html; a run that is done stays done where that fails.</summary>
    private TrainResult Report(TrainResult result, RunPictures pictures)
    {
        try
        {
            _timings.Flush();
            RunReport.Save(_folder, new RunMaterial(_plan.Experiment, pictures, _loop.Judged, _loop.Steps));
            return result;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            _loop.Warn($"report.html could not be written ({OneLine.Of(fault.Message)}); loschmidt runs report {_folder.Name} tries again");
            var told = result with { Notes = [.. _notes] };
            _folder.WriteResult(told.ToJson());
            return told;
        }
    }

    /// <summary>What is judged at the end: where early stopping chose, the state it chose.</summary>
    private ReadOnlySpan<double> BestTheta()
    {
        var best = (long)_loop.Memory.BestStep;
        if (_plan.Experiment.Training.EarlyStopping is null || best == _loop.Step || best < 0)
        {
            return _plan.Learner.Theta;
        }

        _loop.Latest["bestStep"] = best;
        var chosen = _folder.Checkpoints.Read(best);
        if (_plan.Learner is IKeepsSnapshot keeper)
        {
            // The device itself goes back, and stays there: that is the state which was chosen.
            StateTensors.Restore(keeper.Memory, chosen, Layout, _folder.Name);
            keeper.Restore(SnapshotTensor.Read(chosen, _folder.Name));
        }

        return StateTensors.Theta(chosen, Layout, _folder.Name);
    }

    private void Log(IReadOnlyList<(string Name, double Value)> figures)
    {
        _metrics.Append(_loop.Step, [.. figures]);
        _timings.Append(
            _loop.Step, ("seconds", Seconds), ("unixTime", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0));
        _meter.Evaluated(_loop.Step, Seconds, figures);
    }

    /// <summary>Tells what a device's program wrote, and what is noted of it.</summary>
    private void Hear()
    {
        HearRemarks();
        while (_plan.Bench.Blocks.Machine is SealedMachine device && device.Notes.TryDequeue(out var note))
        {
            _loop.Warn(note);
        }
    }

    private void HearRemarks()
    {
        var remarks = _plan.Bench.Blocks.Machine switch
        {
            SealedMachine device => device.Remarks,
            DeviceMachine { Device: RemoteDevice device } => device.Remarks,
            _ => null,
        };
        remarks?.Tell(line => _progress.Report(TrainProgress.Saying(line)));
    }

    private void SaveIfDue(bool evaluated, bool best)
    {
        Hear();
        var every = _plan.Experiment.Training.Checkpoints.Every;
        if (best || (every is { } steps ? _loop.Step % steps == 0 : evaluated) || _clock.Elapsed - _saved > SaveAtLeastEvery)
        {
            Save();
        }
    }

    private void Save()
    {
        _metrics.Flush(toDisk: true);
        var checkpoints = _folder.Checkpoints;
        Tensor[] state =
        [
            .. StateTensors.Of(_plan.Learner.Memory, Layout), .. StateTensors.Of(_loop.Memory.Memory, null),
            .. _plan.Learner is IKeepsSnapshot keeper ? [SnapshotTensor.Of(keeper.Snapshot())] : Array.Empty<Tensor>(),
        ];
        checkpoints.Write(
            state,
            new CheckpointManifest(
                CheckpointManifest.CurrentVersion, _loop.Step, _plan.Experiment.Seed, "", _loop.Latest, _metrics.Length,
                _experimentHash, BuildIdentity.Text, Seconds));
        checkpoints.Prune(_plan.Experiment.Training.Checkpoints.Keep, (long)_loop.Memory.BestStep);
        _meter.Saved(state.Sum(tensor => (long)tensor.Count * (tensor.IsDouble ? sizeof(double) : sizeof(float))));
        (_saved, _savedStep) = (_clock.Elapsed, _loop.Step);
    }
}
