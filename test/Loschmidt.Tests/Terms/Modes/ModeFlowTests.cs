using Loschmidt.PhaseSpace;
using Loschmidt.Terms;
using static Loschmidt.Tests.Terms.Modes.TermCases;

namespace Loschmidt.Tests.Terms.Modes;

public class ModeFlowTests
{
    public static TheoryData<string> All => TermCases.All;

    public static TheoryData<string> Trainable => TermCases.Trainable;

    [Theory, MemberData(nameof(All))]
    public void A_flow_solves_Hamiltons_equations_of_its_energy(string name)
    {
        var term = Create(name);
        var (θ, start) = (Theta(term), Read(RandomPoint(1)));
        var (exact, integrated) = (Flow(term, start, θ, Time), RungeKutta(term, start, θ, Time, 100));
        Distance(exact, start).ShouldBeGreaterThan(1e-2);

        // the reference differentiates the energy numerically: 1e-10 per unit of time
        Distance(exact, integrated).ShouldBeLessThan(1e-8);
    }

    [Theory, MemberData(nameof(All))]
    public void A_flow_preserves_phase_volume_and_all_Poisson_brackets(string name)
    {
        var term = Create(name);
        var (θ, start) = (Theta(term), Read(RandomPoint(1)));
        var columns = Jacobian(v => Flow(term, v, θ, Time), start);
        for (var a = 0; a < start.Length; a++)
            for (var b = 0; b < start.Length; b++)
            {
                var bracket = 0.0;
                for (var i = 0; i < start.Length; i += 2)
                    bracket += columns[a][i] * columns[b][i + 1] - columns[a][i + 1] * columns[b][i];

                var expected = a / 2 != b / 2 ? 0 : b - a;
                bracket.ShouldBe(expected, 1e-8);
            }
    }

    [Theory, MemberData(nameof(All))]
    public void Reverse_flow_reverse_undoes_the_flow(string name)
    {
        var term = Create(name);
        var θ = Theta(term);
        var (x, start) = (RandomPoint(5), RandomPoint(5));
        foreach (var _ in new[] { "out", "home" })
        {
            term.Flow(x.View, new Control<double>(θ), Time);
            x.View.Reverse();
        }

        Distance(x.View.Q.ToArray(), start.View.Q.ToArray()).ShouldBeLessThan(1e-13);
        Distance(x.View.P.ToArray(), start.View.P.ToArray()).ShouldBeLessThan(1e-13);
    }

    [Theory, MemberData(nameof(All))]
    public void A_flow_conserves_its_energy(string name)
    {
        var term = Create(name);
        var (θ, x) = (Theta(term), RandomPoint(5));
        var before = EnergyOf(term, x, θ);
        term.Flow(x.View, new Control<double>(θ), Time);
        EnergyOf(term, x, θ).ShouldBe(before, 1e-12 * (1 + Math.Abs(before)));
    }

    [Theory, MemberData(nameof(Trainable))]
    public void The_response_is_the_slope_of_the_energy_integrated_along_the_flow(string name)
    {
        var term = Create(name);
        var (θ, x) = (Theta(term), RandomPoint(5));
        var response = new double[θ.Length];
        term.Response(x.View, new Control<double>(θ), Time, response);

        // Simpson's rule on a constant would hide nothing: the slope is asked at five places
        double[] weights = [1, 4, 2, 4, 1];
        for (var k = 0; k < θ.Length; k++)
        {
            var integral = 0.0;
            for (var node = 0; node < weights.Length; node++)
            {
                var moved = RandomPoint(5);
                term.Flow(moved.View, new Control<double>(θ), Time * node / 4);
                integral += weights[node] * EnergySlope(term, moved, θ, k) * Time / 12;
            }

            response[k].ShouldBe(integral, 1e-8);
        }
    }

