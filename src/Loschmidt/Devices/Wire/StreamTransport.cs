namespace Loschmidt.Devices.Wire;

/// <summary>Lines over a pair of streams; who makes the streams is left open.</summary>
public abstract class StreamTransport : IWireTransport
{
    private readonly Timer _watch;
    private LinePump? _pump;
    private Stream? _output;

    private protected StreamTransport() => _watch = new Timer(_ => Abort());

    /// <inheritdoc/>
    public abstract string Place { get; }

    /// <inheritdoc/>
    public void Open(TimeSpan patience)
    {
        Close();
        var (input, output) = Connect(patience);
        (_pump, _output) = (new LinePump(input), output);
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Exchange(ReadOnlyMemory<byte> line, TimeSpan patience)
    {
        if (_pump is not { } pump || _output is not { } output)
        {
            throw new WireException(WireFault.Fault, "it is not connected");
        }

        if (pump.IsAhead)
        {
            throw new WireException(WireFault.Fault, "it sent a line that nobody asked for");
        }

        try
        {
            // Whoever does not read lets a write wait for ever; then the connection is broken from this side.
            _watch.Change(patience, Timeout.InfiniteTimeSpan);
            output.Write(line.Span);
            output.Flush();
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or InvalidOperationException)
        {
            throw new WireException(WireFault.Fault, $"it takes no more lines: {Ending ?? fault.Message.ReplaceLineEndings(" ")}", innerException: fault);
        }
        finally
        {
            _watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        try
        {
            return pump.Take(patience);
        }
        catch (WireException fault) when (Ending is { } ending)
        {
            throw new WireException(fault.Fault, ending, innerException: fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        _watch.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>How the other end came to its end, where that is known.</summary>
    private protected virtual string? Ending => null;

    /// <summary>Makes the streams.</summary>
    private protected abstract (Stream Input, Stream Output) Connect(TimeSpan patience);

    /// <summary>Breaks the connection from another thread.</summary>
    private protected abstract void Abort();

    /// <summary>Ends the connection.</summary>
    private protected abstract void Disconnect();

    private void Close()
    {
        _pump?.Stop();
        (_pump, _output) = (null, null);
        Disconnect();
    }
}
