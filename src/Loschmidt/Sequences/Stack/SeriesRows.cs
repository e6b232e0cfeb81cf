using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics;

namespace Loschmidt.Sequences.Stack;

/// <summary>Reads pieces of series, or of their targets, into rows (step, lane) of padded channels.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class SeriesRows<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double[] _values;
    private readonly AlignedBuffer<T> _rows;

    /// <summary>Reserves room for a piece.</summary>
    /// <param name="steps">Most steps of a piece.</param>
    /// <param name="lanes">Lanes.</param>
    /// <param name="channels">Numbers of a step.</param>
    public SeriesRows(int steps, int lanes, int channels)
    {
        (Lanes, Channels, Width) = (lanes, channels, StackShape.Padded<T>(channels));
        _values = new double[steps * channels];
        _rows = new AlignedBuffer<T>((long)steps * lanes * Width);
    }

    /// <summary>Lanes.</summary>
    public int Lanes { get; }

    /// <summary>Numbers of a step.</summary>
    public int Channels { get; }

    /// <summary>Elements of a row.</summary>
    public int Width { get; }

    /// <summary>The rows; what was not read is zero.</summary>
    public unsafe T* Pointer => _rows.Pointer;

    /// <summary>The rows.</summary>
    public Span<T> Span => _rows.Span;

    /// <summary>Bytes of such rows.</summary>
    public static unsafe long BytesFor(int steps, int lanes, int channels) =>
        ((long)steps * lanes * StackShape.Padded<T>(channels) * sizeof(T)) + (8L * steps * channels);

    /// <summary>Makes all rows zero.</summary>
    public void Clear() => _rows.Span.Clear();

    /// <summary>Overwrites the first rows of a lane with its input.</summary>
    /// <param name="series">The samples.</param>
    /// <param name="source">Lane of the series.</param>
    /// <param name="lane">Lane of the rows.</param>
    /// <param name="start">First step.</param>
    /// <param name="count">Number of steps.</param>
    public void ReadInput(ISeries series, int source, int lane, int start, int count)
    {
        var values = _values.AsSpan(0, count * Channels);
        series.Read(source, start, count, values);
        for (var step = 0; step < count; step++)
        {
            Round(values.Slice(step * Channels, Channels), (step * Lanes) + lane);
        }
    }

    /// <summary>Overwrites one row with a target.</summary>
    /// <param name="series">The samples.</param>
    /// <param name="source">Lane of the series.</param>
    /// <param name="row">Which row.</param>
    /// <param name="target">Which target.</param>
    public void ReadTarget(ISeries series, int source, int row, int target)
    {
        var values = _values.AsSpan(0, Channels);
        series.ReadTargets(source, target, 1, values);
        Round(values, row);
    }

    /// <summary>Overwrites the first rows of a single lane with numbers at hand, [steps × channels].</summary>
    public void Set(ReadOnlySpan<double> values)
    {
        for (var step = 0; step < values.Length / Channels; step++)
        {
            Round(values.Slice(step * Channels, Channels), step);
        }
    }

    private void Round(ReadOnlySpan<double> values, int row)
    {
        var destination = _rows.Span.Slice(row * Width, Channels);
        for (var channel = 0; channel < destination.Length; channel++)
        {
            destination[channel] = T.CreateTruncating(values[channel]);
        }
    }
}
