using System.Buffers.Binary;
using System.Text;

namespace Loschmidt.Experiments.Files;

/// <summary>NumPy's files of one array: magic, version, a header in Python's notation, raw numbers.</summary>
/// <remarks>
/// Read are versions 1.0, 2.0 and 3.0, both byte orders, C and Fortran order, up to sixteen axes; f4, f2, b1, u1, i1,
/// u2 and i2 become floats, f8, u4, i4, u8 and i8 doubles, and a whole number that no double equals is refused. Python
/// objects are never unpickled. Written is version 1.0, little-endian, C order, so that equal arrays are equal bytes.
/// <para>Source: numpy/lib/format.py, "NEP 1 – A simple file format for NumPy arrays".</para>
/// </remarks>
public static class Npy
{
    private const int Alignment = 64;

    internal static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Writes an array; its name is not kept.</summary>
    /// <param name="stream">Receives the file; need not seek.</param>
    /// <param name="tensor">At most sixteen axes.</param>
    /// <exception cref="ArgumentException">It has more axes.</exception>
    public static void Write(Stream stream, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensor);
        stream.Write(Header(tensor));
        stream.Write(Numbers.Bytes(tensor));
    }

    /// <summary>Reads the array of a file and names it after the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What it may claim.</param>
    /// <exception cref="TensorFileException">The file is missing or not a whole npy file of numbers.</exception>
    public static Tensor Read(string path, TensorLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = TensorFileException.Open(path);
        return Read(stream, path, limits);
    }

    /// <summary>Reads the array of a stream.</summary>
    /// <param name="stream">Read from its present position to its end; not closed.</param>
    /// <param name="name">Its name in messages; without folder and ending, the name of the array.</param>
    /// <param name="limits">What it may claim.</param>
    /// <exception cref="TensorFileException">It is not a whole npy file of numbers.</exception>
    public static Tensor Read(Stream stream, string name, TensorLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var called = Path.GetFileNameWithoutExtension(name);
        return Read(
            new Content(stream, name), called.Length > 0 ? called : name, (limits ?? TensorLimits.Default).Bytes);
    }

    /// <summary>Reads an array that takes at most so many bytes in memory.</summary>
    internal static Tensor Read(Content content, string name, long bytes)
    {
        var header = ReadHeader(content);
        var shape = $"the numbers of shape [{string.Join(", ", header.Shape)}]";
        var count = Numbers.Count(header.Shape, header.Kind);
        if (count is null || (long)count * (Numbers.AreDoubles(header.Kind) ? 8 : 4) > bytes)
            throw content.Bad(
                header.ShapeAt,
                $"claims {shape}, more than the {Math.Min(bytes, int.MaxValue)} bytes they may take in memory");
        var values = Numbers.Read(content, header.Kind, header.BigEndian, count.Value, shape);
        content.End(shape);
        var extents = Array.ConvertAll(header.Shape, extent => (int)extent);
        return new Tensor(name, header.Fortran ? FortranOrder.Undo(values, extents) : values, extents);
    }

    /// <summary>The header of an array, with which its numbers make the file.</summary>
    internal static byte[] Header(Tensor tensor)
    {
        if (tensor.Shape.Count > TensorLimits.Axes)
            throw new ArgumentException(
                $"{tensor.Name} has {tensor.Shape.Count} axes; an npy file takes at most {TensorLimits.Axes}");
        var shape = string.Join(", ", tensor.Shape) + (tensor.Shape.Count == 1 ? "," : "");
        var text = $"{{'descr': '{(tensor.IsDouble ? "<f8" : "<f4")}', 'fortran_order': False, 'shape': ({shape}), }}";
        var start = Magic.Length + 4;
        var length = (start + text.Length + Alignment) / Alignment * Alignment; // room for the line feed
        var header = new byte[length];
        Magic.CopyTo(header);
        header[Magic.Length] = 1; // version 1.0
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(Magic.Length + 2), (ushort)(length - start));
        Encoding.ASCII.GetBytes(text.PadRight(length - start - 1) + "\n", header.AsSpan(start));
        return header;
    }

    /// <summary>Reads up to the first number.</summary>
    internal static NpyHeader ReadHeader(Content content)
    {
        Span<byte> magic = stackalloc byte[Magic.Length];
        content.Fill(magic, "the magic \\x93NUMPY of an npy file");
        if (!magic.SequenceEqual(Magic))
            throw content.Bad(
                0,
                $"expected the magic \\x93NUMPY of an npy file, found {Convert.ToHexString(magic)}; is it npy?");
        Span<byte> version = stackalloc byte[2];
        content.Fill(version, "two bytes with the version");
        if (version is not [1 or 2 or 3, 0])
            throw content.Bad(Magic.Length, $"version {version[0]}.{version[1]}; expected 1.0, 2.0 or 3.0");
        Span<byte> prefix = stackalloc byte[version[0] == 1 ? 2 : 4];
        var at = content.Offset;
        content.Fill(prefix, $"{prefix.Length} bytes with the length of the header");
        var length = prefix.Length == 2
            ? BinaryPrimitives.ReadUInt16LittleEndian(prefix)
            : BinaryPrimitives.ReadUInt32LittleEndian(prefix);
        if (length > TensorLimits.Header)
            throw content.Bad(at, $"claims a header of {length} bytes; at most {TensorLimits.Header} are read");
        var header = new byte[length];
        at = content.Offset;
        content.Fill(header, $"a header of {length} bytes from byte {at}");
        return new NpyHeaderParser(header, at, content).Parse();
    }
}
