namespace Loschmidt.Devices.Wire;

/// <summary>Reads lines of a stream on a thread of its own, so that waiting for one can end in time; it reads few ahead.</summary>
/// <remarks>The thread ends with the stream. One that cannot be woken from a read does not keep the program alive.</remarks>
internal sealed class LinePump
{
    private const int MostAhead = 4;

    private readonly Queue<ReadOnlyMemory<byte>> _lines = new();
    private readonly object _gate = new();
    private WireException? _end;
    private bool _stopped;

    /// <summary>Begins to read.</summary>
    public LinePump(Stream stream) => new Thread(() => Pump(stream)) { IsBackground = true, Name = "device lines" }.Start();

    /// <summary>Whether a line came that nobody asked for.</summary>
    public bool IsAhead
    {
        get
        {
            lock (_gate)
            {
                return _lines.Count > 0;
            }
        }
    }

    /// <summary>Waits for the next line.</summary>
    /// <exception cref="WireException">None came in time, or none will come.</exception>
    public ReadOnlyMemory<byte> Take(TimeSpan patience)
    {
        var until = Environment.TickCount64 + (long)Math.Min(patience.TotalMilliseconds, int.MaxValue);
        lock (_gate)
        {
            while (_lines.Count == 0)
            {
                if (_end is not null)
                {
                    throw new WireException(_end.Fault, _end.Message, innerException: _end);
                }

                var left = until - Environment.TickCount64;
                if (left <= 0 || !Monitor.Wait(_gate, (int)Math.Min(left, int.MaxValue)))
                {
                    throw new WireException(WireFault.Fault, $"no answer within {patience.TotalSeconds:0.###} s");
                }
            }

            var line = _lines.Dequeue();
            Monitor.PulseAll(_gate);
            return line;
        }
    }

    /// <summary>Lets the thread end as soon as it can.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            _lines.Clear();
            Monitor.PulseAll(_gate);
        }
    }

    private void Pump(Stream stream)
    {
        WireException end;
        try
        {
            var reader = new LineReader(stream);
            while (reader.Read(out var line))
            {
                if (!Pass(line.ToArray()))
                {
                    return;
                }
            }

            end = new WireException(WireFault.Fault, "it ended, or closed the connection");
        }
        catch (WireException fault)
        {
            end = fault;
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or InvalidOperationException)
        {
            end = new WireException(WireFault.Fault, $"the connection broke: {fault.Message.ReplaceLineEndings(" ")}", innerException: fault);
        }

        lock (_gate)
        {
            _end = end;
            Monitor.PulseAll(_gate);
        }
    }

    private bool Pass(ReadOnlyMemory<byte> line)
    {
        lock (_gate)
        {
            while (_lines.Count >= MostAhead && !_stopped)
            {
                Monitor.Wait(_gate);
            }

            if (_stopped)
            {
                return false;
            }

            _lines.Enqueue(line);
            Monitor.PulseAll(_gate);
            return true;
        }
    }
}
