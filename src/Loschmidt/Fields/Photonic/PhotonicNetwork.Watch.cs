using Loschmidt.Machines;

namespace Loschmidt.Fields.Photonic;

/// <content>Pictures of the light and of what it learns.</content>
public sealed partial class PhotonicNetwork<T>
{
    /// <inheritdoc/>
    /// <remarks>
    /// First the intensity of the active grid where the light is now, centred in a frame of the input's size; then the
    /// intensity that each activation or interferometer left in its ancillas; then θ of each layer's own tensor (not
    /// the dense masks).
    /// </remarks>
    public IReadOnlyList<FieldShape> Fields { get; }

    /// <inheritdoc/>
    /// <remarks>Layers.</remarks>
    public int Steps => _layerEnds.Length;

    /// <inheritdoc/>
    public Action<int>? Watcher { get; set; }

    /// <inheritdoc/>
    public void CopyField(int field, int lane, Span<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lane);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(lane, Lanes);
        var shape = Fields[field];
        values = values[..(shape.Width * shape.Height)];
        if (field == 0)
        {
            CopyActiveGrid(lane, values);
        }
        else if (shape.Signed)
        {
            var tensor = Parameters.Tensors.First(one => one.Name == shape.Name);
            Learning.Theta.Slice(tensor.Offset, tensor.Count).CopyTo(values);
        }
        else
        {
            var element = _elements.First(one => one.Name + AncillaSuffix == shape.Name);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = Intensity(_x.View, element.FirstAncilla + i, lane);
            }
        }
    }

    private const string AncillaSuffix = " ancillas";

    private void CopyActiveGrid(int lane, Span<double> values)
    {
        var (rows, columns) = _grids[_layersPassed];
        var frame = Fields[0];
        var (top, left) = ((frame.Height - rows) / 2, (frame.Width - columns) / 2);
        values.Clear();
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                values[(top + i) * frame.Width + left + j] = Intensity(_x.View, i * columns + j, lane);
            }
        }
    }

    // Counts a layer as passed when the boundary between two elements is also one between two layers.
    private int Announce(int layersDone, int boundary, int direction)
    {
        var next = _layersPassed + (direction > 0 ? 0 : -2);
        if (boundary != (next < 0 ? 0 : _layerEnds[next]))
            return layersDone;
        _layersPassed += direction;
        Watcher?.Invoke(layersDone + 1);
        return layersDone + 1;
    }

    private List<FieldShape> DescribeFields(PhotonicNetworkBuilder plan)
    {
        var light = new FieldShape("intensity", _grids.Max(grid => grid.Columns), _grids.Max(grid => grid.Rows), "|Ψ|²", false);
        var fields = new List<FieldShape>
        {
            light.Height == 1 ? light with { Across = plan.Mode, Down = plan.Stage } : light,
        };
        for (int element = 0, layer = 0; element < _elements.Length; element++)
        {
            if (element == _layerEnds[layer])
                layer++;
            if (_elements[element].Ancillas > 0)
            {
                var (rows, columns) = _grids[layer + 1];
                fields.Add(new FieldShape(_elements[element].Name + AncillaSuffix, columns, rows, "|a|²", false));
            }
        }

        fields.AddRange(
            from tensor in Parameters.Tensors
            where tensor.Name.Count(letter => letter == '/') == 1
            select new FieldShape(tensor.Name, tensor.Shape[1], tensor.Shape[0], "θ", true));
        return fields;
    }
}
