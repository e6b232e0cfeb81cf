using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Tests.Numerics.Kernels;

/// <summary>
/// The hyperbolic kernels against references that are themselves correct to far less than an ulp of float, and to about
/// one of double.
/// </summary>
/// <remarks>
/// Mutations that turn these red: any coefficient changed in its last three digits, a clamp removed, a term of ln 2
/// dropped.
/// </remarks>
public sealed class HyperbolicTests
{
    private delegate Vector512<T> Kernel<T>(Vector512<T> x);

    /// <summary>±(mantissa · 2ᵉ) for all exponents of a range, dense in between, and the ends themselves.</summary>
    private static IEnumerable<double> Grid(int lowest, double largest)
    {
        for (var exponent = lowest; ; exponent++)
        {
            var steps = exponent < -8 ? 61 : 4099;
            for (var i = 0; i < steps; i++)
            {
                var x = Math.ScaleB(1 + (i + 0.37) / steps, exponent);
                if (x > largest)
                    yield break;
                yield return x;
                yield return -x;
            }
        }
    }

    private static double WorstUlps<T>(Kernel<T> kernel, Func<double, double> reference, IEnumerable<double> points)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var worst = 0.0;
        foreach (var block in points.Chunk(Vector512<T>.Count).Where(b => b.Length == Vector512<T>.Count))
        {
            var x = Array.ConvertAll(block, T.CreateChecked);
            var y = kernel(Vector512.Create(x));
            for (var i = 0; i < x.Length; i++)
            {
                var exact = reference(double.CreateChecked(x[i]));
                var near = T.CreateChecked(exact);
                var ulp = double.CreateChecked(T.BitIncrement(T.Abs(near)) - T.Abs(near));
                worst = Math.Max(worst, Math.Abs(double.CreateChecked(y[i]) - exact) / ulp);
            }
        }

