namespace Loschmidt.Experiments.Files;

/// <summary>Some bytes of a stream that seeks, as a stream of their own; reading only, and it closes nothing.</summary>
internal sealed class StreamWindow : Stream
{
    private readonly Stream _stream;
    private long _left;

    public StreamWindow(Stream stream, long start, long length)
    {
        (_stream, _left) = (stream, length);
        stream.Position = start;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = _stream.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
        _left -= read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
