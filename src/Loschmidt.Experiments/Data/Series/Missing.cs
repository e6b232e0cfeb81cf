namespace Loschmidt.Experiments.Data.Series;

/// <summary>How files write numbers that are missing.</summary>
internal static class Missing
{
    /// <summary>Whether a cell is one of <c>?</c>, <c>NaN</c> and <c>NA</c> in any case of letters.</summary>
    public static bool Is(ReadOnlySpan<byte> cell) => cell.Length switch
    {
        1 => cell[0] == '?',
        2 => (cell[0] | 0x20) == 'n' && (cell[1] | 0x20) == 'a',
        3 => (cell[0] | 0x20) == 'n' && (cell[1] | 0x20) == 'a' && (cell[2] | 0x20) == 'n',
        _ => false,
    };
}
