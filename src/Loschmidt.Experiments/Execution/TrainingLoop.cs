using System.Diagnostics;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Execution;

/// <summary>Steps and evaluations, from wherever its memory stands to the end.</summary>
/// <remarks>
/// What it does at a step depends on the step, the learner and <see cref="Memory"/> alone: never on clocks, on threads or on whether
/// the process was started anew in between.
/// </remarks>
internal sealed class TrainingLoop
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(200);

    // The first steps are slow, as code is compiled: a rate taken from them would only alarm.
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(600);

    private readonly TrainingPlan _plan;
    private readonly Judgement _judgement;
    private readonly StepGuard _guard;
    private readonly Watchdog? _watchdog;
    private readonly EchoWatch? _echo;
    private readonly IProgress<TrainProgress> _progress;
    private readonly int _evaluateEvery;
    private readonly Stopwatch _clock = new();
    private TimeSpan _reported;
    private long _first;

    public TrainingLoop(TrainingPlan plan, IProgress<TrainProgress> progress)
    {
        (_plan, _progress) = (plan, progress);
        var (bench, training) = (plan.Bench, plan.Experiment.Training);
        _judgement = new Judgement(bench.Blocks, bench.Data);
        _guard = new StepGuard(plan.Learner, bench.Blocks);
        _watchdog = Watchdog.For(training.Watchdog, bench.Blocks.Machine, bench.Data.Train);
        _echo = EchoWatch.For(bench.Blocks.Machine, training.Watchdog, Memory, Tell);
        _evaluateEvery = training.EvaluateEvery ?? (int)Math.Max(1, plan.Steps / 20);
    }

    /// <summary>Called after every evaluation with its figures.</summary>
    public required Action<IReadOnlyList<(string Name, double Value)>> Evaluated { get; init; }

    /// <summary>Called after every step: whether it was an evaluation, and whether that was the best so far.</summary>
    public required Action<bool, bool> Stepped { get; init; }

    /// <summary>Called with what the user should know at once.</summary>
    public required Action<string> Warn { get; init; }

    /// <summary>Steps done.</summary>
    public long Step { get; set; }

    /// <summary>Steps to do.</summary>
    public long Steps => _plan.Steps;

    /// <summary>What it remembers beside the learner.</summary>
    public LoopMemory Memory { get; } = new();

    /// <summary>What the last evaluation found.</summary>
    public Dictionary<string, double> Latest { get; } = new(StringComparer.Ordinal);

    /// <summary>The newest evaluation of the split that says most; null before any.</summary>
    public (string Split, Evaluation Evaluation)? Judged => _judgement.Newest;

    private TrainingSettings Training => _plan.Experiment.Training;

    /// <summary>Whether early stopping has had enough.</summary>
    public bool Stopped => Training.EarlyStopping is { } early && Memory.Waited >= early.Patience;

    /// <summary>Whether nothing is left to do.</summary>
    public bool Done => Step >= Steps || Stopped;

    /// <summary>Runs until the last step, early stopping or the cancellation.</summary>
    /// <exception cref="NonFiniteException">The cost or θ stopped being finite; the learner is where it was before that step.</exception>
    /// <exception cref="WatchdogException">Something that should be conserved was not.</exception>
    public void Run(CancellationToken cancellation)
    {
        try
        {
            Train(cancellation);
        }
        catch (NonFiniteException)
        {
            _echo?.Close(Step); // gradients that were none may be why
            throw;
        }

        _echo?.Close(Step);
    }

    private void Tell(string note) => Warn(note);

    private void Train(CancellationToken cancellation)
    {
        var rows = new int[_plan.Batcher.Batch];
        if (Memory.Evaluations == 0)
        {
            Stepped(true, Evaluate());
        }

        _clock.Restart(); // rates and remaining times are of training alone
        (_reported, _first) = (WarmUp, Step);
        while (!Done && !cancellation.IsCancellationRequested)
        {
            _plan.Batcher.Rows(Step, rows);
            _guard.Remember();
            var attempt = (int)(Steps / _plan.Attempts);
            var rate = Schedules.Factor(Training.Schedule, (int)Step % attempt, attempt);
            var cost = _plan.Learner.Step((int)Step, rate, _plan.Bench.Data.Train, rows);
            _guard.Check(Step + 1, cost);
            Step++;
            Memory.WindowCost += cost;
            Memory.WindowSteps++;
            var lost = _echo?.Look(Step); // before an evaluation, which runs other samples through the machine
            var evaluated = Step % _evaluateEvery == 0 || Step == Steps;
            var best = evaluated && Evaluate();
            Stepped(evaluated, best);
            if (lost is not null)
            {
                Latest["echoError"] = evaluated ? Latest["echoError"] : Memory.EchoWorst;
                throw new WatchdogException($"step {Step}: {lost}");
            }

            Report(cost);
        }

        if (Memory.WindowSteps > 0)
        {
            Judge(); // interrupted between two evaluations: what is printed must be true of what is saved
        }
    }

    /// <summary>The test split's figures; it is read here.</summary>
    public IReadOnlyList<(string Name, double Value)> Test(ReadOnlySpan<double> theta)
    {
        _plan.Bench.Blocks.Age = Step;
        var figures = _judgement.Test(theta);
        Note(figures);
        return figures;
    }

    private List<(string Name, double Value)> Judge()
    {
        _plan.Bench.Blocks.Age = Step;
        var figures = _judgement.During(
            _plan.Learner.Theta, Memory.WindowSteps > 0 ? Memory.WindowCost / Memory.WindowSteps : null);
        Note(figures);
        return figures;
    }

    private bool Evaluate()
    {
        var figures = Judge();
        if (Step > 0)
        {
            _echo?.Evaluated(figures); // nothing came home before the first step
        }

        var alarm = _watchdog?.Look(_plan.Learner.Theta, Step, figures, message => Warn($"step {Step}: {message}"));
        Note(figures);
        (Memory.WindowCost, Memory.WindowSteps) = (0, 0);
        Memory.Evaluations++;
        Evaluated(figures);
        var figure = Latest.GetValueOrDefault(_plan.Selection.Name, double.NaN);
        var worthIt = _plan.Selection.Improves(figure, Memory.Best, Training.EarlyStopping?.MinimumChange ?? 0);
        if (worthIt)
        {
            (Memory.Best, Memory.BestStep, Memory.Waited) = (figure, Step, 0);
        }
        else
        {
            Memory.Waited++;
        }

        return alarm is null ? worthIt : throw new WatchdogException($"step {Step}: {alarm}");
    }

    private void Note(List<(string Name, double Value)> figures)
    {
        foreach (var (name, value) in figures)
        {
            Latest[name] = value;
        }
    }

    private void Report(double cost)
    {
        var now = _clock.Elapsed;
        if (now - _reported < ReportEvery && Step < Steps)
        {
            return;
        }

        _reported = now;
        var rate = (Step - _first) * (double)_plan.Batcher.Batch / now.TotalSeconds;
        var remaining = TimeSpan.FromSeconds((Steps - Step) * _plan.Batcher.Batch / Math.Max(rate, 1e-9));
        var mean = Memory.WindowSteps > 0 ? Memory.WindowCost / Memory.WindowSteps : cost;
        _progress.Report(new TrainProgress(Step, Steps, mean, rate, remaining, new Dictionary<string, double>(Latest, StringComparer.Ordinal)));
    }
}
