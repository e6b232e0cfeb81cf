using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Loschmidt.Numerics.Fourier;

namespace Loschmidt.Benchmarks;

/// <summary>Times the transforms the machines live on: photonic grids of one vector, lattices of one lane.</summary>
internal static class FourierTimings
{
    private delegate void Transform<T>(Span<T> re, Span<T> im);

    /// <summary>Prints microseconds per two-dimensional transform: the best of many short batches, one thread.</summary>
    public static void Run(TextWriter output)
    {
        output.WriteLine("transform              lanes  type     us/call   us/lane");
        Run<float>(output, 16);
        Run<double>(output, 8);
    }

    private static void Run<T>(TextWriter output, int vector)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Periodic<T>(output, 31, 31, vector);
        Periodic<T>(output, 21, 21, vector);
        Periodic<T>(output, 17, 17, vector);
        Periodic<T>(output, 9, 9, vector);
        Periodic<T>(output, 32, 32, 1);
        Periodic<T>(output, 64, 64, 1);
        Walls<T>(output, 50, 150, 1);
        Walls<T>(output, 50, 150, vector);
        Periodic<T>(output, 128, 128, 1);
        Walls<T>(output, 63, 127, 1);
        Periodic<T>(output, 100, 100, 1);
    }

    private static void Periodic<T>(TextWriter output, int rows, int columns, int lanes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var plan = new Fourier2D<T>(rows, columns);
        Report<T>(output, "Fourier", rows, columns, lanes, (re, im) => plan.Forward(re, im, lanes));
    }

    private static void Walls<T>(TextWriter output, int rows, int columns, int lanes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var plan = new SineTransform2D<T>(rows, columns);
        Report<T>(output, "Sine", rows, columns, lanes, (re, im) => plan.Apply(re, im, lanes));
    }

    private static unsafe void Report<T>(
        TextWriter output, string name, int rows, int columns, int lanes, Transform<T> transform)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var count = rows * columns * lanes;
        var line = 64 / sizeof(T);
        var store = GC.AllocateArray<T>(2 * count + 2 * line, pinned: true);
        int start;
        fixed (T* p = store)
        {
            start = (int)((64 - ((nint)p & 63)) % 64) / sizeof(T);
        }

        for (var i = 0; i < store.Length; i++)
        {
            store[i] = T.CreateChecked(Math.Sin(i * (double)i));
        }

        var re = store.AsSpan(start, count);
        var im = store.AsSpan(start + (count + line - 1) / line * line, count);
        var repeats = Math.Max(2, 1_000_000 / count);
        var best = double.PositiveInfinity;
        for (var batch = 0; batch < 60; batch++)
        {
            var begin = Stopwatch.GetTimestamp();
            for (var i = 0; i < repeats; i++)
            {
                transform(re, im);
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(begin).TotalMicroseconds / repeats);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-8} {rows,4} x {columns,-4} {lanes,8}  {typeof(T).Name,-7} {best,8:f2} {best / lanes,9:f3}"));
    }
}
