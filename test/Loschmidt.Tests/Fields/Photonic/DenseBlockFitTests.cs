using System.Numerics;
using Loschmidt.Fields.Photonic;
using Loschmidt.Numerics.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Loschmidt.Tests.Fields.Photonic;

public class DenseBlockFitTests
{
    [Theory]
    [InlineData(1.0)]
    [InlineData(0.7)]
    public void With_enough_masks_a_dense_block_is_any_matrix_with_singular_values_up_to_one(double largest)
    {
        var target = RandomMatrix(8, largest);
        var fit = new DenseBlockFit(2, 4, 10, seed: 1);
        fit.Fit(target).ShouldBeLessThan(1e-8);
        var transfer = fit.Transfer();
        for (var i = 0; i < 8; i++)
        {
            for (var j = 0; j < 8; j++)
                Complex.Abs(transfer[i, j] - target[i, j]).ShouldBeLessThan(1e-7);
        }
    }

    [Fact]
    public void The_error_falls_as_masks_are_added_and_few_masks_do_not_suffice()
    {
        var target = RandomMatrix(8, 0.95);
        var errors = new[] { 2, 4, 6, 9 }
            .Select(masks => new DenseBlockFit(2, 4, masks, seed: 1).Fit(target, 100))
            .ToArray();
        errors[0].ShouldBeGreaterThan(0.3);
        errors[1].ShouldBeLessThan(errors[0]);
        errors[2].ShouldBeLessThan(errors[1] / 2);
        errors[3].ShouldBeLessThan(1e-8);
    }

    [Fact]
    public void No_number_of_masks_amplifies()
    {
        // A singular value of 1.5 is out of reach by 0.5: interferometers only divide light.
        var target = RandomMatrix(8, 1.5);
        var reachable = 0.5 / Matrix<Complex>.Build.DenseOfArray(target).FrobeniusNorm();
        new DenseBlockFit(2, 4, 12, seed: 1).Fit(target, 100).ShouldBeGreaterThan(reachable);
    }

    [Fact]
    public void A_target_of_another_size_is_refused() =>
        Should.Throw<ArgumentException>(() => new DenseBlockFit(2, 2, 4, 0).Fit(new Complex[3, 3]))
            .Message.ShouldContain("3 x 3");

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
