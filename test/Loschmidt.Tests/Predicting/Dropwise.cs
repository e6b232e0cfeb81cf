using System.Text;

namespace Loschmidt.Tests.Predicting;

/// <summary>A pipe whose writer is asked for more whenever the reader waits.</summary>
internal sealed class Dropwise(Func<string?> next) : MemoryStream
{
    private byte[] _rest = [];

    public override int Read(Span<byte> buffer)
    {
        if (_rest.Length == 0)
        {
            _rest = Encoding.UTF8.GetBytes(next() ?? "");
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest.AsSpan(0, count).CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }
}
