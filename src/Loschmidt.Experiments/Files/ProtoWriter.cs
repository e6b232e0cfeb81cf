using System.Buffers.Binary;
using System.Text;

namespace Loschmidt.Experiments.Files;

/// <summary>Writes a message in the wire format of protocol buffers, field after field in the order of the calls.</summary>
/// <remarks>Only what is written by name is written: a number equal to its default takes its bytes like any other.</remarks>
internal sealed class ProtoWriter
{
    private readonly MemoryStream _bytes = new();

    /// <summary>The message so far.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length);

    /// <summary>A whole number: int32, int64, bool or an enumeration.</summary>
    public ProtoWriter Varint(int field, long value)
    {
        Tag(field, 0);
        Raw((ulong)value);
        return this;
    }

    /// <summary>A double.</summary>
    public ProtoWriter Double(int field, double value) => Fixed64(field, (ulong)BitConverter.DoubleToInt64Bits(value));

    /// <summary>Eight bytes: fixed64 or sfixed64.</summary>
    public ProtoWriter Fixed64(int field, ulong value)
    {
        Tag(field, 1);
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>A float.</summary>
    public ProtoWriter Single(int field, float value)
    {
        Tag(field, 5);
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>Text in UTF-8.</summary>
    public ProtoWriter Text(int field, string value) => Blob(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A message within the message.</summary>
    public ProtoWriter Message(int field, ProtoWriter value) => Blob(field, value.Bytes);

    /// <summary>Bytes.</summary>
    public ProtoWriter Blob(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, 2);
        Raw((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    private void Tag(int field, int kind) => Raw((ulong)((field << 3) | kind));

    private void Raw(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.WriteByte((byte)(value | 0x80));
        }

        _bytes.WriteByte((byte)value);
    }
}
