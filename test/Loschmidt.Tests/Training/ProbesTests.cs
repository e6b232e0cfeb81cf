using Loschmidt.Experiments.Reports;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Training;

public sealed class ProbesTests
{
    private static readonly ParameterLayout Layout = new([("block/tensor", [500])]);

    [Fact]
    public void There_are_sixteen_single_parameters_and_four_random_directions()
    {
        var directions = new Probes(Layout, Gradient(_ => 1), seed: 1).Directions;
        directions.Count.ShouldBe(20);
        directions.Take(16).ShouldAllBe(d => d.Count(x => x == 1) == 1 && d.Count(x => x == 0) == 499);

        // Normal components of variance 1/n make a direction of length one, within its spread 1/√(2n).
        directions.Skip(16).ShouldAllBe(d => Math.Abs(Math.Sqrt(d.Sum(x => x * x)) - 1) < 5 / Math.Sqrt(1000));
        directions.Skip(16).ShouldAllBe(d => d.Count(x => x == 0) == 0);
    }

    [Fact]
    public void Parameters_that_the_cost_hardly_feels_are_not_asked()
    {
        var directions = new Probes(Layout, Gradient(i => i % 10 == 0 ? 1 : 1e-6), seed: 1).Directions;
        directions.Take(16).ShouldAllBe(d => Array.IndexOf(d, 1) % 10 == 0);
    }

    [Fact]
    public void A_gradient_that_vanishes_everywhere_still_gets_its_probes() =>
        new Probes(Layout, Gradient(_ => 0), seed: 1).Directions.Count.ShouldBe(20);

    [Fact]
    public void Projections_are_scalar_products()
    {
        var gradient = Gradient(i => i + 1);
        var probes = new Probes(Layout, gradient, seed: 1);
        var projections = probes.Project(gradient);
        for (var i = 0; i < projections.Length; i++)
        {
            projections[i].ShouldBe(probes.Directions[i].Zip(gradient, (d, g) => d * g).Sum(), 1e-9);
        }
    }

    private static double[] Gradient(Func<int, double> of) => [.. Enumerable.Range(0, 500).Select(of)];
}
