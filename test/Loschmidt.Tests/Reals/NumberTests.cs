using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Reals;

namespace Loschmidt.Tests.Reals;

public sealed class NumberTests
{
    private static readonly double[] Points = [-3.1, -0.8, -0.4999, -1e-3, 0.2, 0.5001, 1.7, 6.4];

    // One formula through every operator and function; its argument of Log and Sqrt stays positive.
    private static R Formula<R>(R x, R y)
        where R : struct, IReal<R> =>
        R.Sin(x * y) / (2 + R.Cos(y)) + R.Exp(-(x * x) / 4) * R.Tanh(y - x)
        + R.Log(1.5 + R.Pow(x, 2)) * R.Sqrt(R.Pow(y, 4) + 0.3) - 0.7 * x / (R.Pow(y, 2) + 1) + 3 / R.Pow(x + 9, 3)
            - (1 - y) * 0.1;

    [Fact]
    public void A_lane_computes_what_a_scalar_computes()
    {
        foreach (var x in Points)
        {
            foreach (var y in Points)
            {
                var expected = Formula(new RealNumber(x), new RealNumber(y)).Value;
                var wide = Formula(Lane<double>.FromDouble(x), Lane<double>.FromDouble(y)).Value;
                var narrow = Formula(Lane<float>.FromDouble(x), Lane<float>.FromDouble(y)).Value;
                var scale = 1 + Math.Abs(expected) + y * y;
                wide[0].ShouldBe(expected, 1e-14 * scale); // a few dozen roundings
                narrow[15].ShouldBe((float)expected, 1e-5 * scale);
                wide.ShouldBe(Vector512.Create(wide[3]));
            }
        }
    }

    [Fact]
    public void The_hyperbolic_tangent_is_accurate_on_both_sides_of_its_seam_and_odd_to_the_last_bit()
    {
        for (var x = -40.0; x <= 40; x += 0.0101)
        {
            var lane = Lane<double>.Tanh(Lane<double>.FromDouble(x)).Value[0];
            // three ulp
            Math.Abs(lane - Math.Tanh(x)).ShouldBeLessThanOrEqualTo(6e-16 * Math.Abs(Math.Tanh(x)), $"x = {x}");
            Lane<double>.Tanh(Lane<double>.FromDouble(-x)).Value[0].ShouldBe(-lane);
        }
    }

    [Fact]
    public void A_dual_number_is_a_derivative_and_a_complex_step_agrees()
    {
        foreach (var x in Points)
        {
            foreach (var y in Points)
            {
                var dual = Formula(new Dual<RealNumber>(new(x), new(0.3)), new Dual<RealNumber>(new(y), new(-0.9)));
                var complex = Formula(new ComplexNumber(x, 0.3e-30), new ComplexNumber(y, -0.9e-30));
                dual.Value.Value.ShouldBe(complex.Re, 1e-14 * (1 + y * y));
                dual.Derivative.Value.ShouldBe(complex.Im * 1e30, 1e-13 * (1 + y * y));

                // Central differences know nothing of either; h² f''' sets the tolerance.
                double At(double h) => Formula(new RealNumber(x + 0.3 * h), new RealNumber(y - 0.9 * h)).Value;
                dual.Derivative.Value.ShouldBe((At(1e-5) - At(-1e-5)) / 2e-5, 1e-8 * (1 + y * y));
            }
        }
    }

    [Fact]
    public void A_hyper_dual_and_a_dual_of_duals_are_written_differently_and_agree()
    {
        foreach (var x in Points)
        {
            foreach (var y in Points)
            {
                var hyper = Formula(new HyperDual(x, 1, 0, 0), new HyperDual(y, 0, 1, 0));
                var nested = Formula(
                    new Dual<Dual<RealNumber>>(new(new(x), new(0)), new(new(1), new(0))),
                    new Dual<Dual<RealNumber>>(new(new(y), new(1)), new(new(0), new(0))));
                hyper.First.ShouldBe(nested.Derivative.Value.Value, 1e-13 * (1 + y * y));
                hyper.Second.ShouldBe(nested.Value.Derivative.Value, 1e-13 * (1 + y * y));
                hyper.Mixed.ShouldBe(nested.Derivative.Derivative.Value, 1e-12 * (1 + y * y));
            }
        }
    }

    [Fact]
    public void Whole_powers_agree_with_their_definition()
    {
        for (var n = -7; n <= 9; n++)
        {
            IntegerPower.Of(new RealNumber(-1.3), n).Value.ShouldBe(Math.Pow(-1.3, n),
                1e-14 * Math.Abs(Math.Pow(1.3, n)));
            Dual<RealNumber>.Pow(new(new(-1.3), new(1)), n).Derivative.Value
                .ShouldBe(n * Math.Pow(-1.3, n - 1), 1e-13 * (1 + Math.Abs(n * Math.Pow(1.3, n))));
        }
    }

    [Fact]
    public void Padding_lanes_stay_out_of_sums_whatever_they_hold() => Both<double>(Both<float>);

    private static void Both<T>(Action? next = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> lanes = stackalloc T[Lane<T>.Width];
        lanes.Fill(T.NaN);
        for (var active = 0; active <= lanes.Length; active++)
        {
            for (var i = 0; i < active; i++)
            {
                lanes[i] = T.CreateTruncating(i + 1);
            }

            Lane<T>.Load(lanes, 0).SumOfFirst(active).ShouldBe(active * (active + 1) / 2.0);
        }

        next?.Invoke();
    }

    private static void Both<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => Both<T>(null);
}
