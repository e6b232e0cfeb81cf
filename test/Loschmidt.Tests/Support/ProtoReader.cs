using System.Buffers.Binary;
using System.Text;

namespace Loschmidt.Tests.Support;

/// <summary>A message of protocol buffers taken apart; shares nothing with what writes them.</summary>
internal sealed class ProtoReader
{
    private readonly List<(int Field, ulong Number, byte[]? Bytes)> _fields = [];

    public ProtoReader(ReadOnlySpan<byte> message)
    {
        while (message.Length > 0)
        {
            var tag = Varint(ref message);
            var (field, kind) = ((int)(tag >> 3), (int)(tag & 7));
            switch (kind)
            {
                case 0:
                    _fields.Add((field, Varint(ref message), null));
                    break;
                case 1:
                    _fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(message), null));
                    message = message[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref message);
                    _fields.Add((field, 0, message[..length].ToArray()));
                    message = message[length..];
                    break;
                case 5:
                    _fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(message), null));
                    message = message[4..];
                    break;
                default:
                    throw new InvalidDataException($"field {field} has the unknown wire type {kind}");
            }
        }
    }

    public bool Has(int field) => _fields.Any(each => each.Field == field);

    public long Long(int field) => (long)Only(field).Number;

    public double Double(int field) => BitConverter.UInt64BitsToDouble(Only(field).Number);

    public float Single(int field) => BitConverter.UInt32BitsToSingle((uint)Only(field).Number);

    public byte[] Bytes(int field) => Only(field).Bytes!;

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    public ProtoReader Message(int field) => new(Bytes(field));

    public IReadOnlyList<ProtoReader> Messages(int field) =>
        [.. _fields.Where(each => each.Field == field).Select(each => new ProtoReader(each.Bytes))];

    private (int Field, ulong Number, byte[]? Bytes) Only(int field) => _fields.Where(each => each.Field == field).ShouldHaveSingleItem();

    private static ulong Varint(ref ReadOnlySpan<byte> message)
    {
        var value = 0ul;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[0];
            message = message[1..];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
