using Loschmidt.PhaseSpace;
using Loschmidt.Terms;

namespace Loschmidt.Tests.Terms;

/// <summary>What every term must obey, whoever wrote it.</summary>
public sealed class TermTests
{
    private const double Dt = 0.3;

    public static TheoryData<TermCase> Cases => [.. TermCase.All];

    [Theory, MemberData(nameof(Cases))]
    public void A_flow_is_the_one_its_energy_generates(TermCase test)
    {
        // q̇ = ∂A/∂p, ṗ = −∂A/∂q by differences; a shear moves in a straight line, so any dt will do.
        var x = test.Point("x");
        var moved = test.Point("x");
        var θ = test.Theta();
        test.Term.Flow(moved.View, new(θ, test.Drive(x.Lanes)), Dt);
        for (var i = 0; i < x.Coordinates; i++)
        {
            for (var lane = 0; lane < x.Active; lane++)
            {
                var at = i * x.Lanes + lane;
                ((moved.View.Q[at] - x.View.Q[at]) / Dt).ShouldBe(EnergySlope(test, x, θ, at, momentum: true)[lane],
                    1e-7);
                ((moved.View.P[at] - x.View.P[at]) / Dt).ShouldBe(-EnergySlope(test, x, θ, at,
                    momentum: false)[lane], 1e-7);
            }
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_flow_is_undone_by_reversal(TermCase test)
    {
        var (start, x) = (test.Point("x"), test.Point("x"));
        var control = new Control<double>(test.Theta(), test.Drive(x.Lanes));
        test.Term.Flow(x.View, control, Dt);
        x.View.Reverse();
        test.Term.Flow(x.View, control, Dt);
        x.View.Reverse();
        Distance(x, start).ShouldBeLessThan(1e-14); // two roundings of numbers of order one
    }

    [Theory, MemberData(nameof(Cases))]
    public void The_tangent_is_the_derivative_of_flow_and_response(TermCase test)
    {
        const double h = 1e-6;
        var (x, dx) = (test.Point("x"), test.Point("dx"));
        var (θ, dθ) = (test.Theta(), test.Theta("dtheta"));
        var (plus, dPlus) = Moved(test, +h);
        var (minus, dMinus) = Moved(test, -h);
        var dResponse = new double[θ.Length];
        test.Term.Tangent(x.View, dx.View, new(θ, test.Drive(x.Lanes)), dθ, Dt, dResponse);
        for (var i = 0; i < x.View.Q.Length; i++)
        {
            dx.View.Q[i].ShouldBe((plus.View.Q[i] - minus.View.Q[i]) / (2 * h), 1e-8); // h² and 1e-16/h
            dx.View.P[i].ShouldBe((plus.View.P[i] - minus.View.P[i]) / (2 * h), 1e-7);
        }

        for (var k = 0; k < θ.Length; k++)
        {
            dResponse[k].ShouldBe((dPlus[k] - dMinus[k]) / (2 * h), 1e-6);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void The_tangent_retraces_the_bits_of_the_flow(TermCase test)
    {
        var (x, y, dx) = (test.Point("x"), test.Point("x"), test.Point("dx"));
        var θ = test.Theta();
        test.Term.Flow(x.View, new(θ, test.Drive(x.Lanes)), Dt);
        test.Term.Tangent(y.View, dx.View, new(θ, test.Drive(x.Lanes)), [], Dt, new double[θ.Length]);
        Distance(x, y).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Cases))]
    public void The_pull_back_is_the_transpose_of_the_tangent(TermCase test)
    {
        // ⟨λ, J δ⟩ = ⟨Jᵀλ, δ⟩ with δ = (dx, dθ) and λ = (λ_x, ρ): the two share no code.
        var (x, dx, λ) = (test.Point("x"), test.Point("dx"), test.Point("lambda"));
        var (θ, dθ, ρ) = (test.Theta(), test.Theta("dtheta"), test.Theta("rho"));
        var after = test.Point("dx");
        var dResponse = new double[θ.Length];
        test.Term.Tangent(test.Point("x").View, after.View, new(θ, test.Drive(x.Lanes)), dθ, Dt, dResponse);
        var left = Inner(λ, after) + Inner(ρ, dResponse);
        var thetaCotangent = new double[θ.Length];
        test.Term.PullBack(x.View, λ.View, new(θ, test.Drive(x.Lanes)), Dt, ρ, thetaCotangent);
        (Inner(λ, dx) + Inner(thetaCotangent, dθ)).ShouldBe(left, 1e-12 * (1 + Math.Abs(left)));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Padding_lanes_do_not_change_bits(TermCase test)
    {
        // The same three samples in one vector and in a point whose other lanes are full of other samples.
        var (narrow, wide) = (test.Point("x", 3), test.Point("x", 16));
        wide.Active = 3;
        var θ = test.Theta();
        var (a, b) = (new double[θ.Length], new double[θ.Length]);
        test.Term.Response(narrow.View, new(θ, test.Drive(narrow.Lanes)), Dt, a);
        test.Term.Response(wide.View, new(θ, test.Drive(wide.Lanes)), Dt, b);
        a.ShouldBe(b);
        test.Term.Flow(narrow.View, new(θ, test.Drive(narrow.Lanes)), Dt);
        test.Term.Flow(wide.View, new(θ, test.Drive(wide.Lanes)), Dt);
        for (var i = 0; i < narrow.Coordinates; i++)
        {
            for (var lane = 0; lane < 3; lane++)
            {
                narrow.View.Q[i * narrow.Lanes + lane].ShouldBe(wide.View.Q[i * wide.Lanes + lane]);
                narrow.View.P[i * narrow.Lanes + lane].ShouldBe(wide.View.P[i * wide.Lanes + lane]);
            }
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void No_verb_allocates(TermCase test)
    {
        var (x, dx) = (test.Point("x"), test.Point("dx"));
        var (θ, response, u) = (test.Theta(), test.Theta(), test.Drive(x.Lanes));
        void Verbs()
        {
            var control = new Control<double>(θ, u);
            test.Term.Response(x.View, control, Dt, response);
            test.Term.Flow(x.View, control, Dt);
            test.Term.Tangent(x.View, dx.View, control, [], Dt, response);
        }

        Verbs();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Verbs();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static (PhasePoint<double> X, double[] Response) Moved(TermCase test, double h)
    {
        var (x, dx) = (test.Point("x"), test.Point("dx"));
        var (θ, dθ) = (test.Theta(), test.Theta("dtheta"));
        for (var i = 0; i < x.View.Q.Length; i++)
        {
            x.View.Q[i] += h * dx.View.Q[i];
            x.View.P[i] += h * dx.View.P[i];
        }

        for (var k = 0; k < θ.Length; k++)
        {
            θ[k] += h * dθ[k];
        }

        var response = new double[θ.Length];
        test.Term.Response(x.View, new(θ, test.Drive(x.Lanes)), Dt, response);
        test.Term.Flow(x.View, new(θ, test.Drive(x.Lanes)), Dt);
        return (x, response);
    }

    private static double[] EnergySlope(TermCase test, PhasePoint<double> x, double[] θ, int at, bool momentum)
    {
        const double h = 1e-5;
        var slope = new double[x.Lanes];
        foreach (var sign in (double[])[1, -1])
        {
            var shifted = new PhasePoint<double>(x.Coordinates, TermCase.Active);
            shifted.CopyFrom(x);
            (momentum ? shifted.View.P : shifted.View.Q)[at] += sign * h;
            var energy = new double[x.Lanes];
            test.Term.Energy(shifted.View, new(θ, test.Drive(x.Lanes)), energy);
            for (var lane = 0; lane < x.Lanes; lane++)
            {
                slope[lane] += sign * energy[lane] / (2 * h);
            }
        }

        return slope;
    }

    private static double Distance(PhasePoint<double> a, PhasePoint<double> b)
    {
        var largest = 0.0;
        for (var i = 0; i < a.View.Q.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(a.View.Q[i] - b.View.Q[i]));
            largest = Math.Max(largest, Math.Abs(a.View.P[i] - b.View.P[i]));
        }

        return largest;
    }

    private static double Inner(PhasePoint<double> a, PhasePoint<double> b) =>
        Inner(a.View.Q, b.View.Q) + Inner(a.View.P, b.View.P);

    private static double Inner(ReadOnlySpan<double> a, ReadOnlySpan<double> b) =>
        System.Numerics.Tensors.TensorPrimitives.Dot(a, b);
}
