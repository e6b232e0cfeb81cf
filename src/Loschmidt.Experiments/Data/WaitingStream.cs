using Loschmidt.Experiments.Files;

namespace Loschmidt.Experiments.Data;

/// <summary>A stream that tells before it waits for more, so that what was said so far can be answered first; closes what it
/// reads.</summary>
/// <param name="content">What is read.</param>
/// <param name="before">Called before every read.</param>
/// <param name="cancellation">Ends the wait; a stream that never says anything again cannot be told otherwise.</param>
internal sealed class WaitingStream(Stream content, Action before, CancellationToken cancellation) : ForwardStream
{
    private byte[] _aside = [];

    public override int Read(Span<byte> buffer)
    {
        before();
        if (!cancellation.CanBeCanceled)
        {
            return content.Read(buffer);
        }

        if (_aside.Length < buffer.Length)
        {
            _aside = new byte[buffer.Length];
        }

        var length = buffer.Length;
        var reading = Task.Run(() => content.Read(_aside, 0, length), CancellationToken.None);
        Task.WaitAny([reading], cancellation);
        var read = reading.GetAwaiter().GetResult();
        _aside.AsSpan(0, read).CopyTo(buffer);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }
}
