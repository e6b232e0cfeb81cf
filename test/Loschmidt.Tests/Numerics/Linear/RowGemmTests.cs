using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics;
using Loschmidt.Numerics.Linear;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Tests.Numerics.Linear;

public sealed unsafe class RowGemmTests
{
    // Rows that leave a rest in every height of tile; columns that make every width of panel, alone and after a wide
    // one.
    public static TheoryData<int, int, int> Shapes()
    {
        var shapes = new TheoryData<int, int, int>();
        foreach (var rows in new[] { 1, 3, 4, 7, 21, 40 })
        {
            foreach (var k in new[] { 1, 2, 5, 16, 33, 130 })
            {
                foreach (var m in new[] { 1, 7, 8, 16, 19, 33, 64, 100, 129 })
                    shapes.Add(rows, k, m);
            }
        }

        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_product_is_the_sum_over_the_depth(int rows, int k, int m)
    {
        Product<float>(rows, k, m, 3e-7);
        Product<double>(rows, k, m, 6e-16);
    }

    private static void Product<T>(int rows, int k, int m, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var weights = Numbers<double>(k * m, 1);
        var w = new PackedMatrix<T>(k, m);
        w.Pack(weights);
        var (xStride, yStride) = (k + 3, w.Width + Vector512<T>.Count);
        var x = new AlignedBuffer<T>(rows * xStride);
        Numbers<T>(x.Length, 2).CopyTo(x.Span);
        var bias = new AlignedBuffer<T>(w.Width);
        Numbers<T>(m, 3).CopyTo(bias.Span);

        foreach (var (withBias, accumulate) in new[] { (false, false), (true, false), (false, true) })
        {
            var y = new AlignedBuffer<T>(rows * yStride);
            y.Span.Fill(T.One);
            RowGemm.Multiply(
                rows, x.Pointer, xStride, w, y.Pointer, yStride, withBias ? bias.Pointer : null, accumulate);
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < m; column++)
                {
                    var exact = accumulate ? 1 : withBias ? double.CreateChecked(bias.Span[column]) : 0;
                    for (var i = 0; i < k; i++)
                        exact += double.CreateChecked(x.Span[row * xStride + i]) * weights[i * m + column];
                    double.CreateChecked(y.Span[row * yStride + column]).ShouldBe(exact, tolerance * (k + 1));
                }

                var padding = y.Span.Slice(row * yStride + m, w.Width - m);
                padding.ContainsAnyExcept(accumulate ? T.One : T.Zero).ShouldBeFalse();
                y.Span.Slice(row * yStride + w.Width, Vector512<T>.Count).ContainsAnyExcept(T.One).ShouldBeFalse();
            }
        }

        GC.KeepAlive(x);
        GC.KeepAlive(bias);
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(33, 16)]
    [InlineData(16, 40)]
    [InlineData(64, 129)]
    [InlineData(300, 33)]
    public void The_bits_of_a_row_do_not_depend_on_the_other_rows(int k, int m)
    {
        // Mutation: two sums per number, or a tile that runs the depth in two halves.
        SameAlone<float>(k, m);
        SameAlone<double>(k, m);
    }

    private static void SameAlone<T>(int k, int m)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Rows = 23;
        var w = new PackedMatrix<T>(k, m);
        w.Pack(Numbers<double>(k * m, 1));
        var x = Numbers<T>(Rows * k, 2);
        var (together, alone) = (new T[Rows * w.Width], new T[Rows * w.Width]);
        fixed (T* from = x, all = together, one = alone)
        {
            RowGemm.Multiply(Rows, from, k, w, all, w.Width, null, accumulate: false);
            for (var row = 0; row < Rows; row++)
                RowGemm.Multiply(1, from + row * k, k, w, one + row * w.Width, w.Width, null, accumulate: false);
        }

        alone.ShouldBe(together);
    }

    [Fact]
    public void A_transposed_matrix_is_packed_like_the_matrix_itself()
    {
        const int K = 9;
        const int M = 75;
        var values = Numbers<double>(K * M, 1);
        var transposed = new double[K * M];
        for (var i = 0; i < K; i++)
        {
            for (var j = 0; j < M; j++)
                transposed[j * K + i] = values[i * M + j];
        }

        var (a, b) = (new PackedMatrix<float>(K, M), new PackedMatrix<float>(K, M));
        a.Pack(values);
        b.PackTransposed(transposed);
        a.Width.ShouldBe(80);
        new Span<float>(b.Pointer, K * b.Width).SequenceEqual(new Span<float>(a.Pointer, K * a.Width)).ShouldBeTrue();
        GC.KeepAlive(b);
        Should.Throw<ArgumentOutOfRangeException>(() => a.Pack(new double[K * M + 1]));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Outer_products_and_column_sums_are_added_to_the_gradient(int rows, int k, int m)
    {
        Gradient<float>(rows, k, m, 3e-7);
        Gradient<double>(rows, k, m, 6e-16);
    }

    private static void Gradient<T>(int rows, int k, int m, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var vector = Vector512<T>.Count;
        var (xStride, yStride) = (k + 2, (m + vector - 1) / vector * vector + vector);
        var x = Numbers<T>(rows * xStride, 1);
        var y = Numbers<T>(rows * yStride, 2);
        var gradient = Enumerable.Repeat(0.5, k * m + 4).ToArray();
        var columns = Enumerable.Repeat(0.5, m + 4).ToArray();
        fixed (T* px = x, py = y)
        {
            RowGemm.AccumulateOuter(rows, px, xStride, k, py, yStride, m, gradient);
            RowGemm.AccumulateColumns(rows, py, yStride, m, columns);
        }

        for (var j = 0; j < m; j++)
        {
            var sum = 0.0;
            for (var row = 0; row < rows; row++)
                sum += double.CreateChecked(y[row * yStride + j]);
            columns[j].ShouldBe(0.5 + sum, tolerance * (rows + 1));
            for (var i = 0; i < k; i++)
            {
                sum = 0.5;
                for (var row = 0; row < rows; row++)
                    sum += double.CreateChecked(x[row * xStride + i]) * double.CreateChecked(y[row * yStride + j]);
                gradient[i * m + j].ShouldBe(sum, tolerance * (rows + 1));
            }
        }

        gradient.AsSpan(k * m).ToArray().ShouldAllBe(g => g == 0.5);
        columns.AsSpan(m).ToArray().ShouldAllBe(g => g == 0.5);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var w = new PackedMatrix<float>(20, 100);
        var (x, y) = (new float[10 * 20], new float[10 * w.Width]);
        var weights = Numbers<double>(20 * 100, 1);
        var gradient = new double[20 * 100];
        fixed (float* px = x, py = y)
        {
            long allocated = 1;
            for (var round = 0; round < 3; round++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                w.Pack(weights);
                RowGemm.Multiply(10, px, 20, w, py, w.Width, null, accumulate: true);
                RowGemm.AccumulateOuter(10, px, 20, 20, py, w.Width, 100, gradient);
                RowGemm.AccumulateColumns(10, py, w.Width, 100, gradient);
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            }

            allocated.ShouldBe(0);
        }
    }

    private static T[] Numbers<T>(int count, uint which)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Numbers of few bits: rounding them to T changes nothing, so that the reference sums the same products.
        var stream = new RandomStream(which, "rows");
        var numbers = new T[count];
        for (var i = 0; i < count; i++)
            numbers[i] = T.CreateChecked(Math.Round(4096 * (2 * stream.Uniform((uint)i) - 1)) / 4096);
        return numbers;
    }
}
