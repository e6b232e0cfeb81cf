using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Loschmidt.Experiments.Files;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>Reads the real matrices of a MATLAB 5 file one after another, column by column, packed or plain, in either
/// order of bytes; other arrays are passed over.</summary>
/// <remarks>MathWorks, "MAT-File Format", chapter 1. Nothing is allocated by what a header claims: the caller says
/// where numbers go.</remarks>
internal sealed class MatReader : IDisposable
{
    private const int HeaderBytes = 128;
    private const int MostAxes = 32;
    private const int MostName = 1 << 10;
    private const uint Matrix = 14;
    private const uint Packed = 15;

    private readonly Stream _content;
    private readonly MatBytes _file;
    private readonly byte[] _block = new byte[1 << 13];
    private MatBytes _array; // the file, or what a packed element of it holds
    private ZLibStream? _packed;
    private NumberKind _kind;
    private long _left; // numbers of the present matrix that were not read

    /// <summary>Reads the header.</summary>
    /// <param name="content">The file's content; closed with this.</param>
    /// <param name="name">Its name in messages.</param>
    /// <exception cref="DataException">It is no MATLAB 5 file.</exception>
    public MatReader(Stream content, string name)
    {
        (_content, File) = (content, name);
        _file = _array = new MatBytes(content, name);
        Span<byte> header = stackalloc byte[HeaderBytes];
        _file.Fill(header, "the header of a MATLAB 5 file, 128 bytes");
        _file.IsBigEndian = header[126] == 'M' && header[127] == 'I';
        if (!_file.IsBigEndian && (header[126] != 'I' || header[127] != 'M'))
            throw _file.Bad(126, "expected 'MI' or 'IM', which tells the order of bytes; is it a MATLAB 5 file?");
        var version = _file.IsBigEndian
            ? BinaryPrimitives.ReadUInt16BigEndian(header[124..])
            : BinaryPrimitives.ReadUInt16LittleEndian(header[124..]);
        if (version != 0x0100)
            throw _file.Bad(124, $"expected version 0x0100, found 0x{version:x4}; save the file by 'save -v7'");
    }

    /// <summary>Name of the file in messages.</summary>
    public string File { get; }

    /// <summary>Name of the present matrix.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Rows of the present matrix.</summary>
    public int Rows { get; private set; }

    /// <summary>Columns of the present matrix; axes beyond the second count as more columns.</summary>
    public int Columns { get; private set; }

    /// <summary>Goes to the next real matrix that holds anything.</summary>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="DataException">The file is damaged; names the byte.</exception>
    public bool Next()
    {
        while (true)
        {
            Leave();
            var at = _file.Offset;
            if (!_file.TryTag(out var tag))
                return false;
            _file.End = _file.Offset + tag.Bytes;
            _array = _file;
            if (tag.Type == Packed)
            {
                _packed = new ZLibStream(_file, CompressionMode.Decompress, leaveOpen: true);
                _array = new MatBytes(_packed, File, at) { IsBigEndian = _file.IsBigEndian };
                tag = _array.Tag("a packed element");
                _array.End = _array.Offset + tag.Bytes;
            }

            if (tag.Type == Matrix && tag.Bytes > 0 && Begin())
                return true;
        }
    }

    /// <summary>Reads the next numbers of the present matrix, column after column.</summary>
    /// <param name="numbers">Overwritten.</param>
    /// <exception cref="DataException">The file is damaged, or a number is not finite or no double.</exception>
    public void Read(Span<double> numbers)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numbers.Length, _left, nameof(numbers));
        var size = Files.Numbers.SizeOf(_kind);
        while (!numbers.IsEmpty)
        {
            var count = Math.Min(numbers.Length, _block.Length / size);
            var bytes = _block.AsSpan(0, count * size);
            var at = _array.Offset;
            _array.Fill(bytes, $"the numbers of {Name}, {Rows} x {Columns}");
            for (var i = 0; i < count; i++)
            {
                numbers[i] = MatNumber.Read(bytes[(i * size)..], _kind, _array.IsBigEndian);
                if (!double.IsFinite(numbers[i]))
                    throw _array.Bad(at + (i * size), $"a number of {Name} that is not finite, or beyond 2^53");
            }

            numbers = numbers[count..];
            _left -= count;
        }
    }

    public void Dispose()
    {
        _packed?.Dispose();
        _content.Dispose();
    }

    /// <summary>Reads the head of an array.</summary>
    /// <returns>Whether it is a real matrix of numbers with anything in it.</returns>
    private bool Begin()
    {
        const uint Int32 = 5, UInt32 = 6;
        var at = _array.Offset;
        var flags = _array.Words("array flags", UInt32, 2)[0];
        if ((flags & 0xFF) is < 6 or > 15)
            return false; // cells, structures, objects, texts, sparse matrices
        if ((flags & 0x800) != 0)
            throw _array.Bad(at, "complex numbers; save their real and imaginary parts apart");
        at = _array.Offset;
        Shape(_array.Words("dimensions", Int32, MostAxes), at);
        Name = ScalarNode.Printable(Encoding.Latin1.GetString(_array.Small("a name", MostName)));
        at = _array.Offset;
        var numbers = _array.Tag("numbers");
        _kind = MatNumber.Kind(numbers.Type)
            ?? throw _array.Bad(at, $"numbers of the unknown type {numbers.Type} in {Name}");
        _left = (long)Rows * Columns;
        var needed = (UInt128)_left * (uint)Files.Numbers.SizeOf(_kind);
        if ((UInt128)numbers.Bytes != needed)
        {
            throw _array.Bad(
                at, $"{numbers.Bytes} bytes of numbers where {Name}, {Rows} x {Columns}, needs {needed}");
        }

        return _left > 0;
    }

    private void Shape(ReadOnlySpan<uint> extents, long at)
    {
        if (extents.Length < 2)
            throw _array.Bad(at, "an array of fewer than two axes");
        UInt128 columns = 1;
        foreach (var extent in extents[1..])
        {
            columns = columns > int.MaxValue ? columns : columns * extent;
        }

        if (extents[0] > int.MaxValue || columns > int.MaxValue)
            throw _array.Bad(at, $"an array of more than {int.MaxValue} rows or columns");
        (Rows, Columns) = ((int)extents[0], (int)columns);
    }

    /// <summary>Passes over what is left of the present element.</summary>
    private void Leave()
    {
        if (_packed is not null)
        {
            _packed.Dispose();
            _packed = null;
        }

        _file.SkipToEnd();
        _array = _file;
    }
}
