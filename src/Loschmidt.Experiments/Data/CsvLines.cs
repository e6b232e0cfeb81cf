using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data;

/// <summary>The lines of a text file that say something: those that are empty or begin with # are passed
/// over.</summary>
/// <param name="content">The file's content; closed with this.</param>
/// <param name="name">Its name in messages.</param>
/// <param name="longest">Most bytes of a line.</param>
internal sealed class CsvLines(Stream content, string name, int longest) : IDisposable
{
    private const int FirstBuffer = 1 << 16;

    private byte[] _buffer = new byte[FirstBuffer];
    private int _from; // of the present line
    private int _length;
    private int _next; // first byte behind the present line's end
    private int _filled;
    private long _number;
    private bool _ended;

    public string Name => name;

    /// <summary>The present line in UTF-8, without the end of line and the blanks before it.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_from, _length);

    /// <summary>The place of a byte of the present line; the column counts letters from 1.</summary>
    public SourcePosition At(int offset)
    {
        var letters = 0;
        foreach (var part in Line[..Math.Min(offset, _length)])
        {
            letters += (part & 0xC0) == 0x80 ? 0 : 1; // what continues a letter begins with the bits 10
        }

        return new SourcePosition(name, (int)Math.Min(_number, int.MaxValue), letters + 1);
    }

    /// <summary>Goes to the next line that says something.</summary>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="DataException">The line is too long, or the file cannot be read.</exception>
    public bool Next()
    {
        while (Advance())
        {
            var line = Line.TrimEnd(" \t\r"u8);
            _length = line.Length;
            if (line.TrimStart(" \t"u8) is not ([] or [(byte)'#', ..]))
                return true;
        }

        return false;
    }

    public void Dispose() => content.Dispose();

    private bool Advance()
    {
        _number++;
        (_from, var searched) = (_next, _next);
        while (true)
        {
            var end = _buffer.AsSpan(searched, _filled - searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                Take(searched + end, behind: searched + end + 1);
                return true;
            }

            if (_filled - _from > longest)
            {
                _length = 0;
                throw new DataException(At(0), $"a line longer than {longest} bytes; is it a table of numbers?");
            }

            searched = _filled - _from;
            if (!Refill())
            {
                Take(_filled, behind: _filled);
                return _length > 0;
            }
        }
    }

    private void Take(int end, int behind)
    {
        if (_number == 1 && _buffer.AsSpan(_from, end - _from).StartsWith("\uFEFF"u8))
            _from += 3;
        (_length, _next) = (end - _from, behind);
    }

    /// <summary>Moves what is unread to the beginning of the buffer, which grows where that is not enough, and reads
    /// on.</summary>
    private bool Refill()
    {
        var kept = _filled - _from;
        if (kept == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        else
            _buffer.AsSpan(_from, kept).CopyTo(_buffer);
        (_from, _filled) = (0, kept);
        if (_ended)
            return false;
        try
        {
            var read = content.Read(_buffer.AsSpan(kept));
            _filled += read;
            _ended = read == 0;
            return read > 0;
        }
        catch (InvalidDataException e)
        {
            throw new DataException(name, $"line {_number}: the gzip stream is damaged; pack or fetch the file again",
                e);
        }
        catch (IOException e)
        {
            throw new DataException(name, $"line {_number}: cannot be read to its end; is it a file?", e);
        }
    }
}
