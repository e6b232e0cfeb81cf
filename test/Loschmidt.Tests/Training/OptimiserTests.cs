using Loschmidt.Experiments.Training;

namespace Loschmidt.Tests.Training;

/// <summary>Two steps of each optimiser, worked out by hand for gradients 2 and then −1.</summary>
public sealed class OptimiserTests
{
    [Fact]
    public void Gradient_descent_moves_by_rate_times_gradient() =>
        Walk(new Sgd(), rate: 0.1).ShouldBe([1 - 0.2, 1 - 0.2 + 0.1], 1e-15);

    [Fact]
    public void The_heavy_ball_remembers_its_velocity() =>

        // v = 2, then 0.5·2 − 1 = 0: the ball stands still although there is a slope.
        Walk(new HeavyBall(1, inertia: 0.5), rate: 0.1).ShouldBe([1 - 0.2, 1 - 0.2], 1e-15);

    [Fact]
    public void Adam_divides_the_mean_by_the_root_of_the_mean_square()
    {
        // n = 1: m̂ = g, v̂ = g², a step of exactly one rate (ε aside).
        // n = 2: m = 0.9·0.2 − 0.1 = 0.08, m̂ = 0.08/0.19; v = 0.999·0.004 + 0.001 = 0.004996, v̂ = 0.004996/0.001999.
        var second = 0.08 / 0.19 / Math.Sqrt(0.004996 / 0.001999);
        Walk(new Adam(1, floor: 1e-300), rate: 0.1).ShouldBe([1 - 0.1, 1 - 0.1 - 0.1 * second], 1e-12);
    }

    [Fact]
    public void The_floor_of_adam_is_added_to_the_root()
    {
        double[] θ = [0];
        new Adam(1, floor: 3).Update(θ, [1], 0.1);
        θ[0].ShouldBe(-0.1 / (1 + 3), 1e-12);
    }

    [Fact]
    public void What_an_optimiser_remembers_is_all_there_is_to_it()
    {
        // A second one that is given the memory of the first takes the same third step: the promise behind checkpoints.
        foreach (var make in (Func<IOptimiser>[])[() => new Adam(1), () => new HeavyBall(1, 0.9), () => new Sgd()])
        {
            var (first, second) = (make(), make());
            double[] a = [1];
            first.Update(a, [2], 0.1);
            first.Update(a, [-1], 0.1);
            double[] b = [a[0]];
            foreach (var (from, to) in first.Memory.Zip(second.Memory))
            {
                from.Values.CopyTo(to.Values, 0);
            }

            first.Update(a, [0.3], 0.1);
            second.Update(b, [0.3], 0.1);
            b.ShouldBe(a);
        }
    }

    private static double[] Walk(IOptimiser optimiser, double rate)
    {
        double[] θ = [1];
        optimiser.Update(θ, [2], rate);
        var first = θ[0];
        optimiser.Update(θ, [-1], rate);
        return [first, θ[0]];
    }
}
