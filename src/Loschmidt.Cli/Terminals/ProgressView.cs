using System.Diagnostics;
using System.Text;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Reports;
using Spectre.Console;

namespace Loschmidt.Cli.Terminals;

/// <summary>Shows how a long task gets on: one live line on a terminal, a plain line now and then in a file.</summary>
/// <remarks>Reports come once a step from the working thread; all but a few a second cost one comparison of clocks.</remarks>
internal sealed class ProgressView(Terminal terminal, TimeSpan interval)
{
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LiveInterval = TimeSpan.FromMilliseconds(100);

    public ProgressView(Terminal terminal)
        : this(terminal, terminal.ErrorIsLive ? LiveInterval : PlainInterval)
    {
    }

    /// <summary>Runs a task that counts steps.</summary>
    public TResult Steps<TResult>(string name, Func<IProgress<TrainProgress>, TResult> work)
    {
        if (!terminal.ErrorIsLive)
        {
            return work(new Throttled<TrainProgress>(interval, p => terminal.Error.WriteLine($"{name}: {Describe(p)}"), Say));
        }

        return terminal.Live().Progress()
            .AutoClear(true)
            .AutoRefresh(true)
            .HideCompleted(true)
            .Columns(new ProgressBarColumn { Width = 24 }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(name));
                return work(new Throttled<TrainProgress>(interval, p =>
                {
                    task.MaxValue = Math.Max(1, p.Steps);
                    task.Value = p.Step;
                    task.Description = Markup.Escape($"{name}: {Describe(p)}");
                }, Say));
            });

        void Say(string note) => terminal.Error.WriteLine($"loschmidt: {note}");
    }

    /// <summary>Runs a task that says what it is doing.</summary>
    public TResult Stages<TResult>(string name, Func<IProgress<string>, TResult> work)
    {
        if (!terminal.ErrorIsLive)
        {
            return work(new Throttled<string>(TimeSpan.Zero, stage => terminal.Error.WriteLine($"{name}: {stage}")));
        }

        return terminal.Live().Status().Start(Markup.Escape(name), context =>
            work(new Throttled<string>(TimeSpan.Zero, stage => context.Status(Markup.Escape($"{name}: {stage}")))));
    }

    /// <summary>Runs a task that says very often how far it is: shown now and then.</summary>
    public TResult Amounts<TReport, TResult>(
        string name, Func<TReport, string> describe, Func<IProgress<TReport>, TResult> work) =>
        Stages(name, lines => work(new Throttled<TReport>(interval, report => lines.Report(describe(report)))));

    internal static string Describe(TrainProgress p)
    {
        var line = new StringBuilder($"step {p.Step}/{p.Steps}");
        if (!double.IsNaN(p.Cost))
        {
            // That of the steps since the last evaluation; what is called cost was evaluated, here as in the summary.
            line.Append($"  running cost {Units.Number(p.Cost)}");
        }

        foreach (var (metric, value) in p.Metrics)
        {
            if (LedgerMetrics.Holds(metric))
            {
                continue; // watched by the run itself, which warns
            }

            line.Append($"  {Units.Words(metric)} {Units.Metric(metric, value)}");
        }

        if (p.SamplesPerSecond > 0)
        {
            line.Append($"  {Units.Number(p.SamplesPerSecond)} samples/s");
        }

        return p.Step < p.Steps ? line.Append($"  {Units.Duration(p.Remaining)} left").ToString() : line.ToString();
    }

    /// <summary>Passes on the first report, and then one an interval; notes always.</summary>
    private sealed class Throttled<TReport>(TimeSpan interval, Action<TReport> show, Action<string>? note = null) : IProgress<TReport>
    {
        private long _last = long.MinValue;

        public void Report(TReport value)
        {
            if (value is TrainProgress { Note: { } text })
            {
                note?.Invoke(text);
                return;
            }

            var now = Stopwatch.GetTimestamp();
            if (_last == long.MinValue || Stopwatch.GetElapsedTime(_last, now) >= interval)
            {
                _last = now;
                show(value);
            }
        }
    }
}
