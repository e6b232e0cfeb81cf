namespace Loschmidt.Devices.Wire;

/// <summary>What was asked of a device since its last snapshot: all that is needed to bring it back.</summary>
internal sealed class DeviceJournal
{
    // What is remembered is bounded in memory too, however long lines are.
    private const long MostBytes = 32 << 20;

    private readonly List<(WireRequest Request, byte[] Line)> _since = [];
    private long _bytes;

    /// <summary>The last snapshot; null before any.</summary>
    public string? Snapshot { get; private set; }

    /// <summary>Whether the device was changed since it was connected.</summary>
    public bool HasChanges { get; private set; }

    /// <summary>What was asked since the snapshot, in order: evaluations too, for they leave their rounding behind.</summary>
    public IReadOnlyList<(WireRequest Request, byte[] Line)> Since => _since;

    /// <summary>Whether a snapshot should be taken before the next change.</summary>
    public bool NeedsSnapshot(int every) => Snapshot is null || _since.Count >= every || _bytes > MostBytes;

    /// <summary>Goes on from a snapshot.</summary>
    public void Begin(string snapshot)
    {
        Snapshot = snapshot;
        _since.Clear();
        _bytes = 0;
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
        HasChanges |= request.Step is not null;
        if (Snapshot is null && request.Step is null)
        {
            return; // nothing to come back to yet, and nothing changed
        }

        _since.Add((request, line));
        _bytes += line.Length;
    }
}
