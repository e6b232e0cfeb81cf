using System.Numerics;
using Loschmidt.Numerics.Fourier;

namespace Loschmidt.Tests.Numerics.Fourier;

public sealed class SineTransformTests
{
    /// <summary>Folded matrices, one Fourier transform (49, 63, 255), prime successors with odd and even halves (150, 100).</summary>
    public static TheoryData<int> Lengths => [.. Enumerable.Range(1, 40), 49, 50, 63, 96, 100, 102, 127, 150, 255, 396];

    [Theory, MemberData(nameof(Lengths))]
    public void Every_length_agrees_with_the_plain_sum(int n)
    {
        Agree<double>(1e-14);
        Agree<float>(2e-6);

        void Agree<T>(double tolerance)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var x = Planes.Noise<T>(n);
            var expected = Planes.PlainSine(Planes.Round<T, double>(x), n);
            new SineTransform<T>(n).Apply(x.Re, x.Im, 1);
            Planes.Error(Planes.Round<T, double>(x), expected).ShouldBeLessThan(tolerance);
        }
    }

    /// <summary>S² = 1 to 10⁻¹³.</summary>
    [Theory, MemberData(nameof(Lengths))]
    [Trait("check", "5")]
    public void The_sine_transform_is_its_own_inverse(int n)
    {
        var x = Planes.Noise<double>(11 * n);
        var original = Planes.Copy(x);
        var plan = new SineTransform<double>(n);
        plan.Apply(x.Re, x.Im, 11);
        plan.Apply(x.Re, x.Im, 11);
        Planes.Error(x, original).ShouldBeLessThan(1e-13);
    }

    /// <summary>
    /// A sine between the walls is one mode, to 10⁻¹³, and an eigenfunction of the second difference. The
    /// mutation: with walls half a site nearer, sin(πk(i − ½)/N), it is none.
    /// </summary>
    [Theory]
    [InlineData(23, 4)]
    [InlineData(50, 7)]
    [InlineData(100, 99)]
    [InlineData(150, 31)]
    [InlineData(255, 2)]
    [Trait("check", "5")]
    public void Sines_between_walls_are_single_modes(int n, int mode)
    {
        var plan = new SineTransform<double>(n);
        Outside(i => Math.Sqrt(2.0 / (n + 1)) * double.SinPi((double)mode * i / (n + 1))).ShouldBeLessThan(1e-13);
        Outside(i => Math.Sqrt(2.0 / n) * double.SinPi(mode * (i - 0.5) / n)).ShouldBeGreaterThan(1e-3);

        double Outside(Func<int, double> wave)
        {
            var (re, im) = (Enumerable.Range(1, n).Select(wave).ToArray(), new double[n]);
            plan.Apply(re, im, 1);
            re[mode - 1] -= 1;
            return Math.Sqrt(Planes.Power((re, im)));
        }
    }

    [Theory]
    [InlineData(50, 150, 1)]
    [InlineData(63, 20, 1)]
    [InlineData(12, 9, 16)]
    [InlineData(7, 30, 3)]
    public void A_grid_between_walls_is_transformed_along_rows_and_columns(int rows, int columns, int lanes)
    {
        var x = Planes.Noise<double>(rows * columns * lanes);
        var expected = Planes.Copy(x);
        var (horizontal, vertical) = (new SineTransform<double>(columns), new SineTransform<double>(rows));
        var row = columns * lanes;
        for (var j = 0; j < rows; j++)
        {
            horizontal.Apply(expected.Re.AsSpan(j * row, row), expected.Im.AsSpan(j * row, row), lanes);
        }

        vertical.Apply(expected.Re, expected.Im, row);
        var original = Planes.Copy(x);
        var plan = new SineTransform2D<double>(rows, columns);
        plan.Apply(x.Re, x.Im, lanes);
        Planes.Error(x, expected).ShouldBeLessThan(1e-15);
        plan.Apply(x.Re, x.Im, lanes);
        Planes.Error(x, original).ShouldBeLessThan(1e-13);
    }

    [Fact]
    public void Transforming_allocates_nothing()
    {
        var line = new SineTransform<float>(255);
        var grid = new SineTransform2D<float>(50, 150);
        var x = Planes.Noise<float>(7500);
        line.Apply(x.Re, x.Im, 20);
        grid.Apply(x.Re, x.Im, 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        line.Apply(x.Re, x.Im, 20);
        grid.Apply(x.Re, x.Im, 1);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
