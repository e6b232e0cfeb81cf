namespace Loschmidt.Devices.Wire;

/// <summary>Cuts a stream into lines; a line that is too long is passed over to its end.</summary>
/// <param name="stream">Where bytes come from.</param>
internal sealed class LineReader(Stream stream)
{
    private byte[] _buffer = new byte[1 << 14];
    private int _from;
    private int _to;
    private int _seen;
    private bool _ended;

    /// <summary>Bytes read beyond the last line.</summary>
    public int Ahead => _to - _from;

    /// <summary>Reads the next line.</summary>
    /// <param name="line">Without its end; valid until the next call.</param>
    /// <returns>False where there is none.</returns>
    /// <exception cref="WireException">The line is too long; the next call goes on behind it.</exception>
    public bool Read(out ReadOnlyMemory<byte> line)
    {
        var tooLong = false;
        while (true)
        {
            var end = _buffer.AsSpan(_seen, _to - _seen).IndexOf((byte)'\n');
            if (end >= 0)
            {
                line = _buffer.AsMemory(_from, _seen + end - _from);
                _from = _seen = _seen + end + 1;
                return tooLong || line.Length > WireLimits.Line ? throw TooLong() : true;
            }

            _seen = _to;
            if (_to - _from > WireLimits.Line)
            {
                (tooLong, _from) = (true, _to);
            }

            if (_ended || !Fill())
            {
                line = _buffer.AsMemory(_from, _to - _from);
                var any = _to > _from;
                (_ended, _from, _seen) = (true, _to, _to);
                return tooLong ? throw TooLong() : any;
            }
        }
    }

    private static WireException TooLong() =>
        new(WireFault.Json, $"a line of more than {WireLimits.Line} bytes", position: WireLimits.Line);

    private bool Fill()
    {
        if (_from > 0)
        {
            _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
            (_to, _seen, _from) = (_to - _from, _seen - _from, 0);
        }

        if (_to == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        var read = stream.Read(_buffer, _to, _buffer.Length - _to);
        _to += read;
        return read > 0;
    }
}
