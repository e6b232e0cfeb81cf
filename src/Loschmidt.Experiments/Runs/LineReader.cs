namespace Loschmidt.Experiments.Runs;

/// <summary>Whole lines of a file of any size, in the order written; what follows the last line's end is left alone.</summary>
/// <param name="stream">Read from where it stands.</param>
/// <param name="path">Its name in messages.</param>
internal sealed class LineReader(Stream stream, string path)
{
    public const int LongestLine = 1 << 20;

    private byte[] _buffer = new byte[1 << 16];
    private int _begin;
    private int _end;

    /// <summary>Lines read so far.</summary>
    public int Number { get; private set; }

    /// <summary>Bytes up to the end of the last line read, its line feed included.</summary>
    public long Offset { get; private set; }

    /// <summary>Where the last line read stands, for messages.</summary>
    public string Where => $"{path}:{Number}";

    /// <summary>The next whole line without its line feed; it is overwritten by the next call.</summary>
    /// <exception cref="RunException">A line is longer than any that was ever written.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_begin + searched, _end - _begin - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                length += searched;
                line = _buffer.AsSpan(_begin, length);
                _begin += length + 1;
                Offset += length + 1;
                Number++;
                return true;
            }

            searched = _end - _begin;
            if (!Fill())
            {
                line = default;
                return false;
            }
        }
    }

    private bool Fill()
    {
        if (_begin > 0)
        {
            _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
            (_begin, _end) = (0, _end - _begin);
        }

        if (_end == _buffer.Length)
        {
            if (_end >= LongestLine)
                throw new RunException(
                    $"{path}:{Number + 1}", $"a line of more than {LongestLine} bytes; the file was changed by something else");
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
