using System.Buffers.Binary;
using Loschmidt.Experiments.Files;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>The numbers of MATLAB 5 files.</summary>
internal static class MatNumber
{
    private const long Exact = 1L << 53;

    /// <summary>The kind of a type of elements; null where it holds no numbers.</summary>
    public static NumberKind? Kind(uint type) => type switch
    {
        1 => NumberKind.Int8,
        2 => NumberKind.UInt8,
        3 => NumberKind.Int16,
        4 => NumberKind.UInt16,
        5 => NumberKind.Int32,
        6 => NumberKind.UInt32,
        7 => NumberKind.Float32,
        9 => NumberKind.Float64,
        12 => NumberKind.Int64,
        13 => NumberKind.UInt64,
        _ => null,
    };

    /// <summary>One number; NaN where a whole one is no double.</summary>
    public static double Read(ReadOnlySpan<byte> bytes, NumberKind kind, bool bigEndian) => kind switch
    {
        NumberKind.Int8 => (sbyte)bytes[0],
        NumberKind.UInt8 => bytes[0],
        NumberKind.Int16 => (short)Word(bytes, 2, bigEndian),
        NumberKind.UInt16 => (ushort)Word(bytes, 2, bigEndian),
        NumberKind.Int32 => (int)Word(bytes, 4, bigEndian),
        NumberKind.UInt32 => (uint)Word(bytes, 4, bigEndian),
        NumberKind.Float32 => BitConverter.UInt32BitsToSingle((uint)Word(bytes, 4, bigEndian)),
        NumberKind.Int64 =>
            (long)Word(bytes, 8, bigEndian) is >= -Exact and <= Exact and var whole ? whole : double.NaN,
        NumberKind.UInt64 => Word(bytes, 8, bigEndian) is <= (ulong)Exact and var whole ? whole : double.NaN,
        _ => BitConverter.UInt64BitsToDouble(Word(bytes, 8, bigEndian)),
    };

    private static ulong Word(ReadOnlySpan<byte> bytes, int size, bool bigEndian) => (size, bigEndian) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (4, true) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        (_, true) => BinaryPrimitives.ReadUInt64BigEndian(bytes),
        (_, false) => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
    };
}
