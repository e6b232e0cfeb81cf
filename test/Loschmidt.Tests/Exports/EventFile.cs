using System.Buffers.Binary;
using Loschmidt.Tests.Support;

namespace Loschmidt.Tests.Exports;

/// <summary>Reads and checks the records of an event file of TensorBoard; shares nothing with what writes them.</summary>
internal static class EventFile
{
    /// <summary>The messages of all records.</summary>
    /// <exception cref="InvalidDataException">A check does not fit, or the file ends within a record.</exception>
    public static IReadOnlyList<ProtoReader> Read(byte[] file)
    {
        var events = new List<ProtoReader>();
        for (var at = 0; at < file.Length;)
        {
            if (file.Length - at < 16)
                throw new InvalidDataException($"ends within a record at byte {at}");
            var length = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at));
            Check(file.AsSpan(at, 8), file.AsSpan(at + 8), $"length at byte {at}");
            if (file.Length - at < 16 + length)
                throw new InvalidDataException($"ends within a message at byte {at}");
            Check(file.AsSpan(at + 12, length), file.AsSpan(at + 12 + length), $"message at byte {at}");
            events.Add(new ProtoReader(file.AsSpan(at + 12, length)));
            at += 16 + length;
        }

        return events;
    }

    /// <summary>Bit by bit from the polynomial x³² + x²⁸ + x²⁷ + … of iSCSI (RFC 3720), without a table.</summary>
    public static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var carry = ((crc ^ ((uint)value >> bit)) & 1) == 1;
                crc = (crc >> 1) ^ (carry ? 0x82F63B78u : 0);
            }
        }

        return ~crc;
    }

    private static void Check(ReadOnlySpan<byte> data, ReadOnlySpan<byte> written, string what)
    {
        var masked = BinaryPrimitives.ReadUInt32LittleEndian(written) - 0xA282EAD8u;
        if (((masked >> 17) | (masked << 15)) != Crc(data))
            throw new InvalidDataException($"the check of the {what} does not fit");
    }
}
