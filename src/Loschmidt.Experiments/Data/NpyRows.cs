using Loschmidt.Experiments.Files;

namespace Loschmidt.Experiments.Data;

/// <summary>The rows of a NumPy array of any length, one after another: all axes but the first make a row.</summary>
internal sealed class NpyRows : IDisposable
{
    private readonly DataStream _file;
    private readonly string _name;
    private readonly Content _content;
    private readonly NpyHeader _header;
    private long _read;

    /// <summary>Reads the header.</summary>
    /// <param name="file">Closed with this.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="columns">Numbers a row must have.</param>
    /// <param name="what">What they are, for messages: "784 inputs".</param>
    /// <exception cref="TensorFileException">It is no npy file of numbers.</exception>
    /// <exception cref="DataException">Its rows are of another length, or it runs through columns first.</exception>
    public NpyRows(DataStream file, string name, int columns, string what)
    {
        (_file, _name, Columns) = (file, name, columns);
        _content = new Content(file, name);
        _header = Npy.ReadHeader(_content);
        var shape = _header.Shape;
        if (shape.Length == 0 || Product(shape.AsSpan(1)) != (UInt128)columns)
        {
            throw new DataException(
                name, _header.ShapeAt,
                $"expected an array of rows with {what} each, found the shape [{string.Join(", ", shape)}]");
        }

        if (_header.Fortran && shape.Length > 1)
        {
            throw new DataException(
                name, _header.ShapeAt,
                "an array in Fortran order, whose rows are scattered; save it by numpy.ascontiguousarray");
        }
    }

    /// <summary>Rows.</summary>
    public long Count => _header.Shape[0];

    /// <summary>Numbers a row.</summary>
    public int Columns { get; }

    /// <summary>Overwrites a span with the next row.</summary>
    /// <exception cref="TensorFileException">The file ends before, or goes on behind the last row.</exception>
    /// <exception cref="DataException">A number is not finite.</exception>
    public void Next(Span<double> row)
    {
        var start = _content.Offset;
        var numbers = Numbers.Read(_content, _header.Kind, _header.BigEndian, Columns, $"row {_read} of {Count}");
        for (var i = 0; i < Columns; i++)
        {
            row[i] = numbers is double[] doubles ? doubles[i] : ((float[])numbers)[i];
            if (!double.IsFinite(row[i]))
            {
                throw new DataException(
                    _name, start + ((long)i * Numbers.SizeOf(_header.Kind)),
                    $"number {i} of row {_read} is {row[i]}; expected finite numbers");
            }
        }

        if (++_read == Count)
            _content.End($"{Count} rows");
    }

    public void Dispose() => _file.Dispose();

    private static UInt128 Product(ReadOnlySpan<long> extents)
    {
        UInt128 product = 1;
        foreach (var extent in extents)
        {
            product = product > int.MaxValue && extent > 0 ? product : product * (UInt128)extent;
        }

        return product;
    }
}
