using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Linear;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Tests.Numerics.Linear;

public sealed unsafe class ComplexGemmTests
{
    [Theory]
    [InlineData(5, 1, 1)]
    [InlineData(5, 8, 2)]
    [InlineData(10, 19, 3)]
    [InlineData(25, 75, 5)]
    public void A_product_is_the_sum_over_the_depth(int rows, int depth, int vectors)
    {
        Error<double>(rows, depth, vectors).ShouldBeLessThan(1e-15 * depth);
        Error<float>(rows, depth, vectors).ShouldBeLessThan(1e-6 * depth);
    }

    [Fact]
    public void Storage_is_aligned_padded_and_zeroed()
    {
        var matrix = new BlockMatrix<float>(7, 4);
        matrix.Rows.ShouldBe(10);
        matrix.Stride.ShouldBe(2 * 16 * 5);
        ((nuint)matrix.Pointer % 64).ShouldBe((nuint)0);
        new Span<float>(matrix.Pointer, matrix.Rows * matrix.Stride).ContainsAnyExcept(0f).ShouldBeFalse();
    }

    private static double Error<T>(int rows, int depth, int vectors)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var columns = vectors * Vector512<T>.Count;
        var (a, left) = Fill<T>(rows, depth, BlockMatrix<T>.VectorsFor(depth), 1);
        var (b, right) = Fill<T>(depth, columns, vectors, 2);
        var c = new BlockMatrix<T>(rows, vectors);
        ComplexGemm.Multiply(a.Pointer, a.Stride, b.Pointer, b.Stride, c.Pointer, c.Stride, a.Rows, depth, vectors);
        var worst = 0.0;
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                var sum = Complex.Zero;
                for (var k = 0; k < depth; k++)
                    sum += left[i, k] * right[k, j];

                var at = c.Pointer + c.IndexOf(i, j);
                var value = new Complex(double.CreateChecked(*at), double.CreateChecked(at[Vector512<T>.Count]));
                worst = Math.Max(worst, (value - sum).Magnitude);
            }
        }

        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(c);
        return worst;
    }

    private static (BlockMatrix<T> Blocks, Complex[,] Plain) Fill<T>(int rows, int columns, int vectors, uint which)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var stream = new RandomStream(which, "gemm");
        var (blocks, plain) = (new BlockMatrix<T>(rows, vectors), new Complex[rows, columns]);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                plain[i, j] = new Complex(
                    double.CreateChecked(T.CreateChecked(stream.Uniform((uint)i, (uint)j) - 0.5)),
                    double.CreateChecked(T.CreateChecked(stream.Uniform((uint)i, (uint)j, 1) - 0.5)));
                blocks.Set(i, j, plain[i, j]);
            }
        }

        return (blocks, plain);
    }
}