    [Theory, MemberData(nameof(Trainable))]
    public void The_slope_of_the_energy_commutes_with_the_energy_so_one_point_hears_it_all(string name)
    {
        var term = Create(name);
        var (θ, x) = (Theta(term), RandomPoint(5));
        for (var k = 0; k < θ.Length; k++)
        {
            var before = EnergySlope(term, x, θ, k);
            Math.Abs(before).ShouldBeGreaterThan(1e-3);
            var moved = RandomPoint(5);
            term.Flow(moved.View, new Control<double>(θ), Time);
            EnergySlope(term, moved, θ, k).ShouldBe(before, 1e-8);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Single_precision_agrees_to_its_own_rounding(string name)
    {
        var (wide, narrow) = (Create(name), CreateSingle(name));
        var (θ, x) = (Theta(wide), RandomPoint(5));
        var y = new PhasePoint<float>(Coordinates, 5);
        for (var i = 0; i < Coordinates; i++)
            for (var lane = 0; lane < 5; lane++)
            {
                y.View.Q[i * y.Lanes + lane] = (float)x.View.Q[i * x.Lanes + lane];
                y.View.P[i * y.Lanes + lane] = (float)x.View.P[i * x.Lanes + lane];
            }

        var (heard, narrowHeard) = (new double[θ.Length], new double[θ.Length]);
        wide.Response(x.View, new Control<double>(θ), Time, heard);
        narrow.Response(y.View, new Control<float>(θ), Time, narrowHeard);
        wide.Flow(x.View, new Control<double>(θ), Time);
        narrow.Flow(y.View, new Control<float>(θ), Time);
        for (var i = 0; i < Coordinates; i++)
            for (var lane = 0; lane < 5; lane++)
                ((double)y.View.P[i * y.Lanes + lane]).ShouldBe(x.View.P[i * x.Lanes + lane], 2e-5);

        for (var k = 0; k < θ.Length; k++)
            narrowHeard[k].ShouldBe(heard[k], 2e-5 * (1 + Math.Abs(heard[k])));
    }

    [Theory, MemberData(nameof(All))]
    public void A_view_of_odd_width_moves_and_is_heard_like_a_padded_one(string name)
    {
        var term = Create(name);
        var (θ, x) = (Theta(term), RandomPoint(3));
        var (q, p) = (new double[Coordinates * 3], new double[Coordinates * 3]);
        for (var i = 0; i < q.Length; i++)
            (q[i], p[i]) = (x.View.Q[i / 3 * x.Lanes + i % 3], x.View.P[i / 3 * x.Lanes + i % 3]);

        var odd = new PhaseView<double>(q, p, 3, 3);
        var (heard, oddHeard) = (new double[θ.Length], new double[θ.Length]);
        term.Response(x.View, new Control<double>(θ), Time, heard);
        term.Response(odd, new Control<double>(θ), Time, oddHeard);
        oddHeard.ShouldBe(heard);
        term.Flow(x.View, new Control<double>(θ), Time);
        term.Flow(odd, new Control<double>(θ), Time);
        for (var i = 0; i < q.Length; i++)
            (q[i], p[i]).ShouldBe((x.View.Q[i / 3 * x.Lanes + i % 3], x.View.P[i / 3 * x.Lanes + i % 3]));
    }

    [Theory, MemberData(nameof(Trainable))]
    public void Lanes_without_a_sample_are_not_heard(string name)
    {
        var term = Create(name);
        var (θ, x) = (Theta(term), RandomPoint(5));
        var (clean, dirty) = (new double[θ.Length], new double[θ.Length]);
        term.Response(x.View, new Control<double>(θ), Time, clean);
        var energy = EnergyOf(term, x, θ);
        for (var i = 0; i < Coordinates; i++)
            x.View.Q.Slice(i * x.Lanes + 5, 3).Fill(9);

        term.Response(x.View, new Control<double>(θ), Time, dirty);
        dirty.ShouldBe(clean);
        EnergyOf(term, x, θ).ShouldBe(energy);
    }

    private static double[] RungeKutta(ITerm<double> term, double[] start, double[] θ, double time, int steps)
    {
        var h = time / steps;
        var x = start;
        for (var step = 0; step < steps; step++)
        {
            var k1 = Velocity(term, x, θ);
            var k2 = Velocity(term, Ahead(x, k1, h / 2), θ);
            var k3 = Velocity(term, Ahead(x, k2, h / 2), θ);
            var k4 = Velocity(term, Ahead(x, k3, h), θ);
            var sum = new double[x.Length];
            for (var i = 0; i < x.Length; i++)
                sum[i] = k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i];

            x = Ahead(x, sum, h / 6);
        }

        return x;
    }

    private static double[] Velocity(ITerm<double> term, double[] x, double[] θ)
    {
        var slope = Jacobian(v => [EnergyOf(term, Write(v), θ)], x);
        var velocity = new double[x.Length];
        for (var i = 0; i < x.Length; i += 2)
            (velocity[i], velocity[i + 1]) = (slope[i + 1][0], -slope[i][0]);

        return velocity;
    }

    private static double[] Ahead(double[] x, double[] v, double h) => [.. x.Zip(v, (a, b) => a + h * b)];

    private static double[][] Jacobian(Func<double[], double[]> map, double[] at)
    {
        const double h = 1e-5;
        return [.. Enumerable.Range(0, at.Length).Select(i =>
        {
            var (up, down) = (map(Shift(at, i, h)), map(Shift(at, i, -h)));
            return up.Zip(down, (u, d) => (u - d) / (2 * h)).ToArray();
        })];
    }

    private static double[] Shift(double[] x, int i, double h) => [.. x.Select((v, j) => j == i ? v + h : v)];

    private static double EnergySlope(ITerm<double> term, PhasePoint<double> x, double[] θ, int k)
    {
        const double h = 1e-5;
        return (EnergyOf(term, x, Shift(θ, k, h)) - EnergyOf(term, x, Shift(θ, k, -h))) / (2 * h);
    }
}
