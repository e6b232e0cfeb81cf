namespace Loschmidt.Experiments.Files;

/// <summary>Some bytes of a stream that seeks, as a stream of their own; reading only, and it closes nothing.</summary>
internal sealed class StreamWindow : ForwardStream
{
    private readonly Stream _stream;
    private long _left;

    public StreamWindow(Stream stream, long start, long length)
    {
        (_stream, _left) = (stream, length);
        stream.Position = start;
    }

    public override int Read(Span<byte> buffer)
    {
        var read = _stream.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
        _left -= read;
        return read;
    }
}
