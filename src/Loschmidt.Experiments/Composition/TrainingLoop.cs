using System.Diagnostics;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Composition;

/// <summary>Steps, evaluations, metrics and the guard against numbers that are not finite.</summary>
internal sealed class TrainingLoop
{
    // Data sets up to this size are evaluated whole while training; larger ones only through their validation split.
    private const int SmallSet = 1024;

    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(200);

    // The first steps are slow, as code is compiled: a rate taken from them would only alarm.
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(600);

    private readonly Workbench _bench;
    private readonly ILearner _learner;
    private readonly Batcher _batcher;
    private readonly TrainingSettings _training;
    private readonly Evaluator _evaluator;
    private readonly MetricsLog _metrics;
    private readonly IProgress<TrainProgress> _progress;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly int _steps;
    private readonly int _evaluateEvery;
    private readonly double[][] _before;
    private TimeSpan _reported;
    private double _window;
    private int _inWindow;

    public TrainingLoop(
        Workbench bench, ILearner learner, Batcher batcher, TrainingSettings training, int steps, MetricsLog metrics,
        IProgress<TrainProgress> progress)
    {
        (_bench, _learner, _batcher, _training, _steps) = (bench, learner, batcher, training, steps);
        (_metrics, _progress) = (metrics, progress);
        _evaluator = new Evaluator(bench.Blocks);
        _before = [.. learner.Memory.Select(part => new double[part.Values.Length])];
        _evaluateEvery = training.EvaluateEvery ?? Math.Max(1, steps / 20);
    }

    /// <summary>Steps done.</summary>
    public int Step { get; private set; }

    /// <summary>What the last evaluation found, by the names of the command line's JSON.</summary>
    public Dictionary<string, double> Latest { get; } = new(StringComparer.Ordinal);

    private bool SmallTask => _bench.Data.Train.Count <= SmallSet;

    /// <summary>Runs until the last step or the cancellation.</summary>
    /// <exception cref="NonFiniteException">
    /// The cost or θ stopped being finite; the learner is set back to where it was before that step.
    /// </exception>
    public void Run(CancellationToken cancellation)
    {
        var rows = new int[_batcher.Batch];
        Evaluate();
        _clock.Restart(); // rates and remaining times are of training alone
        _reported = WarmUp;
        while (Step < _steps && !cancellation.IsCancellationRequested)
        {
            _batcher.Rows(Step, rows);
            Remember();
            var cost = _learner.Step(Step, Schedules.Factor(_training.Schedule, Step, _steps), _bench.Data.Train, rows);
            Guard(cost);
            Step++;
            _window += cost;
            _inWindow++;
            if (Step % _evaluateEvery == 0 || Step == _steps)
            {
                Evaluate();
            }

            Report(cost);
        }

        if (_inWindow > 0)
        {
            Evaluate(); // interrupted between two evaluations: what is printed must be true of what is saved
        }
    }

    /// <summary>The figures a finished run is quoted by; the test split is read here, once.</summary>
    /// <param name="readTest">Whether the run is complete.</param>
    public IReadOnlyDictionary<string, double> Outcome(bool readTest)
    {
        if (readTest && _bench.Data.Test is { } test)
        {
            var evaluation = _evaluator.Evaluate(_learner.Theta, test.Value);
            Latest["testCost"] = evaluation.Cost;
            Note("testAccuracy", evaluation.Accuracy);
            _metrics.Append(Step, [("testCost", evaluation.Cost), ("testAccuracy", evaluation.Accuracy ?? double.NaN)]);
        }

        return Latest;
    }

    private void Evaluate()
    {
        var line = new List<(string, double)>();
        if (SmallTask)
        {
            var evaluation = _evaluator.Evaluate(_learner.Theta, _bench.Data.Train);
            Latest["cost"] = evaluation.Cost;
            Note("accuracy", evaluation.Accuracy);
            Note("worstContrast", evaluation.WorstContrast);
        }
        else if (_inWindow > 0)
        {
            Latest["cost"] = _window / _inWindow;
        }

        if (_bench.Data.Validation is { } validation)
        {
            var evaluation = _evaluator.Evaluate(_learner.Theta, validation);
            Latest["validationCost"] = evaluation.Cost;
            Note("validationAccuracy", evaluation.Accuracy);
        }

        line.AddRange(Latest.Select(pair => (pair.Key, pair.Value)));
        _metrics.Append(Step, [.. line, ("seconds", _clock.Elapsed.TotalSeconds)]);
        (_window, _inWindow) = (0, 0);
    }

    private void Note(string name, double? value)
    {
        if (value is { } number)
        {
            Latest[name] = number;
        }
    }

    private void Guard(double cost)
    {
        if (double.IsFinite(cost) && AllFinite(_learner.Theta))
        {
            return;
        }

        var fault = _bench.Blocks.DescribeFault()
            ?? ParameterFault()
            ?? "the cost is not finite although the state is; are the targets finite?";
        Restore();
        throw new NonFiniteException($"step {Step + 1}: {fault}");
    }

    private void Remember()
    {
        for (var part = 0; part < _before.Length; part++)
        {
            _learner.Memory[part].Values.CopyTo(_before[part], 0);
        }
    }

    private void Restore()
    {
        for (var part = 0; part < _before.Length; part++)
        {
            _before[part].CopyTo(_learner.Memory[part].Values, 0);
        }
    }

    private string? ParameterFault()
    {
        var theta = _learner.Theta;
        for (var i = 0; i < theta.Length; i++)
        {
            if (!double.IsFinite(theta[i]))
            {
                return $"parameter {_bench.Blocks.Machine.Parameters.NameOf(i)} became {theta[i]}; the learning rate is too large";
            }
        }

        return null;
    }

    private static bool AllFinite(ReadOnlySpan<double> values) =>
        double.IsFinite(System.Numerics.Tensors.TensorPrimitives.Sum(values));

    private void Report(double cost)
    {
        var now = _clock.Elapsed;
        if (now - _reported < ReportEvery && Step < _steps)
        {
            return;
        }

        _reported = now;
        var rate = Step * (double)_batcher.Batch / now.TotalSeconds;
        var remaining = TimeSpan.FromSeconds((_steps - Step) * _batcher.Batch / Math.Max(rate, 1e-9));
        _progress.Report(new TrainProgress(
            Step, _steps, _inWindow > 0 ? _window / _inWindow : cost, rate, remaining, new Dictionary<string, double>(Latest, StringComparer.Ordinal)));
    }
}
