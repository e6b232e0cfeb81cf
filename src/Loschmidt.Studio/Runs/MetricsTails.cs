using Loschmidt.Experiments.Runs;

namespace Loschmidt.Studio.Runs;

/// <summary>The tails that somebody looks at: one a run, looked at for all viewers, and gone with the last of them.</summary>
internal sealed class MetricsTails
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Shared> _tails = new(StringComparer.Ordinal);

    /// <summary>Runs that are looked at now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _tails.Count;
            }
        }
    }

    /// <summary>The tail of a run, looked at at least once; dispose the viewing to leave it.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public Viewing View(RunFolder run)
    {
        Shared? shared;
        lock (_gate)
        {
            if (!_tails.TryGetValue(run.FullPath, out shared))
                _tails.Add(run.FullPath, shared = new Shared(new MetricsTail(run), new CancellationTokenSource()));
            if (shared.Viewers++ == 0)
                _ = Task.Run(() => Follow(shared));
        }

        var viewing = new Viewing(shared.Tail, () => Leave(run.FullPath, shared));
        try
        {
            if (shared.Tail.Seen.Standing is null)
                shared.Tail.Look();
            return viewing;
        }
        catch
        {
            viewing.Dispose();
            throw;
        }
    }

    private static async Task Follow(Shared shared)
    {
        while (!shared.Stop.IsCancellationRequested)
        {
            try
            {
                shared.Tail.Look();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The disk is away for the moment; viewers wait where they are.
            }

            await Task.Delay(Pause, shared.Stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Leave(string path, Shared shared)
    {
        lock (_gate)
        {
            if (--shared.Viewers > 0)
                return;
            shared.Stop.Cancel();
            if (_tails.GetValueOrDefault(path) == shared)
                _tails.Remove(path);
        }
    }

    /// <summary>A tail while somebody looks at it.</summary>
    /// <param name="tail">The tail.</param>
    /// <param name="leave">Called once.</param>
    public sealed class Viewing(MetricsTail tail, Action leave) : IDisposable
    {
        private int _left;

        /// <summary>The tail.</summary>
        public MetricsTail Tail { get; } = tail;

        /// <inheritdoc/>
        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                leave();
        }
    }

    private sealed class Shared(MetricsTail tail, CancellationTokenSource stop)
    {
        public MetricsTail Tail { get; } = tail;

        public CancellationTokenSource Stop { get; } = stop;

        public int Viewers { get; set; }
    }
}
