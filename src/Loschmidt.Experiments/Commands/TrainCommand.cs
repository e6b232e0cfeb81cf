using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Commands;

/// <summary><c>loschmidt train</c>: from an experiment to a run folder.</summary>
public static class TrainCommand
{
    /// <summary>Trains; writes the run folder, metrics, checkpoints and pictures.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="progress">Told about every so many milliseconds.</param>
    /// <param name="cancellation">Ends the run after the step in hand; what was done is saved.</param>
    /// <exception cref="InputException">The experiment, its data or the run folder are at fault.</exception>
    /// <exception cref="NonFiniteException">A number stopped being finite; the state before it was saved.</exception>
    /// <exception cref="WatchdogException">Something that should be conserved was not; the state was saved.</exception>
    /// <exception cref="RunFailedException">The disk refused; what was saved before is untouched.</exception>
    public static TrainResult Run(TrainRequest request, IProgress<TrainProgress> progress, CancellationToken cancellation)
    {
        var experiment = Requested(request);
        var options = new TrainingOptions(request.Threads, request.Data, Png: request.Png);
        var plan = TrainingPlan.Of(experiment, options);
        var folder = RunFolder.Create(request.Runs, experiment, MachineFactory.Kinds);
        if (experiment.Sweep is not null)
        {
            progress.Report(TrainProgress.Saying(
                $"training {experiment.Name} itself; 'loschmidt sweep' trains the variants that its sweep block names"));
        }

        return Execute(folder, options, progress, cancellation, plan);
    }

    /// <summary>Goes on with a run from its newest whole checkpoint, to the same bits as if it had never stopped.</summary>
    /// <param name="request">Which run.</param>
    /// <param name="progress">Told about every so many milliseconds.</param>
    /// <param name="cancellation">Ends the run after the step in hand; what was done is saved.</param>
    /// <returns>The result; a finished run's is read from its folder.</returns>
    /// <exception cref="InputException">The run or its data are at fault.</exception>
    /// <exception cref="NonFiniteException">A number stopped being finite; the state before it was saved.</exception>
    /// <exception cref="WatchdogException">Something that should be conserved was not; the state was saved.</exception>
    /// <exception cref="RunFailedException">The disk refused; what was saved before is untouched.</exception>
    public static TrainResult Resume(ResumeRequest request, IProgress<TrainProgress> progress, CancellationToken cancellation) =>
        Execute(
            RunFolder.Open(request.Run, request.Runs), new TrainingOptions(request.Threads, request.Data, Png: request.Png),
            progress, cancellation);

    private static TrainResult Execute(
        RunFolder folder, TrainingOptions options, IProgress<TrainProgress> progress, CancellationToken cancellation,
        TrainingPlan? plan = null)
    {
        try
        {
            return TrainingRun.Execute(folder, options, progress, cancellation, plan);
        }
        catch (NonFiniteException fault)
        {
            throw new NonFiniteException($"{fault.Message}; the state before that step is saved in {folder.FullPath}");
        }
        catch (WatchdogException fault)
        {
            throw new WatchdogException($"{fault.Message}; the state is saved in {folder.FullPath}");
        }
    }

    /// <summary>The experiment asked for, with the options of the command line as the last overrides.</summary>
    internal static Experiment Requested(TrainRequest request)
    {
        var options = new List<(string, object?, string)>
        {
            ("seed", request.Seed, "--seed"),
            ("training.estimator", request.Estimator, "--estimator"),
            ("training.precision", request.Precision, "--precision"),
            // Setting steps takes the file's epochs away, and the other way round.
            ("training.steps", request.Steps, "--steps"),
            ("training.epochs", request.Epochs, "--epochs"),
        };
        if (request.Estimator is not null and not "self-learning")
        {
            options.Add(("training.protocol", "", "--estimator"));
        }

        return RequestedExperiment.Load(
            request.Source, request.Quick, request.Sets, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(options));
    }
}
