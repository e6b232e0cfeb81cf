using System.Diagnostics;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reports;

namespace Loschmidt.Cli.Terminals;

/// <summary>Shows how a sweep gets on: a line for every job that ends, and now and then one for those that run.</summary>
internal sealed class SweepView(Terminal terminal)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public TResult Show<TResult>(Func<IProgress<SweepProgress>, TResult> work) => work(new Lines(terminal));

    private sealed class Lines(Terminal terminal) : IProgress<SweepProgress>
    {
        private long _last = Stopwatch.GetTimestamp();

        public void Report(SweepProgress value)
        {
            var place = $"{value.Done}/{value.Jobs}";
            if (value.Outcome is { } outcome)
            {
                if (outcome.Status == "open")
                {
                    return;
                }

                var cost = outcome.Metrics.TryGetValue("cost", out var number) ? $"  cost {Units.Number(number)}" : "";
                var why = outcome.Failure is { } failure ? $": {failure}" : "";
                terminal.Error.WriteLine($"{place}  {value.Job} ({value.Variant}): {outcome.Status}{cost}{why}");
            }
            else if (value.Progress?.Note is { } note)
            {
                terminal.Error.WriteLine($"loschmidt: {value.Job}: {note}");
            }
            else if (value.Progress is { } progress && Stopwatch.GetElapsedTime(_last) > Interval)
            {
                _last = Stopwatch.GetTimestamp();
                terminal.Error.WriteLine($"{place}  {value.Job}: {ProgressView.Describe(progress)}");
            }
        }
    }
}
