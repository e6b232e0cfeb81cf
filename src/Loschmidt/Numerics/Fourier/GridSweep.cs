using System.Numerics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>One transform along each axis of a grid [rows × columns × lanes].</summary>
internal sealed unsafe class GridSweep<T>(VectorColumn<T> alongColumns, VectorColumn<T> alongRows)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ColumnSweep<T> _vertical = new(alongColumns);
    private readonly ColumnSweep<T> _horizontal = new(alongRows);

    /// <summary>Sites of the slow direction.</summary>
    public int Rows => _vertical.Length;

    /// <summary>Sites of the fast direction.</summary>
    public int Columns => _horizontal.Length;

    /// <summary>Transforms both directions in place, rows first while they stream through the cache.</summary>
    public void Transform(T* re, T* im, nint lanes)
    {
        var row = Columns * lanes;
        if (lanes == 1)
        {
            _horizontal.Rows(re, im, Rows);
        }
        else
        {
            for (nint j = 0; j < Rows; j++)
            {
                _horizontal.Columns(re + j * row, im + j * row, lanes, lanes);
            }
        }

        _vertical.Columns(re, im, row, row);
    }
}
