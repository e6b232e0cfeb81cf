using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Tests.Sequences.Stack;

public sealed class SoftmaxTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1e-8)]
    [InlineData(1e-2)]
    public void The_error_is_the_slope_of_the_cost(double floor)
    {
        double[] logits = [0.3, -1.2, 2.1], error = new double[3], unused = new double[3];
        Softmax.CrossEntropy(logits, 1, floor, error);
        for (var k = 0; k < 3; k++)
        {
            double At(double step) => Softmax.CrossEntropy([.. logits.Select((y, i) => i == k ? y + step : y)], 1, floor, unused);
            error[k].ShouldBe((At(1e-5) - At(-1e-5)) / 2e-5, 1e-9);
        }
    }

    [Fact]
    public void A_floor_under_the_probability_loses_the_gradient_of_an_error_that_is_sure_of_itself()
    {
        double[] sure = [60, 0], error = new double[2];
        Softmax.CrossEntropy(sure, 1, 0, error).ShouldBe(60, 1e-12);
        error[1].ShouldBe(-1, 1e-12);
        Softmax.CrossEntropy(sure, 1, 1e-8, error).ShouldBe(-Math.Log(1e-8), 1e-6);
        Math.Abs(error[1]).ShouldBeLessThan(1e-15);
    }
}
