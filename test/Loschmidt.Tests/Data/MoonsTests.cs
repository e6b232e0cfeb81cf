using Loschmidt.Experiments.Data;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Data;

/// <summary>Two interleaved half circles.</summary>
public sealed class MoonsTests
{
    /// <summary>Mutations: a half circle turned the other way, the second not shifted.</summary>
    [Fact]
    public void Without_noise_points_lie_on_their_half_circles()
    {
        var batch = Read(new MoonsDataSet("train", 64, 0, 1));
        for (var i = 0; i < batch.Active; i++)
        {
            var (x, y) = Point(batch, i);
            var second = batch.Labels[i] == 1;
            var (u, v) = second ? (1 - x, 0.5 - y) : (x, y);
            ((u * u) + (v * v)).ShouldBe(1, 1e-12);
            v.ShouldBeGreaterThanOrEqualTo(0);
        }

        batch.Labels.Sum().ShouldBe(32);
    }

    /// <summary>Mutation: the noise of one coordinate used for both.</summary>
    [Fact]
    public void Noise_is_as_wide_as_it_was_asked_for_and_parts_share_no_sample()
    {
        var (still, noisy) = (Read(new MoonsDataSet("train", 64, 0, 1)), Read(new MoonsDataSet("train", 64, 0.1, 1)));
        var (dx, dy) = (new double[64], new double[64]);
        for (var i = 0; i < 64; i++)
        {
            var ((x, y), (u, v)) = (Point(still, i), Point(noisy, i));
            (dx[i], dy[i]) = (u - x, v - y);
        }

        // 64 samples: the deviation is known to 9 %, a correlation to 0.125; three times that.
        Math.Sqrt(dx.Average(d => d * d)).ShouldBe(0.1, 0.027);
        Math.Sqrt(dy.Average(d => d * d)).ShouldBe(0.1, 0.027);
        Math.Abs(dx.Zip(dy, (a, b) => a * b).Average() / 0.01).ShouldBeLessThan(0.375);
        Read(new MoonsDataSet("test", 64, 0.1, 1)).Inputs.ShouldNotBe(noisy.Inputs);
        Read(new MoonsDataSet("train", 64, 0.1, 2)).Inputs.ShouldNotBe(noisy.Inputs);
    }

    private static Batch Read(MoonsDataSet set)
    {
        var batch = new Batch(2, 0, set.Count);
        set.Read([.. Enumerable.Range(0, set.Count)], batch);
        return batch;
    }

    private static (double X, double Y) Point(Batch batch, int i) => ((batch.Inputs[i] * 4) - 1.5, (batch.Inputs[batch.Lanes + i] * 2.5) - 1);
}
