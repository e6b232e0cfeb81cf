namespace Loschmidt.Experiments.Files;

/// <summary>Turns arrays whose first index runs fastest into arrays whose last index does.</summary>
internal static class FortranOrder
{
    /// <summary>The entries with the last index fastest; the same array where both orders are one.</summary>
    public static Array Undo(Array values, ReadOnlySpan<int> shape) => values is double[] doubles
        ? Undo(doubles, shape)
        : Undo((float[])values, shape);

    private static TNumber[] Undo<TNumber>(TNumber[] values, ReadOnlySpan<int> shape)
    {
        var extended = 0;
        foreach (var extent in shape)
        {
            extended += extent != 1 ? 1 : 0;
        }

        if (extended <= 1 || values.Length == 0)
            return values;
        var strides = new int[shape.Length];
        for (int axis = 0, stride = 1; axis < shape.Length; stride *= shape[axis++])
        {
            strides[axis] = stride;
        }

        var ordered = new TNumber[values.Length];
        var index = new int[shape.Length];
        for (int to = 0, from = 0; to < ordered.Length; to++)
        {
            ordered[to] = values[from];
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++index[axis] < shape[axis])
                    break;
                from -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return ordered;
    }
}
