using System.Diagnostics;
using System.Text.Json;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Studio.Runs;

/// <summary>Looks for changes in the list of runs on behalf of all viewers: one reader, and none while nobody listens.</summary>
/// <param name="folder">Where the runs are.</param>
/// <param name="catalog">Reads the list.</param>
internal sealed class RunWatch(RunsFolder folder, RunCatalog catalog)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(400);

    private readonly Lock _gate = new();
    private CancellationTokenSource? _stop;
    private int _listeners;
    private string _signature = "";
    private State _state = new(null, null, [], [], Waiting());

    /// <summary>The list as it was seen last.</summary>
    /// <param name="Listing">The list; null before the first look.</param>
    /// <param name="Before">The list before it.</param>
    /// <param name="Whole">The list as a document, made once for all viewers.</param>
    /// <param name="Change">What a viewer who has seen the list before must hear.</param>
    /// <param name="Next">Ends with the next change.</param>
    public sealed record State(RunListing? Listing, RunListing? Before, byte[] Whole, byte[] Change, TaskCompletionSource Next);

    /// <summary>What was seen last.</summary>
    public State Seen
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>Begins to look if nobody listened before; dispose what is returned to stop listening.</summary>
    public IDisposable Listen()
    {
        lock (_gate)
        {
            if (_listeners++ == 0)
            {
                _stop = new CancellationTokenSource();
                _ = Task.Run(() => Run(_stop.Token));
            }
        }

        return new Listener(this);
    }

    /// <summary>Looks once, and tells whoever waits if the list is another one than before.</summary>
    public void Look()
    {
        var signature = RunsSignature.Of(folder.Root);
        if (signature == _signature && Seen.Listing is not null)
            return;
        var listing = catalog.Read();
        _signature = signature;
        var before = Seen;
        var change = Between(before.Listing, listing);
        if (before.Listing is not null && change is { Runs.Count: 0, Sweeps.Count: 0, Gone.Count: 0 })
            return;
        var next = new State(
            listing, before.Listing, JsonSerializer.SerializeToUtf8Bytes(listing, RunsJson.Default.RunListing),
            JsonSerializer.SerializeToUtf8Bytes(change, RunsJson.Default.ListChange), Waiting());
        lock (_gate)
        {
            _state = next;
        }

        before.Next.TrySetResult();
    }

    /// <summary>What somebody who has seen one list must hear to have another.</summary>
    public static ListChange Between(RunListing? before, RunListing after)
    {
        var runs = (before?.Runs ?? []).ToDictionary(run => run.Name, Text);
        var sweeps = (before?.Sweeps ?? []).ToDictionary(sweep => sweep.Name, Text);
        return new ListChange(
            [.. after.Runs.Where(run => runs.GetValueOrDefault(run.Name) != Text(run))],
            [.. after.Sweeps.Where(sweep => sweeps.GetValueOrDefault(sweep.Name) != Text(sweep))],
            [.. runs.Keys.Concat(sweeps.Keys).Except(after.Runs.Select(run => run.Name).Concat(after.Sweeps.Select(sweep => sweep.Name)))]);
    }

    private static string Text(RunRow run) => JsonSerializer.Serialize(run, RunsJson.Default.RunRow);

    private static string Text(SweepRow sweep) => JsonSerializer.Serialize(sweep, RunsJson.Default.SweepRow);

    private static TaskCompletionSource Waiting() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var begun = Stopwatch.GetTimestamp();
            try
            {
                Look();
            }
            catch (Exception e) when (e is RunException or IOException or UnauthorizedAccessException)
            {
                // The folder is away for the moment, as that of a memory stick may be; what was seen stays on view.
            }

            // Ten thousand runs take a while to look through: never more than a fifth of one core.
            var took = Stopwatch.GetElapsedTime(begun);
            await Task.Delay(4 * took > Shortest ? 4 * took : Shortest, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_listeners == 0)
            {
                _stop!.Cancel();
                _state = new State(null, null, [], [], Waiting());
            }
        }
    }

    private sealed class Listener(RunWatch watch) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                watch.Leave();
        }
    }
}
