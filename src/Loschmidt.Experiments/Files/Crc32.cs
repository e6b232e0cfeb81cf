namespace Loschmidt.Experiments.Files;

/// <summary>The check sum of PNG and ZIP (ISO 3309, polynomial 04C11DB7 bit-reversed).</summary>
internal static class Crc32
{
    private static readonly uint[] Table = MakeTable();

    /// <summary>The sum of bytes that follow others.</summary>
    /// <param name="before">The sum of what came before; 0 at the start.</param>
    /// <param name="data">The bytes that follow.</param>
    public static uint Update(uint before, ReadOnlySpan<byte> data)
    {
        var crc = ~before;
        foreach (var b in data)
        {
            crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}
