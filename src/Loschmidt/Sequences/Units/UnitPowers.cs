using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics;

namespace Loschmidt.Sequences.Units;

/// <summary>Powers of the step of a linear unit, M⁰ … M¹⁶, by which a segment of time that was begun at rest is
/// corrected.</summary>
/// <remarks>
/// The way home is only found if M¹⁶ has the determinant 1. Its entries are therefore carried with what their rounding
/// loses: rounded alone, they cost another digit of the way home after 10⁴ steps.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TWord">One step, linear in the state.</typeparam>
internal sealed unsafe class UnitPowers<T, TWord>(UnitShape shape)
    where T : unmanaged, IFloatingPointIeee754<T>
    where TWord : struct, IUnitWord<T>
{
    /// <summary>Steps of a segment.</summary>
    public const int Segment = 16;

    private const int Rows = 2 * (Segment + 1) + 2 + 4;

    private readonly AlignedBuffer<T> _rows = new((long)Rows * shape.Elements);

    /// <summary>Entries of one power: ∂φ/∂φ₀, ∂φ/∂π₀.</summary>
    public static int Power => 2 * Vector512<T>.Count;

    /// <summary>
    /// M⁰ … M¹⁶ of the vector that begins at an element; then ∂π/∂φ₀, ∂π/∂π₀ of M¹⁶; then what rounding lost of all
    /// four entries of M¹⁶, φ first. Keep this object reachable while using them.
    /// </summary>
    public T* At(int element) => _rows.Pointer + element / Vector512<T>.Count * Rows * Vector512<T>.Count;

    /// <summary>Overwrites all powers.</summary>
    public void Load(UnitTable<T> table)
    {
        Span<double> c = stackalloc double[TWord.Coefficients];
        for (var element = 0; element < shape.Elements; element++)
        {
            var place = element % Vector512<T>.Count;
            var row = At(element) + place;
            table.Read(element, c);
            var m = TWord.Matrix(c);
            var (φφ, φπ, πφ, ππ) = (1.0, 0.0, 0.0, 1.0);
            for (var j = 0; j < Segment; j++)
            {
                Put(ref row, φφ);
                Put(ref row, φπ);
                (φφ, πφ) = (m.PhiPhi * φφ + m.PhiPi * πφ, m.PiPhi * φφ + m.PiPi * πφ);
                (φπ, ππ) = (m.PhiPhi * φπ + m.PhiPi * ππ, m.PiPhi * φπ + m.PiPi * ππ);
            }

            // A palindrome has equal diagonal entries; what its determinant lacks of 1 is made up by the smallest
            // change there is.
            var a = (φφ + ππ) / 2;
            var lacking = -DeterminantBeyondOne(a, φπ, πφ) / (4 * a * a + φπ * φπ + πφ * πφ);
            var δa = Put(ref row, a) + 2 * a * lacking;
            var δφπ = Put(ref row, φπ) - πφ * lacking;
            var δπφ = Put(ref row, πφ) - φπ * lacking;
            Put(ref row, a);
            Put(ref row, δa);
            Put(ref row, δφπ);
            Put(ref row, δπφ);
            Put(ref row, δa);
        }
    }

    // a² − bc − 1 to the square of a rounding.
    private static double DeterminantBeyondOne(double a, double b, double c)
    {
        var (square, product) = (a * a, b * c);
        var lost = Math.FusedMultiplyAdd(a, a, -square) - Math.FusedMultiplyAdd(b, c, -product);
        var difference = square - product;
        var rounded = square - difference;
        lost += square - (difference + rounded) + (rounded - product);
        return difference - 1 + lost;
    }

    // Writes a number, goes on to the next row and returns what rounding lost.
    private static double Put(ref T* row, double value)
    {
        *row = T.CreateTruncating(value);
        var lost = value - double.CreateTruncating(*row);
        row += Vector512<T>.Count;
        return lost;
    }
}