        return worst;
    }

    // Math.Log(Math.Cosh(x)) loses all digits of small x and overflows for large x; this form keeps them.
    private static double LnCosh(double x)
    {
        var a = Math.Abs(x);
        if (a < 0.02)
        {
            var u = a * a;
            return u * (0.5 - u * (1.0 / 12 - u * (1.0 / 45 - u * (17.0 / 2520 - u * 31.0 / 14175))));
        }

        var s = Math.Sinh(Math.Min(a, 1));
        return a < 1 ? 0.5 * Log1P(s * s) : a - 0.6931471805599453 + Log1P(Math.Exp(-2 * a));
    }

    // W. Kahan's correction: the rounding of 1 + y cancels.
    private static double Log1P(double y)
    {
        var u = 1 + y;
        return u == 1 ? y : Math.Log(u) * y / (u - 1);
    }

    [Fact]
    public void Tanh_is_within_a_few_ulps_for_every_size_of_the_argument()
    {
        WorstUlps<float>(Tanh.Of, Math.Tanh, Grid(-100, 1)).ShouldBeLessThan(2.8);
        WorstUlps<float>(Tanh.Of, Math.Tanh, Grid(0, 12)).ShouldBeLessThan(5.4);
        WorstUlps<double>(Tanh.Of, Math.Tanh, Grid(-300, 1)).ShouldBeLessThan(4.5);
        WorstUlps<double>(Tanh.Of, Math.Tanh, Grid(0, 25)).ShouldBeLessThan(5.5);
    }

    [Fact]
    public void Exponential_is_within_two_ulps_down_to_the_smallest_normal_number()
    {
        WorstUlps<float>(Exponential.Of, Math.Exp, Grid(-40, 87)).ShouldBeLessThan(1.1);
        WorstUlps<double>(Exponential.Of, Math.Exp, Grid(-60, 708)).ShouldBeLessThan(1.6);
    }

    [Fact]
    public void Logistic_is_relatively_accurate_on_both_sides()
    {
        static double Sigma(double x) => 1 / (1 + Math.Exp(-x));
        WorstUlps<float>(Logistic.Of, Sigma, Grid(-40, 86)).ShouldBeLessThan(2.3);
        WorstUlps<double>(Logistic.Of, Sigma, Grid(-60, 700)).ShouldBeLessThan(3.5);
    }

    [Fact]
    public void LogCosh_is_relatively_accurate_for_small_and_for_large_arguments()
    {
        WorstUlps<float>(LogCosh.Of, LnCosh, Grid(-50, 1e6)).ShouldBeLessThan(2);
        WorstUlps<double>(LogCosh.Of, LnCosh, Grid(-400, 1e6)).ShouldBeLessThan(6);
    }

    [Fact]
    public void Artanh_is_relatively_accurate_up_to_the_last_number_below_one()
    {
        var near = Enumerable.Range(1, 23).SelectMany(k => new[] { 1 - Math.ScaleB(1, -k), Math.ScaleB(1, -k) - 1 });
        var points = Grid(-100, 0.9999).Concat(near).Concat(near).ToArray();
        WorstUlps<float>(Artanh.Of, Reference, points).ShouldBeLessThan(2.3);
        WorstUlps<double>(Artanh.Of, Reference, points).ShouldBeLessThan(4);

        // Math.Atanh is within two ulps of a double.
        static double Reference(double x) => Math.Atanh(x);
    }

    [Fact]
    public void Tanh_and_artanh_undo_each_other()
    {
        for (var x = -3.0; x <= 3; x += 0.01)
            Artanh.Of(Tanh.Of(Vector512.Create(x)))[0].ShouldBe(x, 2e-13);
    }

    [Fact]
    public void Special_numbers_come_out_as_they_should()
    {
        Specials<float>();
        Specials<double>();
    }

    private static void Specials<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        One(Tanh.Of, T.PositiveInfinity).ShouldBe(T.One);
        One(Tanh.Of, T.BitIncrement(T.NegativeInfinity)).ShouldBe(-T.One);
        One(Tanh.Of, T.Epsilon).ShouldBe(T.Epsilon);
        T.IsNegative(One(Tanh.Of, T.NegativeZero)).ShouldBeTrue();
        One(Exponential.Of, T.NegativeInfinity).ShouldBe(T.Zero);
        One(Exponential.Of, T.PositiveInfinity).ShouldBe(T.PositiveInfinity);
        One(Exponential.Of, T.Zero).ShouldBe(T.One);
        One(Logistic.Of, T.Zero).ShouldBe(T.CreateChecked(0.5));
        One(Logistic.Of, T.NegativeInfinity).ShouldBe(T.Zero);
        One(Logistic.Of, T.PositiveInfinity).ShouldBe(T.One);
        One(LogCosh.Of, T.Zero).ShouldBe(T.Zero);
        One(LogCosh.Of, T.NegativeInfinity).ShouldBe(T.PositiveInfinity);
        One(Artanh.Of, T.One).ShouldBe(T.PositiveInfinity);
        One(Artanh.Of, -T.One).ShouldBe(T.NegativeInfinity);
        T.IsNaN(One(Artanh.Of, T.CreateChecked(1.5))).ShouldBeTrue();
        foreach (var kernel in new Kernel<T>[] { Tanh.Of, Exponential.Of, Logistic.Of, LogCosh.Of, Artanh.Of })
            T.IsNaN(One(kernel, T.NaN)).ShouldBeTrue();
    }

    private static T One<T>(Kernel<T> kernel, T x)
        where T : unmanaged, IFloatingPointIeee754<T> => kernel(Vector512.Create(x))[7];

    [Fact]
    public void Odd_functions_are_odd_and_tanh_never_exceeds_one_to_the_bit()
    {
        OddAndBounded<float>(9.02);
        OddAndBounded<double>(19.1);
    }

    private static void OddAndBounded<T>(double saturation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var point in Grid(-20, 40).Where(x => x > 0))
        {
            var x = Vector512.Create(T.CreateChecked(point));
            Vector512.EqualsAll(Tanh.Of(-x), -Tanh.Of(x)).ShouldBeTrue();
            Vector512.EqualsAll(LogCosh.Of(-x), LogCosh.Of(x)).ShouldBeTrue();
            (Tanh.Of(x)[0] <= T.One).ShouldBeTrue();
            if (point >= saturation)
                Tanh.Of(x)[0].ShouldBe(T.One);
            if (point < 1)
                Vector512.EqualsAll(Artanh.Of(-x), -Artanh.Of(x)).ShouldBeTrue();
        }
    }

    [Fact]
    public void Tanh_grows_with_its_argument_but_for_rounding()
    {
        var last = -1f;
        for (var x = -10f; x < 10; x += 0.003f)
        {
            var y = Tanh.Of(Vector512.Create(x))[0];
            y.ShouldBeGreaterThanOrEqualTo(last - 3e-7f * MathF.Abs(last));
            last = y;
        }
    }
}
