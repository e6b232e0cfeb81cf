using System.Buffers;
using System.Text;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>A text file as bytes, seen through a window, with line and column; letters beyond ASCII are
/// taken for Latin-1, which never fails.</summary>
/// <param name="content">The file's content; closed with this.</param>
/// <param name="name">Its name in messages.</param>
internal sealed class ByteText(Stream content, string name) : IDisposable
{
    /// <summary>Most bytes of a line that is taken as a whole.</summary>
    public const int LongestLine = 1 << 16;

    /// <summary>Most bytes of a number or a name.</summary>
    public const int LongestToken = 1 << 10;

    private const int FirstBuffer = 1 << 13;
    private const int LargestBuffer = 1 << 18;

    private byte[] _buffer = new byte[FirstBuffer];
    private int _at;
    private int _filled;
    private long _before; // bytes of the present line that are no longer in the buffer
    private int _lineAt; // where the present line begins in the buffer, or 0
    private long _line = 1;
    private bool _ended;

    public string Name => name;

    /// <summary>The place of the next byte.</summary>
    public SourcePosition Here => At(0);

    /// <summary>The place of a byte further on in the same line; columns count bytes from 1.</summary>
    public SourcePosition At(int ahead) => new(
        name, (int)Math.Min(_line, int.MaxValue), (int)Math.Min(_before + _at - _lineAt + ahead + 1, int.MaxValue));

    /// <summary>The next byte; −1 at the end.</summary>
    public int Peek()
    {
        var ahead = Ahead(1);
        return ahead.IsEmpty ? -1 : ahead[0];
    }

    /// <summary>Passes over bytes of the present line.</summary>
    public void Skip(int count) => _at += count;

    /// <summary>Passes over the end of the line, which is next.</summary>
    public void SkipEndOfLine()
    {
        _at++;
        (_line, _before, _lineAt) = (_line + 1, 0, _at);
    }

    /// <summary>Passes over blanks and tabs, and the carriage return before the end of the line.</summary>
    public void SkipBlanks()
    {
        while (Peek() is ' ' or '\t' or '\r')
        {
            _at++;
        }
    }

    /// <summary>Passes over the rest of the line, however long.</summary>
    public void SkipLine()
    {
        for (var ahead = Ahead(1); !ahead.IsEmpty; ahead = Ahead(1))
        {
            var end = ahead.IndexOf((byte)'\n');
            if (end >= 0)
            {
                _at += end;
                SkipEndOfLine();
                return;
            }

            _at += ahead.Length;
        }
    }

    /// <summary>Goes to the next line with something in it.</summary>
    /// <param name="remark">What lines begin with that are passed over.</param>
    /// <returns>Whether there is one.</returns>
    public bool NextLine(char remark)
    {
        while (true)
        {
            SkipBlanks();
            switch (Peek())
            {
                case -1:
                    return false;
                case '\n':
                    SkipEndOfLine();
                    break;
                case var first when first == remark:
                    SkipLine();
                    break;
                default:
                    return true;
            }
        }
    }

    /// <summary>Takes the rest of the line, without blanks at its ends.</summary>
    /// <exception cref="DataException">It is too long.</exception>
    public string TakeLine()
    {
        var ahead = Ahead(LongestLine);
        var end = ahead[..Math.Min(ahead.Length, LongestLine)].IndexOf((byte)'\n');
        if (end < 0 && ahead.Length >= LongestLine)
            throw new DataException(Here, $"a line longer than {LongestLine} bytes");
        end = end < 0 ? ahead.Length : end;
        var line = Encoding.Latin1.GetString(ahead[..end]).Trim();
        _at += end;
        if (Peek() == '\n')
            SkipEndOfLine();
        return line;
    }

    /// <summary>What stands before the next of some bytes, or before the end of the file, without blanks around it;
    /// nothing is passed over.</summary>
    /// <param name="ends">The bytes.</param>
    /// <param name="length">Bytes up to there, blanks included.</param>
    /// <param name="end">The byte that was found; −1 for the end of the file.</param>
    /// <exception cref="DataException">It is too long.</exception>
    public ReadOnlySpan<byte> Token(SearchValues<byte> ends, out int length, out int end)
    {
        var ahead = Ahead(LongestToken);
        length = ahead.IndexOfAny(ends);
        end = length < 0 ? -1 : ahead[length];
        if (length < 0 && ahead.Length < LongestToken)
            length = ahead.Length;
        if (length is < 0 or >= LongestToken)
            throw new DataException(Here, $"expected a number or a name, found more than {LongestToken} bytes");
        var token = ahead[..length];
        while (token.Length > 0 && token[0] is (byte)' ' or (byte)'\t')
            token = token[1..];
        while (token.Length > 0 && token[^1] is (byte)' ' or (byte)'\t' or (byte)'\r')
            token = token[..^1];
        return token;
    }

    /// <summary>A piece of the file as it is shown in messages.</summary>
    public static string Shown(ReadOnlySpan<byte> token)
    {
        const int Most = 40;
        return token.IsEmpty ? "nothing"
            : token.Length > Most ? $"'{Printable(token[..Most])}...'" : $"'{Printable(token)}'";
    }

    /// <summary>Text without anything that would disturb a line.</summary>
    public static string Printable(ReadOnlySpan<byte> token) => ScalarNode.Printable(Encoding.Latin1.GetString(token));

    public void Dispose() => content.Dispose();

    /// <summary>What is unread: at least so many bytes, or all there are.</summary>
    private ReadOnlySpan<byte> Ahead(int wanted)
    {
        if (_filled - _at < wanted && !_ended)
            Refill(wanted);
        return _buffer.AsSpan(_at, _filled - _at);
    }

    private void Refill(int wanted)
    {
        var kept = _filled - _at;
        if (_buffer.Length < LargestBuffer && (_filled == _buffer.Length || wanted > _buffer.Length))
        {
            // Small files stay with the small buffer.
            var larger = new byte[Math.Clamp(4 * _buffer.Length, wanted, LargestBuffer)];
            _buffer.AsSpan(_at, kept).CopyTo(larger);
            _buffer = larger;
        }
        else
        {
            _buffer.AsSpan(_at, kept).CopyTo(_buffer);
        }

        (_before, _lineAt) = (_before + _at - _lineAt, 0);
        (_at, _filled) = (0, kept);
        try
        {
            while (_filled < wanted && !_ended)
            {
                var read = content.Read(_buffer.AsSpan(_filled));
                _filled += read;
                _ended = read == 0;
            }
        }
        catch (InvalidDataException e)
        {
            throw new DataException(Here, "the gzip stream is damaged; pack or fetch the file again", e);
        }
        catch (IOException e)
        {
            throw new DataException(Here, "cannot be read to its end; is it a file?", e);
        }
    }
}
