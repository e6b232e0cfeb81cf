using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>How files write numbers that are missing, and numbers that no machine can take.</summary>
internal static class Missing
{
    /// <summary>What helps.</summary>
    public const string Cure =
        "set data.missing, or for one file --missing of predict and evaluate, to 'previous' (the one before it) or 'zero'";

    /// <summary>Largest number of a series: costs are squares, and that of a larger one is beyond 32 bits.</summary>
    public const double LargestNumber = 1e18;

    /// <summary>Holds a number to what a machine can take.</summary>
    /// <exception cref="DataException">It is too large.</exception>
    public static double Checked(double number, Func<SourcePosition> where) => Math.Abs(number) <= LargestNumber
        ? number
        : throw new DataException(
            where(), FormattableString.Invariant($"{number:G4} is beyond 1e18, and its square beyond what 32 bits hold; ")
                + "is it a mark for a missing number (write ?), or does the series need another unit?");

    /// <summary>Whether a cell is one of <c>?</c>, <c>NaN</c> and <c>NA</c> in any case of letters.</summary>
    public static bool Is(ReadOnlySpan<byte> cell) => cell.Length switch
    {
        1 => cell[0] == '?',
        2 => (cell[0] | 0x20) == 'n' && (cell[1] | 0x20) == 'a',
        3 => (cell[0] | 0x20) == 'n' && (cell[1] | 0x20) == 'a' && (cell[2] | 0x20) == 'n',
        _ => false,
    };
}
