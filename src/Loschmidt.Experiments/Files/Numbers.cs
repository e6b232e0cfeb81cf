using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Loschmidt.Experiments.Files;

/// <summary>Reads numbers of any kind as floats or doubles, whichever is the smaller that holds every one of
/// them.</summary>
internal static class Numbers
{
    private const int Block = 1 << 16;

    /// <summary>Bytes of one number in the file.</summary>
    public static int SizeOf(NumberKind kind) => kind switch
    {
        NumberKind.Bool or NumberKind.Int8 or NumberKind.UInt8 => 1,
        NumberKind.Int16 or NumberKind.UInt16 or NumberKind.Float16 or NumberKind.BrainFloat16 => 2,
        NumberKind.Int32 or NumberKind.UInt32 or NumberKind.Float32 => 4,
        _ => 8,
    };

    /// <summary>Whether numbers of a kind are read as doubles; as floats otherwise.</summary>
    public static bool AreDoubles(NumberKind kind) => kind is NumberKind.Float64
        or NumberKind.Int32 or NumberKind.UInt32 or NumberKind.Int64 or NumberKind.UInt64;

    /// <summary>Entries of a shape that fit an array in memory; null where there are too many.</summary>
    public static int? Count(ReadOnlySpan<long> shape, NumberKind kind)
    {
        UInt128 product = 1;
        foreach (var extent in shape)
        {
            product = product > int.MaxValue && extent > 0 ? product : product * (UInt128)extent;
        }

        var bytes = product * (AreDoubles(kind) ? 8u : 4u);
        return bytes <= int.MaxValue ? (int)product : null;
    }

    /// <summary>Reads numbers; the array grows with the bytes that arrive.</summary>
    /// <returns>An array of floats or doubles.</returns>
    /// <exception cref="TensorFileException">The content ends before, or a whole number is too large for a
    /// double.</exception>
    public static Array Read(Content content, NumberKind kind, bool bigEndian, int count, string what) =>
        AreDoubles(kind)
            ? Read<double>(content, kind, bigEndian, count, what)
            : Read<float>(content, kind, bigEndian, count, what);

    /// <summary>The numbers of a tensor as files keep them.</summary>
    /// <exception cref="PlatformNotSupportedException">The machine is big-endian.</exception>
    public static ReadOnlySpan<byte> Bytes(Tensor tensor)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("arrays are written on little-endian machines only");
        return tensor.IsDouble
            ? MemoryMarshal.AsBytes(tensor.Doubles.AsSpan())
            : MemoryMarshal.AsBytes(tensor.Floats.AsSpan());
    }

    private static TNumber[] Read<TNumber>(Content content, NumberKind kind, bool bigEndian, int count, string what)
        where TNumber : unmanaged, INumberBase<TNumber>
    {
        var size = SizeOf(kind);
        var values = new TNumber[Math.Min(count, Math.Max(content.Certain / size, Block / size))];
        var block = new byte[(int)Math.Min((long)count * size, Block)];
        for (var filled = 0; filled < count;)
        {
            if (filled == values.Length)
                Array.Resize(ref values, (int)Math.Min(count, 2L * values.Length));
            var bytes = block.AsSpan(0, size * Math.Min(Block / size, values.Length - filled));
            var start = content.Offset;
            content.Fill(bytes, what);
            if (bigEndian == BitConverter.IsLittleEndian)
                Swap(bytes, size);
            Convert(bytes, kind, values.AsSpan(filled));
            if (kind is NumberKind.Int64 or NumberKind.UInt64)
                RequireExact(content, bytes, start, kind == NumberKind.UInt64);
            filled += bytes.Length / size;
        }

        return values;
    }

    private static void Swap(Span<byte> bytes, int size)
    {
        switch (size)
        {
            case 2:
                var words = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(words, words);
                break;
            case 4:
                var doubles = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(doubles, doubles);
                break;
            case 8:
                var quads = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(quads, quads);
                break;
            default:
                break;
        }
    }

    private static void Convert<TNumber>(ReadOnlySpan<byte> bytes, NumberKind kind, Span<TNumber> values)
        where TNumber : unmanaged, INumberBase<TNumber>
    {
        switch (kind)
        {
            case NumberKind.Float32 or NumberKind.Float64:
                bytes.CopyTo(MemoryMarshal.AsBytes(values)); // every bit, those of a NaN too
                break;
            case NumberKind.BrainFloat16:
                var floats = MemoryMarshal.Cast<TNumber, uint>(values);
                var halves = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (var i = 0; i < halves.Length; i++)
                {
                    floats[i] = (uint)halves[i] << 16;
                }

                break;
            case NumberKind.Bool:
                for (var i = 0; i < bytes.Length; i++)
                {
                    values[i] = bytes[i] == 0 ? TNumber.Zero : TNumber.One;
                }

                break;
            case NumberKind.Float16:
                Widen<Half, TNumber>(bytes, values);
                break;
            case NumberKind.Int8:
                Widen<sbyte, TNumber>(bytes, values);
                break;
            case NumberKind.UInt8:
                Widen<byte, TNumber>(bytes, values);
                break;
            case NumberKind.Int16:
                Widen<short, TNumber>(bytes, values);
                break;
            case NumberKind.UInt16:
                Widen<ushort, TNumber>(bytes, values);
                break;
            case NumberKind.Int32:
                Widen<int, TNumber>(bytes, values);
                break;
            case NumberKind.UInt32:
                Widen<uint, TNumber>(bytes, values);
                break;
            case NumberKind.Int64:
                Widen<long, TNumber>(bytes, values);
                break;
            default:
                Widen<ulong, TNumber>(bytes, values);
                break;
        }
    }

    private static void Widen<TSource, TNumber>(ReadOnlySpan<byte> bytes, Span<TNumber> values)
        where TSource : unmanaged, INumberBase<TSource>
        where TNumber : unmanaged, INumberBase<TNumber>
    {
        var source = MemoryMarshal.Cast<byte, TSource>(bytes);
        for (var i = 0; i < source.Length; i++)
        {
            values[i] = TNumber.CreateTruncating(source[i]);
        }
    }

    /// <summary>A whole number that is no double would be another number: refused rather than rounded.</summary>
    private static void RequireExact(Content content, ReadOnlySpan<byte> bytes, long start, bool unsigned)
    {
        const long Exact = 1L << 53;
        var numbers = MemoryMarshal.Cast<byte, long>(bytes);
        var smallest = unsigned ? 0 : -Exact;
        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] >= smallest && numbers[i] <= Exact)
                continue;
            var number = unsigned ? (Int128)(ulong)numbers[i] : numbers[i];
            if ((Int128)(double)number != number)
                throw content.Bad(start + 8L * i, $"the whole number {number} has no double of the same value");
        }
    }
}
