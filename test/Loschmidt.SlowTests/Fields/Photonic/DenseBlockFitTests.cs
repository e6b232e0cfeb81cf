using System.Numerics;
using Loschmidt.Fields.Photonic;
using Loschmidt.Numerics.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Loschmidt.SlowTests.Fields.Photonic;

public class DenseBlockFitTests
{
    [Theory]
    [InlineData(4, 4)]
    [InlineData(1, 16)]
    public void Sixteen_modes_fit_a_random_matrix_to_1e_6_from_eighteen_masks_on(int rows, int columns)
    {
        var target = RandomMatrix(16, 1);
        Error(rows, columns, 4, target).ShouldBeInRange(0.3, 1);
        Error(rows, columns, 10, target).ShouldBeInRange(0.05, 0.3);
        Error(rows, columns, 14, target).ShouldBeInRange(0.005, 0.05);
        Error(rows, columns, 18, target).ShouldBeLessThan(1e-6);
        Error(rows, columns, 24, target).ShouldBeLessThan(1e-6);
    }

    private static double Error(int rows, int columns, int masks, Complex[,] target) =>
        new DenseBlockFit(rows, columns, masks, seed: 0).Fit(target, 150);

    private static Complex[,] RandomMatrix(int modes, double largest)
    {
        var stream = new RandomStream(3, "target");
        var matrix = Matrix<Complex>.Build.Dense(modes, modes, (i, j) =>
        {
            var (re, im) = stream.Normals(0, (uint)i, (uint)j);
            return new Complex(re, im);
        });
        return (matrix * (largest / matrix.Svd().S[0].Real)).ToArray();
    }
}
