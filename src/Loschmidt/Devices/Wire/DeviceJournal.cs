namespace Loschmidt.Devices.Wire;

/// <summary>What was asked of a device since its last snapshot: all that is needed to bring it back.</summary>
/// <param name="hostUpdated">Whether the computer holds θ: then only the last loading and what was done to the sample in hand matter.</param>
internal sealed class DeviceJournal(bool hostUpdated)
{
    // What is remembered is bounded in memory too, however long lines are.
    private const long MostBytes = 32 << 20;

    private readonly List<(WireRequest Request, byte[] Line)> _since = [];
    private (WireRequest Request, byte[] Line)? _load;
    private long _bytes;

    /// <summary>The last snapshot; null before any.</summary>
    public string? Snapshot { get; private set; }

    /// <summary>Whether the device was changed since it was connected, so that one switched on afresh is not where it was.</summary>
    public bool HasChanges { get; private set; }

    /// <summary>What was asked since the snapshot, in order: evaluations too, for they leave their rounding behind.</summary>
    public IEnumerable<(WireRequest Request, byte[] Line)> Since => _load is { } load ? _since.Prepend(load) : _since;

    /// <summary>Whether a snapshot should be taken before the next request.</summary>
    /// <param name="changes">Whether that one changes the device.</param>
    /// <param name="every">Requests that are remembered at most.</param>
    public bool NeedsSnapshot(bool changes, int every) => (Snapshot is null && changes) || _since.Count >= every || _bytes > MostBytes;

    /// <summary>Goes on from a snapshot.</summary>
    public void Begin(string snapshot)
    {
        Forget();
        Snapshot = snapshot;
    }

    /// <summary>Forgets all: the device is about to be put into another state.</summary>
    public void Forget()
    {
        Snapshot = null;
        _since.Clear();
        _bytes = 0;
    }

    /// <summary>Remembers a request that was answered.</summary>
    public void Add(WireRequest request, byte[] line)
    {
        if (hostUpdated)
        {
            AddHostUpdated(request, line);
            return;
        }

        HasChanges |= request.Step is not null;
        _since.Add((request, line));
        _bytes += line.Length;
    }

    private void AddHostUpdated(WireRequest request, byte[] line)
    {
        if (request.Do.Any(action => action.Verb == WireVerb.Load))
        {
            _load = (request, line);
            _since.Clear();
            return;
        }

        if (request.Do.All(action => action.Verb is WireVerb.Read or WireVerb.Theta or WireVerb.Listen or WireVerb.Probe))
        {
            return;
        }

        if (request.Do.Any(action => action.Verb == WireVerb.Prepare))
        {
            _since.Clear();
        }

        _since.Add((request, line));
    }
}
