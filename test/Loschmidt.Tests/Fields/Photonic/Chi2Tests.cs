using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Fields.Photonic;
using Loschmidt.PhaseSpace;
using static Loschmidt.Tests.Fields.Photonic.PhotonicCases;

namespace Loschmidt.Tests.Fields.Photonic;

public class Chi2Tests
{
    private const double Chi = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(32)]
    public void The_fused_kernel_is_the_plain_splitting(int substeps)
    {
        // 13 modes: three groups of four and a rest, so that both loops run.
        var x = RandomPoint<double>(26, 8, scale: 0.5);
        var start = Copy(x.View);
        Chi2Kernel.Flow(x.View, 13, 13, Chi, substeps);
        for (var mode = 0; mode < 13; mode++)
        {
            for (var lane = 0; lane < 8; lane++)
            {
                var expected = Chi2Reference.Flow(StateOf(start.View, mode, lane), Chi, substeps);
                DistanceOf(StateOf(x.View, mode, lane), expected).ShouldBeLessThan(1e-13);
            }
        }
    }

    [Fact]
    public void In_single_precision_it_is_the_plain_splitting_to_seven_digits()
    {
        var (single, exact) = (RandomPoint<float>(26, 16, scale: 0.5), RandomPoint<double>(26, 16, scale: 0.5));
        Chi2Kernel.Flow(single.View, 13, 13, Chi, 12);
        Chi2Kernel.Flow(exact.View, 13, 13, Chi, 12);
        for (var i = 0; i < exact.View.Q.Length; i++)
            single.View.Q[i].ShouldBe((float)exact.View.Q[i], 1e-5f);
    }

    [Fact]
    public void Exponentials_come_in_exact_mirror_pairs_and_right_to_rounding()
    {
        for (var k = -400; k <= 400; k++)
        {
            var x = k * 0.173;
            LaneMath.ExpPair(Vector512.Create(x), out var e, out var i);
            LaneMath.ExpPair(Vector512.Create(-x), out var eMirror, out var iMirror);
            (e[0] / Math.Exp(x)).ShouldBe(1, 1e-15);
            (i[0], e[0]).ShouldBe((eMirror[0], iMirror[0]));

            LaneMath.ExpPair(Vector512.Create((float)x), out var single, out var singleInverse);
            // Two units in the last place, and the rounding of ln 2 times the power of two taken out.
            var tolerance = 1.8e-7 + 2e-9 * Math.Abs(x) / Math.Log(2);
            (single[0] / Math.Exp((float)x)).ShouldBe(1, tolerance);
            (singleInverse[0] * Math.Exp((float)x)).ShouldBe(1, tolerance);
        }
    }

    [Fact]
    [Trait("check", "15")]
    public void From_an_empty_ancilla_it_approaches_sech_and_tanh_as_the_square_of_the_substep()
    {
        var errors = new[] { 8, 16, 32 }.Select(ClosedFormError).ToArray();
        errors[2].ShouldBeLessThan(1e-3);
        Math.Log2(errors[0] / errors[1]).ShouldBe(2, 0.15);
        Math.Log2(errors[1] / errors[2]).ShouldBe(2, 0.15);
    }

    [Fact]
    [Trait("check", "3")]
    public void Manley_Rowe_and_the_energy_are_kept_to_second_order()
    {
        foreach (var quantity in new Func<Chi2State, double>[] { ManleyRowe, Energy })
        {
            var errors = new[] { 8, 16, 32, 64 }.Select(substeps => Drift(quantity, substeps)).ToArray();
            for (var k = 1; k < errors.Length; k++)
                (errors[k - 1] / errors[k]).ShouldBeInRange(3.5, 4.5);
        }
    }

    [Fact]
    public void The_flow_is_linear_for_weak_light_and_saturates()
    {
        static double Out(double r) => Chi2Reference.Flow(new(r * Math.Sqrt(2), 0, 0, 0), Chi, 64).Q / Math.Sqrt(2);
        Out(0.01).ShouldBe(0.01, 1e-5);
        Out(1.2 * Math.Sqrt(2) / Chi).ShouldBe(0.94 / Chi, 0.01);
        Out(0.8).ShouldBeLessThan(Out(0.5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Reversed_and_run_again_it_comes_home_for_any_number_of_substeps(int substeps)
    {
        var x = RandomPoint<double>(26, 8, scale: 0.5);
        var start = Copy(x.View);
        Chi2Kernel.Flow(x.View, 13, 13, Chi, substeps);
        x.View.Reverse();
        Chi2Kernel.Flow(x.View, 13, 13, Chi, substeps);
        x.View.Reverse();

        // One substep squeezes some of these states by e³: rounding grows with them.
        Distance(x.View, start.View).ShouldBeLessThan(1e-13);
    }

    [Fact]
    public void Its_tangent_is_the_derivative_of_the_map()
    {
        var (x, dx) = (RandomPoint<double>(26, 8, scale: 0.5), RandomPoint<double>(26, 8, 1));
        var (plus, minus) = (Copy(x.View), Copy(x.View));
        const double h = 1e-6;
        for (var i = 0; i < dx.View.Q.Length; i++)
        {
            plus.View.Q[i] += h * dx.View.Q[i];
            plus.View.P[i] += h * dx.View.P[i];
            minus.View.Q[i] -= h * dx.View.Q[i];
            minus.View.P[i] -= h * dx.View.P[i];
        }

        Chi2Kernel.Flow(plus.View, 13, 13, Chi, 12);
        Chi2Kernel.Flow(minus.View, 13, 13, Chi, 12);
        var alone = Copy(x.View);
        Chi2Kernel.Flow(alone.View, 13, 13, Chi, 12);
        Chi2Kernel.Tangent(x.View, dx.View, 13, 13, Chi, 12);
        Distance(x.View, alone.View).ShouldBe(0);
        for (var i = 0; i < dx.View.Q.Length; i++)
        {
            // Third derivatives of some hundred times h², and rounding over h.
            dx.View.Q[i].ShouldBe((plus.View.Q[i] - minus.View.Q[i]) / (2 * h), 1e-8 * (1 + Math.Abs(dx.View.Q[i])));
            dx.View.P[i].ShouldBe((plus.View.P[i] - minus.View.P[i]) / (2 * h), 1e-8 * (1 + Math.Abs(dx.View.P[i])));
        }
    }

    [Fact]
    public void Pulling_back_is_the_transpose_of_the_tangent_and_the_tangent_is_canonical()
    {
        var x = RandomPoint<double>(2, 8, scale: 0.5);
        var (u, v) = (RandomPoint<double>(2, 8, 1), RandomPoint<double>(2, 8, 2));
        var before = (U: StateOf(u.View, 0, 0), V: StateOf(v.View, 0, 0));
        var (start, xu, xv) = (StateOf(x.View, 0, 0), Copy(x.View), Copy(x.View));
        Chi2Kernel.Tangent(xu.View, u.View, 1, 1, Chi, 12);
        Chi2Kernel.Tangent(xv.View, v.View, 1, 1, Chi, 12);
        var after = (U: StateOf(u.View, 0, 0), V: StateOf(v.View, 0, 0));

        var λ = new Chi2State(0.3, -0.7, 1.1, 0.2);
        var pulled = Chi2Reference.PullBack(start, λ, Chi, 12, new double[Chi2Reference.PathLength(12)]);
        Dot(pulled, before.U).ShouldBe(Dot(λ, after.U), 1e-12);
        Symplectic(after.U, after.V).ShouldBe(Symplectic(before.U, before.V), 1e-12);
    }

    private static double ClosedFormError(int substeps)
    {
        var worst = 0.0;
        foreach (var r in new[] { 0.2, 0.5, 0.8, 1.0 })
        {
            foreach (var φ in new[] { 0.0, 0.9, 2.5, -1.7 })
            {
                var ψ = Complex.FromPolarCoordinates(r, φ);
                var start = new Chi2State(Math.Sqrt(2) * ψ.Real, Math.Sqrt(2) * ψ.Imaginary, 0, 0);
                var end = Chi2Reference.Flow(start, Chi, substeps);
                var argument = Chi * r / Math.Sqrt(2);
                var mode = ψ / Math.Cosh(argument);
                var ancilla = -Complex.ImaginaryOne
                    * Complex.FromPolarCoordinates(r / Math.Sqrt(2) * Math.Tanh(argument), 2 * φ);
                worst = Math.Max(worst, Complex.Abs(new Complex(end.Q, end.P) / Math.Sqrt(2) - mode));
                worst = Math.Max(worst, Complex.Abs(new Complex(end.AncillaQ, end.AncillaP) / Math.Sqrt(2) - ancilla));
            }
        }

        return worst;
    }

    private static double Drift(Func<Chi2State, double> quantity, int substeps)
    {
        var start = new Chi2State(0.9, -0.4, 0.3, 0.5);
        return Math.Abs(quantity(Chi2Reference.Flow(start, Chi, substeps)) - quantity(start));
    }

    private static double ManleyRowe(Chi2State x) =>
        (x.Q * x.Q + x.P * x.P) / 2 + x.AncillaQ * x.AncillaQ + x.AncillaP * x.AncillaP;

    private static double Energy(Chi2State x) =>
        x.AncillaQ * (x.Q * x.Q - x.P * x.P) + 2 * x.AncillaP * x.Q * x.P;

    private static Chi2State StateOf(PhaseView<double> x, int mode, int lane)
    {
        var (i, a) = (mode * x.Lanes + lane, (mode + x.Coordinates / 2) * x.Lanes + lane);
        return new Chi2State(x.Q[i], x.P[i], x.Q[a], x.P[a]);
    }

    private static double DistanceOf(Chi2State a, Chi2State b) => Math.Sqrt(
        Math.Pow(a.Q - b.Q, 2) + Math.Pow(a.P - b.P, 2)
        + Math.Pow(a.AncillaQ - b.AncillaQ, 2) + Math.Pow(a.AncillaP - b.AncillaP, 2));

    private static double Dot(Chi2State a, Chi2State b) =>
        a.Q * b.Q + a.P * b.P + a.AncillaQ * b.AncillaQ + a.AncillaP * b.AncillaP;

    private static double Symplectic(Chi2State a, Chi2State b) =>
        a.Q * b.P - a.P * b.Q + a.AncillaQ * b.AncillaP - a.AncillaP * b.AncillaQ;
}
