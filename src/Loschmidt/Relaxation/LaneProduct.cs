using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Linear;

namespace Loschmidt.Relaxation;

/// <summary>Products of a matrix that all samples share with vectors of lanes.</summary>
internal static unsafe class LaneProduct
{
    /// <summary>to += A from.</summary>
    /// <param name="matrix">A, [rows × depth] by the two strides.</param>
    /// <param name="matrixRow">Elements from one row of A to the next.</param>
    /// <param name="matrixDepth">Elements from one column of A to the next.</param>
    /// <param name="from">[depth × row].</param>
    /// <param name="to">[rows × row], <b>accumulated</b>.</param>
    /// <param name="row">Elements of a row of both.</param>
    /// <param name="rows">Rows of A.</param>
    /// <param name="depth">Columns of A.</param>
    /// <param name="vectors">Vectors of each row that take part, from the first.</param>
    public static void Add<T>(
        T* matrix, nint matrixRow, nint matrixDepth, T* from, T* to, nint row, int rows, int depth, int vectors)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var v = 0; v < vectors;)
        {
            var panel = PackedMatrix<T>.PanelVectors(vectors - v);
            var target = to + v * Vector512<T>.Count;
            RowTiles.Panel(
                new RowTile<T>
                {
                    A = matrix, ARow = matrixRow, ADepth = matrixDepth, B = from + v * Vector512<T>.Count, BDepth = row,
                    Start = target, StartRow = row, C = target, CRow = row, Depth = depth,
                },
                rows,
                panel);
            v += panel;
        }
    }
}
