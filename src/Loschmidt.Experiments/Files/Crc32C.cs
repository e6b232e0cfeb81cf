namespace Loschmidt.Experiments.Files;

/// <summary>The cyclic redundancy check of Castagnoli (reflected polynomial 82F63B78), as event files frame their records with it.</summary>
internal static class Crc32C
{
    private static readonly uint[] Table = MakeTable();

    /// <summary>The check of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> data)
    {
        var crc = 0xFFFF_FFFFu;
        foreach (var value in data)
        {
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    /// <summary>Turned and shifted: a check that is itself among the checked bytes would not notice every change.</summary>
    public static uint Masked(ReadOnlySpan<byte> data)
    {
        var crc = Of(data);
        return ((crc >> 15) | (crc << 17)) + 0xA282_EAD8u;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F6_3B78u : crc >> 1;
            }

            table[i] = crc;
        }

        return table;
    }
}
