using System.Buffers.Binary;

namespace Loschmidt.Studio.Lab;

/// <summary>Records of a film: u32 kind (1 a JSON document, 2 a frame), u32 length, payload, all little-endian.</summary>
/// <remarks>A frame is i32 leg, i32 step, then its arrays as float32, in the order of the header's fields.</remarks>
internal static class FilmRecord
{
    /// <summary>Media type of a stream of records.</summary>
    public const string MediaType = "application/vnd.loschmidt.film";

    private const int Head = 8, FrameHead = 8;
    private const uint Document = 1, Picture = 2;

    /// <summary>A record of a JSON document.</summary>
    public static byte[] Text(ReadOnlySpan<byte> json)
    {
        var record = Begin(Document, json.Length);
        json.CopyTo(record.AsSpan(Head));
        return record;
    }

    /// <summary>A record of a frame.</summary>
    public static byte[] Frame(int leg, int step, params IEnumerable<double[]> arrays)
    {
        double[][] all = [.. arrays];
        var record = Begin(Picture, FrameHead + (all.Sum(array => array.Length) * sizeof(float)));
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(Head), leg);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(Head + sizeof(int)), step);
        var at = Head + FrameHead;
        foreach (var array in all)
        {
            Write(record.AsSpan(at), array);
            at += array.Length * sizeof(float);
        }

        return record;
    }

    private static void Write(Span<byte> record, double[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(record[(i * sizeof(float))..], (float)values[i]);
        }
    }

    private static byte[] Begin(uint kind, int length)
    {
        var record = new byte[Head + length];
        BinaryPrimitives.WriteUInt32LittleEndian(record, kind);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(sizeof(uint)), (uint)length);
        return record;
    }
}
