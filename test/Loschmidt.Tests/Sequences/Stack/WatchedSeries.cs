using Loschmidt.Machines;

namespace Loschmidt.Tests.Sequences.Stack;

/// <summary>Series that know who reads them, and cannot be read any more after some steps.</summary>
/// <param name="series">Where the numbers come from.</param>
/// <param name="steps">Steps of any lanes, those read again included, after which reading fails.</param>
internal sealed class WatchedSeries(ISeries series, int steps) : ISeries
{
    private readonly ThreadLocal<Reader> _readers = new(() => new Reader(), trackAllValues: true);
    private int _read;

    /// <summary>What reading fails with.</summary>
    public InvalidDataException Fault { get; } = new("no more numbers");

    /// <summary>Threads that have read.</summary>
    public IList<Reader> Readers => _readers.Values;

    public int Lanes => series.Lanes;

    public int Channels => series.Channels;

    public int TargetChannels => series.TargetChannels;

    public int StepsOf(int lane) => series.StepsOf(lane);

    public int TargetsOf(int lane) => series.TargetsOf(lane);

    public void Read(int lane, int start, int count, Span<double> values)
    {
        _readers.Value!.Reads();
        if (Interlocked.Add(ref _read, count) > steps)
        {
            throw Fault;
        }

        series.Read(lane, start, count, values);
    }

    public void ReadTargets(int lane, int start, int count, Span<double> values) => series.ReadTargets(lane, start, count, values);

    /// <summary>A thread that reads.</summary>
    internal sealed class Reader
    {
        private readonly long _first = GC.GetAllocatedBytesForCurrentThread();

        /// <summary>Bytes it has allocated from its first time to its last.</summary>
        public long Allocated { get; private set; }

        /// <summary>Takes notes.</summary>
        public void Reads() => Allocated = GC.GetAllocatedBytesForCurrentThread() - _first;
    }
}
