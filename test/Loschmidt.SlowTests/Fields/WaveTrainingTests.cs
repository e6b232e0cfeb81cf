using Loschmidt.Fields;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.SlowTests.Fields;

public sealed class WaveTrainingTests
{
    private const double LinearFloor = 0.0796;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Trait("check", "17")]
    public void A_nonlinear_wave_learns_xor_below_the_floor_of_linear_ones(ulong seed)
    {
        var (cost, right) = Train(new WaveSettings(), seed);
        right.ShouldBe(4);
        cost.ShouldBeLessThan(LinearFloor);
    }

    [Fact]
    [Trait("check", "17")]
    public void A_linear_wave_does_not()
    {
        var (cost, right) = Train(new WaveSettings { Nonlinearity = 0 }, 1);
        right.ShouldBeLessThan(4);
        cost.ShouldBeGreaterThan(LinearFloor);
    }

    private static (double Cost, int Right) Train(WaveSettings settings, ulong seed)
    {
        var machine = new WaveMachine<double>(settings, seed);
        var order = new RandomStream(seed, "batches");
        for (var step = 1u; step <= 300; step++)
        {
            machine.Prepare(Pattern(order.Index(4, step)));
            machine.Evolve();
            machine.Reverse();
            machine.Nudge(-1e-3);
            machine.Return();
            machine.Reverse();
            machine.Learning.Decay(1e-2, double.PositiveInfinity);
        }

        var (cost, right) = (0.0, 0);
        var outputs = new double[2];
        machine.Keep();
        for (var pattern = 0; pattern < 4; pattern++)
        {
            machine.Recall();
            var batch = Pattern(pattern);
            machine.Prepare(batch);
            machine.Evolve();
            machine.Read(outputs);
            cost += machine.Cost() / 4;
            right += outputs[batch.Labels[0]] > outputs[1 - batch.Labels[0]] ? 1 : 0;
        }

        return (cost, right);
    }

    private static Batch Pattern(int pattern)
    {
        var batch = new Batch(2, 0, 1) { Active = 1 };
        batch.Inputs[0] = pattern >> 1;
        batch.Inputs[1] = pattern & 1;
        batch.Labels[0] = (pattern >> 1) ^ (pattern & 1);
        return batch;
    }
}
