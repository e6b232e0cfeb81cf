using Loschmidt.Baselines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Tests.Baselines;

/// <summary>A linear read-out in closed form.</summary>
public sealed class RidgeReadoutTests
{
    private const int Features = 5;

    /// <summary>Mutation: the offset held back by λ, too, or the mean of the features forgotten in it.</summary>
    [Fact]
    public void Without_a_ridge_it_finds_the_plane_that_the_samples_lie_in()
    {
        double[] slopes = [1, -2, 0.5, 0, 3];
        var weights = Fit(x => 7 + Dot(slopes, x)).Solve(1e-13);
        weights[0][..Features].Zip(slopes, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-9);
        weights[0][Features].ShouldBe(7, 1e-9);
    }

    /// <summary>The slope of Σ|y − b − Wx|² + λn Σ(σ_i W_i)² vanishes at the solution. Mutations: λ not in units of the variance, or not times n.</summary>
    [Fact]
    public void The_solution_is_where_the_penalised_squares_are_smallest()
    {
        const double λ = 0.3;
        var (xs, ys) = Samples(x => Math.Sin(3 * x[0]) + (x[1] * x[2]));
        var weights = Fit(x => Math.Sin(3 * x[0]) + (x[1] * x[2])).Solve(λ)[0];
        double Rest(int s) => ys[s] - weights[Features] - Dot(weights, xs[s]);
        Enumerable.Range(0, xs.Length).Sum(Rest).ShouldBe(0, 1e-10);
        for (var i = 0; i < Features; i++)
        {
            var mean = xs.Average(x => x[i]);
            var variance = xs.Average(x => (x[i] - mean) * (x[i] - mean));
            var slope = -Enumerable.Range(0, xs.Length).Sum(s => Rest(s) * xs[s][i]) + (λ * xs.Length * variance * weights[i]);
            slope.ShouldBe(0, 1e-9);
        }
    }

    /// <summary>Mutation: a division by its variance.</summary>
    [Fact]
    public void A_feature_that_never_changes_has_no_weight()
    {
        var readout = new RidgeReadout(2, 1);
        for (var i = 0; i < 10; i++)
        {
            readout.Add([0.1, i], [2 * i]);
        }

        var weights = readout.Solve(1e-12)[0];
        weights[0].ShouldBe(0);
        weights[1].ShouldBe(2, 1e-9);
        Span<double> answer = stackalloc double[1];
        RidgeReadout.Answer([weights], [0.1, 4], answer);
        answer[0].ShouldBe(8, 1e-8);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        var readout = new RidgeReadout(2, 1);
        Should.Throw<InvalidOperationException>(() => readout.Solve(1)).Message.ShouldContain("no sample");
        Should.Throw<ArgumentException>(() => readout.Add([1], [1])).Message.ShouldContain("read-out of 2 and 1");
        Should.Throw<ArgumentOutOfRangeException>(() => readout.Solve(0));
    }

    private static RidgeReadout Fit(Func<double[], double> law)
    {
        var readout = new RidgeReadout(Features, 1);
        var (xs, ys) = Samples(law);
        for (var s = 0; s < xs.Length; s++)
        {
            readout.Add(xs[s], [ys[s]]);
        }

        return readout;
    }

    private static (double[][] X, double[] Y) Samples(Func<double[], double> law)
    {
        var stream = new RandomStream(1, "samples");
        double[][] xs = [.. Enumerable.Range(0, 40).Select(s =>
            (double[])[.. Enumerable.Range(0, Features).Select(i => 2 + ((1 + i) * stream.Normal((uint)s, (uint)i)))])];
        return (xs, [.. xs.Select(law)]);
    }

    private static double Dot(double[] weights, double[] x) => Enumerable.Range(0, Features).Sum(i => weights[i] * x[i]);
}
