using Loschmidt.PhaseSpace;
using Loschmidt.Terms;
using static Loschmidt.Tests.Terms.Modes.TermCases;

namespace Loschmidt.Tests.Terms.Modes;

public class ModeDerivativeTests
{
    private const int Samples = 3;

    public static TheoryData<string> All => TermCases.All;

    [Theory, MemberData(nameof(All))]
    public void The_tangent_is_the_derivative_of_flow_and_response(string name)
    {
        var term = Create(name);
        var θ = Theta(term);
        var dθ = Vector(θ.Length, "direction");
        var (x, dx, dResponse) = (RandomPoint(Samples), RandomPoint(Samples, "displacement"), new double[θ.Length]);
        term.Tangent(x.View, dx.View, new Control<double>(θ), dθ, Time, dResponse);

        var (up, upHeard) = Moved(term, θ, dθ, 1e-5);
        var (down, downHeard) = Moved(term, θ, dθ, -1e-5);
        for (var i = 0; i < x.View.Q.Length; i++)
        {
            dx.View.Q[i].ShouldBe((up.View.Q[i] - down.View.Q[i]) / 2e-5, 1e-7);
            dx.View.P[i].ShouldBe((up.View.P[i] - down.View.P[i]) / 2e-5, 1e-7);
        }

        for (var k = 0; k < θ.Length; k++)
            dResponse[k].ShouldBe((upHeard[k] - downHeard[k]) / 2e-5, 1e-7);

        var flowed = RandomPoint(Samples);
        term.Flow(flowed.View, new Control<double>(θ), Time);
        Distance(x.View.Q.ToArray(), flowed.View.Q.ToArray()).ShouldBeLessThan(1e-14);
        Distance(x.View.P.ToArray(), flowed.View.P.ToArray()).ShouldBeLessThan(1e-14);
    }

    [Theory, MemberData(nameof(All))]
    public void The_pull_back_is_the_transpose_of_the_tangent(string name)
    {
        var term = Create(name);
        var θ = Theta(term);
        var ρ = Vector(θ.Length, "heard");
        var (x, after, before) = (RandomPoint(Samples), RandomPoint(Samples, "cotangent"), RandomPoint(Samples, "cotangent"));
        var thetaCotangent = new double[θ.Length];
        term.PullBack(x.View, before.View, new Control<double>(θ), Time, ρ, thetaCotangent);

        for (var i = 0; i < Coordinates; i++)
            for (var lane = 0; lane < Samples; lane++)
            {
                var at = i * x.Lanes + lane;
                Pair(term, θ, after, ρ, dx => dx.View.Q[at] = 1, new double[θ.Length]).ShouldBe(before.View.Q[at], 1e-12);
                Pair(term, θ, after, ρ, dx => dx.View.P[at] = 1, new double[θ.Length]).ShouldBe(before.View.P[at], 1e-12);
            }

        for (var k = 0; k < θ.Length; k++)
        {
            var dθ = new double[θ.Length];
            dθ[k] = 1;
            Pair(term, θ, after, ρ, _ => { }, dθ).ShouldBe(thetaCotangent[k], 1e-12 * (1 + Math.Abs(thetaCotangent[k])));
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Where_theta_is_frozen_the_empty_vectors_mean_zero(string name)
    {
        var term = Create(name);
        var θ = Theta(term);
        var zeros = new double[θ.Length];
        var (x, y, dx, dy) = (RandomPoint(Samples), RandomPoint(Samples), RandomPoint(Samples, "d"), RandomPoint(Samples, "d"));
        var (heard, expected) = (new double[θ.Length], new double[θ.Length]);
        term.Tangent(x.View, dx.View, new Control<double>(θ), [], Time, heard);
        term.Tangent(y.View, dy.View, new Control<double>(θ), zeros, Time, expected);
        heard.ShouldBe(expected);
        dx.View.Q.SequenceEqual(dy.View.Q).ShouldBeTrue();

        var (λ, μ) = (RandomPoint(Samples, "l"), RandomPoint(Samples, "l"));
        term.PullBack(x.View, λ.View, new Control<double>(θ), Time, [], heard);
        term.PullBack(x.View, μ.View, new Control<double>(θ), Time, zeros, expected);
        heard.ShouldBe(expected);
        λ.View.P.SequenceEqual(μ.View.P).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(All))]
    public void No_verb_allocates(string name)
    {
        var term = Create(name);
        var θ = Theta(term);
        var (x, dx, heard) = (RandomPoint(Samples), RandomPoint(Samples), new double[θ.Length]);
        var energy = new double[x.Lanes];
        void Round()
        {
            var control = new Control<double>(θ);
            term.Energy(x.View, control, energy);
            term.Response(x.View, control, 1e-3, heard);
            term.Flow(x.View, control, 1e-3);
            term.Tangent(x.View, dx.View, control, θ, 1e-3, heard);
            term.PullBack(x.View, dx.View, control, 1e-3, θ, heard);
        }

        Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Round();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static (PhasePoint<double> X, double[] Heard) Moved(ITerm<double> term, double[] θ, double[] dθ, double h)
    {
        var (x, dx, heard) = (RandomPoint(Samples), RandomPoint(Samples, "displacement"), new double[θ.Length]);
        double[] shifted = [.. θ.Zip(dθ, (a, b) => a + h * b)];
        for (var i = 0; i < x.View.Q.Length; i++)
        {
            x.View.Q[i] += h * dx.View.Q[i];
            x.View.P[i] += h * dx.View.P[i];
        }

        term.Response(x.View, new Control<double>(shifted), Time, heard);
        term.Flow(x.View, new Control<double>(shifted), Time);
        return (x, heard);
    }

    // ⟨λ, D(flow)(dx, dθ)⟩ + ρ·D(response)(dx, dθ)
    private static double Pair(
        ITerm<double> term, double[] θ, PhasePoint<double> λ, double[] ρ, Action<PhasePoint<double>> displace, double[] dθ)
    {
        var (x, dx, dResponse) = (RandomPoint(Samples), new PhasePoint<double>(Coordinates, Samples), new double[θ.Length]);
        displace(dx);
        term.Tangent(x.View, dx.View, new Control<double>(θ), dθ, Time, dResponse);
        var sum = ρ.Zip(dResponse, (a, b) => a * b).Sum();
        for (var i = 0; i < dx.View.Q.Length; i++)
            sum += λ.View.Q[i] * dx.View.Q[i] + λ.View.P[i] * dx.View.P[i];

        return sum;
    }
}
