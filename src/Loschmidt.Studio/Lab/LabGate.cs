namespace Loschmidt.Studio.Lab;

/// <summary>Lets only so many in at once, and only so many wait: the machine that is served from has other things to do.</summary>
/// <param name="inside">Most that are inside.</param>
/// <param name="waiting">Most that are inside or wait.</param>
internal sealed class LabGate(int inside, int waiting) : IDisposable
{
    private readonly SemaphoreSlim _free = new(inside);
    private int _present;

    /// <summary>Waits for a place; dispose of it to leave.</summary>
    /// <returns>Null where too many wait already.</returns>
    public async Task<IDisposable?> Enter(CancellationToken cancellation)
    {
        var place = new Place(this);
        if (Interlocked.Increment(ref _present) > waiting)
        {
            Interlocked.Decrement(ref _present);
            return null;
        }

        try
        {
            await _free.WaitAsync(cancellation).ConfigureAwait(false);
            return place;
        }
        catch
        {
            Interlocked.Decrement(ref _present);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();

    private sealed class Place(LabGate gate) : IDisposable
    {
        public void Dispose()
        {
            gate._free.Release();
            Interlocked.Decrement(ref gate._present);
        }
    }
}
