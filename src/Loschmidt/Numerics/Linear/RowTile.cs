using System.Numerics;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Linear;

/// <summary>
/// One product C = C₀ + AB of <see cref="RowTiles"/>: vectors along the columns of B and C, A read number by number.
/// </summary>
/// <remarks>
/// A has two strides of its own, so that one set of loops serves xW (depth along a row of x) and xᵀy (depth down the
/// rows).
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal readonly unsafe struct RowTile<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>First number of the left factor.</summary>
    public required T* A { get; init; }

    /// <summary>Elements from one row of C to the next.</summary>
    public required nint ARow { get; init; }

    /// <summary>Elements from one term of a sum to the next.</summary>
    public required nint ADepth { get; init; }

    /// <summary>First vector of the right factor.</summary>
    public required T* B { get; init; }

    /// <summary>Elements from one term of a sum to the next.</summary>
    public required nint BDepth { get; init; }

    /// <summary>C₀; its rows may all be the same one, and it may be C.</summary>
    public required T* Start { get; init; }

    /// <summary>Elements from one row of C₀ to the next.</summary>
    public required nint StartRow { get; init; }

    /// <summary>Overwritten.</summary>
    public required T* C { get; init; }

    /// <summary>Elements from one row of C to the next.</summary>
    public required nint CRow { get; init; }

    /// <summary>Terms of a sum.</summary>
    public required int Depth { get; init; }

    /// <summary>The same product from a later row of C on.</summary>
    public RowTile<T> FromRow(nint row) => this with
    {
        A = A + row * ARow, Start = Start + row * StartRow, C = C + row * CRow,
    };

    /// <summary>The same product from a later vector of every row on.</summary>
    public RowTile<T> FromVector(int vector)
    {
        nint elements = vector * Vector512<T>.Count;
        return this with { B = B + elements, Start = Start + elements, C = C + elements };
    }
}
