using System.Diagnostics;

namespace Loschmidt.Sequences.Stack;

/// <summary>Pieces that wait for one thread, put there by another.</summary>
/// <remarks>
/// Who finds none looks again for some microseconds, as long as the other is only a little late; then lets others have the core between looks, for the one
/// waited for may want this very core; then sleeps, from which it takes some microseconds to wake. Nothing is allocated for a piece.
/// </remarks>
/// <param name="pieces">Pieces that are there from the beginning.</param>
internal sealed class Station(int pieces)
{
    // Microseconds from the beginning of a wait. A piece takes 15 to 200.
    private const int Yields = 10, Sleeps = 100;

    // Looks a microsecond apart or less.
    private const int Pause = 10;

    private readonly object _gate = new();
    private int _pieces = pieces;
    private bool _asleep;

    private bool IsEmpty => Volatile.Read(ref _pieces) == 0;

    /// <summary>Adds a piece.</summary>
    public void Put()
    {
        // A full fence: either this thread sees the other asleep, or the other sees the piece before it sleeps.
        Interlocked.Increment(ref _pieces);
        if (Volatile.Read(ref _asleep))
        {
            lock (_gate)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>Takes a piece, waiting for it if need be.</summary>
    public void Take()
    {
        if (IsEmpty)
        {
            Look();
            Sleep();
        }

        Interlocked.Decrement(ref _pieces);
    }

    private void Look()
    {
        var begin = Stopwatch.GetTimestamp();
        while (IsEmpty && Stopwatch.GetElapsedTime(begin).TotalMicroseconds is var waited && waited < Sleeps)
        {
            if (waited < Yields)
            {
                Thread.SpinWait(Pause);
            }
            else
            {
                Thread.Yield();
            }
        }
    }

    private void Sleep()
    {
        lock (_gate)
        {
            Volatile.Write(ref _asleep, true);
            Interlocked.MemoryBarrier();
            while (IsEmpty)
            {
                Monitor.Wait(_gate);
            }

            Volatile.Write(ref _asleep, false);
        }
    }
}
