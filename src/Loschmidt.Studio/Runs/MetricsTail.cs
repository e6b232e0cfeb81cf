using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Studio.Runs;

/// <summary>The end of one run's <c>metrics.jsonl</c>, read once for all viewers; thread-safe.</summary>
/// <remarks>
/// The newest bytes are kept in a ring of fixed size; a viewer who is further behind reads the file himself, at his own pace and
/// offset: memory is bounded, and nothing is dropped. A run that goes on from a checkpoint cuts the file: that, and any other change
/// of what was read already, begins a new edition, which viewers read from its beginning.
/// </remarks>
/// <param name="run">The run.</param>
/// <param name="ringBytes">Newest bytes that are kept.</param>
internal sealed class MetricsTail(RunFolder run, int ringBytes = 1 << 18)
{
    /// <summary>Bytes before an offset that tell whether the file is still the one that it was: lines hold steps and digits.</summary>
    public const int MarkBytes = 256;

    private readonly Lock _gate = new();
    private readonly Lock _looking = new();
    private readonly byte[] _ring = new byte[ringBytes];
    private readonly byte[] _block = new byte[Math.Min(1 << 16, ringBytes)];
    private TaskCompletionSource _next = Waiting();
    private long _ringBegin;
    private long _end;
    private long _edition;
    private byte[] _mark = [];
    private bool _held;
    private StandingDocument? _standing;

    /// <summary>What there is now.</summary>
    /// <param name="Edition">Counts beginnings.</param>
    /// <param name="End">Bytes up to the end of the last whole line.</param>
    /// <param name="Standing">How the run stands; null before the first look. What it had written by then lies before the end.</param>
    /// <param name="Next">Ends when there is something else.</param>
    public readonly record struct State(long Edition, long End, StandingDocument? Standing, Task Next);

    /// <summary>The state after the last look.</summary>
    public State Seen
    {
        get
        {
            lock (_gate)
            {
                return new State(_edition, _end, _standing, _next.Task);
            }
        }
    }

    /// <summary>Looks at the file and the lock once.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void Look()
    {
        lock (_looking)
        {
            // Who holds the lock is asked first: what a training writes it writes before it lets go.
            var held = RunLock.IsHeld(run.FullPath);
            var news = Follow();
            if (_standing is null || held != _held || (news && !held))
                news |= Stand(held);
            if (!news)
                return;
        }

        TaskCompletionSource told;
        lock (_gate)
        {
            (told, _next) = (_next, Waiting());
        }

        told.TrySetResult();
    }

    /// <summary>Whole lines from an offset on: out of the ring, or of the file where they are no longer in it.</summary>
    /// <param name="edition">The edition that the offset is of.</param>
    /// <param name="offset">Where a line begins.</param>
    /// <param name="before">What the reader had before it, as of <see cref="Before(long)"/>.</param>
    /// <param name="buffer">Overwritten.</param>
    /// <returns>Bytes; 0 at the end, where the edition is over, or where not even one line fits; −1 where the file is another one already.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    public int Read(long edition, long offset, ReadOnlySpan<byte> before, Span<byte> buffer)
    {
        lock (_gate)
        {
            if (edition != _edition || offset >= _end)
                return 0;
            buffer = buffer[..(int)Math.Min(buffer.Length, _end - offset)];
            if (offset >= _ringBegin)
            {
                FromRing(offset, buffer);
                return WholeLines(buffer);
            }
        }

        // The file may have been cut since the last look, and be long again: what is read must go on from what the reader has.
        using var file = Open();
        if (file is null)
            return 0;
        if (!Before(file, offset).AsSpan().SequenceEqual(before))
            return -1;
        file.Position = offset;
        return WholeLines(buffer[..file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)]);
    }

    /// <summary>The bytes before an offset of the file, <see cref="MarkBytes"/> of them or all that there are; null where it is shorter.</summary>
    public byte[]? Before(long offset)
    {
        using var file = Open();
        return file is null ? offset == 0 ? [] : null : Before(file, offset);
    }

    private static byte[]? Before(FileStream file, long offset)
    {
        if (offset > file.Length)
            return null;
        var before = new byte[Math.Min(MarkBytes, offset)];
        file.Position = offset - before.Length;
        return file.ReadAtLeast(before, before.Length, throwOnEndOfStream: false) == before.Length ? before : null;
    }

    private static TaskCompletionSource Waiting() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static int WholeLines(ReadOnlySpan<byte> bytes) => bytes.LastIndexOf((byte)'\n') + 1;

    /// <summary>Reads what is new in the file; whether anything is.</summary>
    private bool Follow()
    {
        using var file = Open();
        var length = file?.Length ?? 0;
        var restarted = _end > 0 && (length < _end || file is null || Before(file, _end) is not { } now || !now.AsSpan().SequenceEqual(_mark));
        var from = restarted ? 0 : _end;

        // The first look at a long file begins where the ring will: what lies before stays in the file.
        var begin = from == 0 ? Math.Max(0, length - ringBytes) : from;
        lock (_gate)
        {
            _edition += restarted ? 1 : 0;
            (_ringBegin, _end) = (from == 0 ? begin : _ringBegin, from);
        }

        if (file is null || length == from)
            return restarted;
        file.Position = begin;
        for (var end = begin; end < length;)
        {
            var read = file.Read(_block, 0, (int)Math.Min(_block.Length, length - end));
            if (read == 0)
                break;
            end += read;
            Keep(_block.AsSpan(0, read), end);
        }

        // Out of what was read, not of the file, which may be another one by now.
        _mark = new byte[Math.Min(MarkBytes, _end)];
        if (_end - _mark.Length >= _ringBegin)
            FromRing(_end - _mark.Length, _mark);
        else
            _mark = Before(file, _end) ?? [];
        return restarted || _end > from;
    }

    /// <summary>Takes bytes into the ring, and moves the end to the last line's end in them.</summary>
    private void Keep(ReadOnlySpan<byte> bytes, long end)
    {
        lock (_gate)
        {
            var begin = end - bytes.Length;
            for (var copied = 0; copied < bytes.Length;)
            {
                var at = (int)((begin + copied) % ringBytes);
                var part = Math.Min(bytes.Length - copied, ringBytes - at);
                bytes.Slice(copied, part).CopyTo(_ring.AsSpan(at));
                copied += part;
            }

            _ringBegin = Math.Max(_ringBegin, end - ringBytes);
            if (WholeLines(bytes) is > 0 and var whole)
                _end = begin + whole;
        }
    }

    private void FromRing(long offset, Span<byte> bytes)
    {
        for (var copied = 0; copied < bytes.Length;)
        {
            var at = (int)((offset + copied) % ringBytes);
            var part = Math.Min(bytes.Length - copied, ringBytes - at);
            _ring.AsSpan(at, part).CopyTo(bytes[copied..]);
            copied += part;
        }
    }

    /// <summary>Finds out how the run stands; whether that is news.</summary>
    private bool Stand(bool held)
    {
        _held = held;
        var standing = new StandingDocument("running", null);
        if (!RunPlace.IsRun(run.FullPath))
            standing = new StandingDocument("removed", "its folder is gone");
        else if (!held && run.Summarize(MachineFactory.Kinds) is var summary)
            standing = new StandingDocument(RunCatalog.Word(summary.Status), summary.Reason);
        if (standing == _standing)
            return false;
        lock (_gate)
        {
            _standing = standing;
        }

        return true;
    }

    private FileStream? Open()
    {
        try
        {
            return new FileStream(
                run.MetricsPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
