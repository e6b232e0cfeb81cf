using System.Numerics;
using Loschmidt.Numerics.Fourier;

namespace Loschmidt.Tests.Numerics.Fourier;

public sealed class Fourier2DTests
{
    /// <summary>Photonic grids, lattices, and shapes with remnants in both directions; one lane takes a path of its own.</summary>
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 31, 31, 16 }, { 21, 21, 8 }, { 9, 9, 24 }, { 4, 4, 16 }, { 1, 6, 3 }, { 5, 1, 1 }, { 7, 3, 5 },
        { 32, 32, 1 }, { 19, 50, 1 }, { 50, 19, 1 }, { 3, 5, 1 }, { 16, 8, 1 }, { 33, 17, 1 },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void A_grid_is_transformed_along_rows_and_columns(int rows, int columns, int lanes)
    {
        Agree<double>(1e-14);
        Agree<float>(1e-6);

        void Agree<T>(double tolerance)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var x = Planes.Noise<T>(rows * columns * lanes);
            var expected = Plain(Planes.Round<T, double>(x), rows, columns, lanes);
            new Fourier2D<T>(rows, columns).Forward(x.Re, x.Im, lanes);
            Planes.Error(Planes.Round<T, double>(x), expected).ShouldBeLessThan(tolerance);
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void The_inverse_undoes_the_transform(int rows, int columns, int lanes)
    {
        var x = Planes.Noise<double>(rows * columns * lanes);
        var original = Planes.Copy(x);
        var plan = new Fourier2D<double>(rows, columns);
        plan.Forward(x.Re, x.Im, lanes);
        plan.Inverse(x.Re, x.Im, lanes);
        Planes.Error(x, original).ShouldBeLessThan(1e-14);
    }

    /// <summary>Pins index order and sign: e^{+2πi(2·row/rows + 3·column/columns)} has its one peak at [2, 3].</summary>
    [Fact]
    public void A_plane_wave_is_one_point_of_the_spectrum()
    {
        var (rows, columns) = (7, 12);
        var (re, im) = (new double[84], new double[84]);
        for (var j = 0; j < rows; j++)
        {
            for (var m = 0; m < columns; m++)
            {
                var turns = 2.0 * j / rows + 3.0 * m / columns;
                (re[j * columns + m], im[j * columns + m]) = (double.CosPi(2 * turns), double.SinPi(2 * turns));
            }
        }

        new Fourier2D<double>(rows, columns).Forward(re, im, 1);
        re[2 * columns + 3].ShouldBe(Math.Sqrt(84), 1e-13);
        re[2 * columns + 3] = 0;
        Planes.Power((re, im)).ShouldBeLessThan(1e-26);
    }

    [Fact]
    public void One_lane_and_many_agree()
    {
        // One lane turns rows in registers, several do not; both do the same arithmetic, hence the same bits.
        var single = Planes.Noise<double>(20 * 30);
        var many = (Re: new double[8 * 600], Im: new double[8 * 600]);
        for (var i = 0; i < 600; i++)
        {
            (many.Re[8 * i + 5], many.Im[8 * i + 5]) = (single.Re[i], single.Im[i]);
        }

        var plan = new Fourier2D<double>(20, 30);
        plan.Forward(single.Re, single.Im, 1);
        plan.Forward(many.Re, many.Im, 8);
        for (var i = 0; i < 600; i++)
        {
            many.Re[8 * i + 5].ShouldBe(single.Re[i]);
            many.Im[8 * i + 5].ShouldBe(single.Im[i]);
        }
    }

    [Fact]
    public void Nothing_beyond_the_grid_is_touched()
    {
        foreach (var (rows, columns, lanes) in new[] { (17, 33, 1), (3, 5, 1), (5, 7, 3), (4, 4, 16) })
        {
            var count = rows * columns * lanes;
            var x = Planes.Noise<float>(count + 64);
            var original = Planes.Copy(x);
            new Fourier2D<float>(rows, columns).Forward(x.Re, x.Im, lanes);
            x.Re.AsSpan(count).SequenceEqual(original.Re.AsSpan(count)).ShouldBeTrue();
            x.Im.AsSpan(count).SequenceEqual(original.Im.AsSpan(count)).ShouldBeTrue();
        }
    }

    [Fact]
    public void Transforming_allocates_nothing()
    {
        foreach (var lanes in new[] { 1, 16, 20 })
        {
            var plan = new Fourier2D<float>(21, 31);
            var x = Planes.Noise<float>(21 * 31 * lanes);
            plan.Forward(x.Re, x.Im, lanes);
            var before = GC.GetAllocatedBytesForCurrentThread();
            plan.Forward(x.Re, x.Im, lanes);
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        }
    }

    private static (double[] Re, double[] Im) Plain((double[] Re, double[] Im) x, int rows, int columns, int lanes)
    {
        var row = columns * lanes;
        for (var j = 0; j < rows; j++)
        {
            var slice = (x.Re[(j * row)..((j + 1) * row)], x.Im[(j * row)..((j + 1) * row)]);
            var (re, im) = Planes.PlainFourier(slice, columns, lanes);
            re.CopyTo(x.Re, j * row);
            im.CopyTo(x.Im, j * row);
        }

        return Planes.PlainFourier(x, rows, row);
    }
}
