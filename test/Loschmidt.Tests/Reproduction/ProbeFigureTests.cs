using Loschmidt.Experiments.Reproduction;

namespace Loschmidt.Tests.Reproduction;

/// <summary>The figure of weak probes: what its table says is physics.</summary>
public sealed class ProbeFigureTests
{
    /// <summary>The mutation: an activation that treats the probe as the reverse sweep does, whose cosine stays 1.</summary>
    [Fact]
    public void Probes_are_right_in_the_linear_limit_and_lose_the_gradient_while_the_echo_keeps_it()
    {
        var points = HebProbes.Measure([0.01, 1, 4], quick: true, HebProbes.Network, [HebProbes.Strokes()]);
        for (var way = 0; way < 2; way++)
        {
            points[0].Cosines[way].ShouldBeGreaterThan(0.9999);
            points[1].Cosines[way].ShouldBeLessThan(points[0].Cosines[way]);
            points[2].FirstCosines[way].ShouldBeLessThan(0.9);
        }

        points.ShouldAllBe(point => point.Cosines[2] > 1 - 1e-6);
    }
}
