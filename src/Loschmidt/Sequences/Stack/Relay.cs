using System.Runtime.ExceptionServices;

namespace Loschmidt.Sequences.Stack;

/// <summary>Pieces that go round a ring of stations, in order, and threads that carry them from one to the next.</summary>
/// <remarks>One thread alone waits at a station, see <see cref="Station"/>. Nothing is allocated for a piece.</remarks>
internal sealed class Relay
{
    private readonly Station[] _stations;
    private Exception? _fault;

    /// <summary>All pieces wait at the first station.</summary>
    /// <param name="stations">Stations of the ring.</param>
    /// <param name="pieces">Pieces under way at a time.</param>
    public Relay(int stations, int pieces)
    {
        _stations = new Station[stations];
        for (var station = 0; station < stations; station++)
        {
            _stations[station] = new Station(station == 0 ? pieces : 0);
        }
    }

    /// <summary>Runs stages side by side, the first on this thread, each of the others on one of its own, and waits for all.</summary>
    /// <param name="stages">How many.</param>
    /// <param name="work">What a stage does; it returns when <see cref="Await"/> says no. What it throws ends all stages and is thrown here as it is.</param>
    public void Run(int stages, Action<int> work)
    {
        var threads = new Thread?[stages];
        try
        {
            // Threads of their own: a stage that waits for its turn in a pool keeps all others waiting.
            for (var stage = 1; stage < stages; stage++)
            {
                var mine = stage;
                var thread = new Thread(() => Attempt(work, mine)) { IsBackground = true, Name = $"stage {mine}" };
                thread.Start();
                threads[stage] = thread;
            }

            work(0);
        }
        catch (Exception fault)
        {
            End(fault);
        }

        foreach (var thread in threads)
        {
            thread?.Join();
        }

        if (_fault is not null)
        {
            ExceptionDispatchInfo.Throw(_fault);
        }
    }

    /// <summary>Waits for the next piece at a station.</summary>
    /// <returns>Whether there is one; none will come any more once a stage has failed.</returns>
    public bool Await(int station)
    {
        _stations[station].Take();
        return Volatile.Read(ref _fault) is null;
    }

    /// <summary>Carries a piece from a station to the next one.</summary>
    public void Pass(int station) => _stations[(station + 1) % _stations.Length].Put();

    private void Attempt(Action<int> work, int stage)
    {
        try
        {
            work(stage);
        }
        catch (Exception fault)
        {
            End(fault);
        }
    }

    // The first fault counts; everybody is woken, sees it and goes.
    private void End(Exception fault)
    {
        Interlocked.CompareExchange(ref _fault, fault, null);
        foreach (var station in _stations)
        {
            station.Put();
        }
    }
}
