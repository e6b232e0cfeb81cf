using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

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
    public void Amsgrad_keeps_the_largest_corrected_square()
    {
        // Gradients 2, then -1: v̂ falls from 4 to 0.004996/0.001999 = 2.4992, the largest stays 4.
        // Turns red where the maximum is taken of v and corrected afterwards: the root would be that of 2.4992.
        var second = 0.08 / 0.19 / Math.Sqrt(4);
        Walk(new AmsGrad(1, floor: 1e-300), rate: 0.1).ShouldBe([1 - 0.1, 1 - 0.1 - 0.1 * second], 1e-12);
    }

    [Fact]
    public void Amsgrad_is_adam_while_slopes_grow()
    {
        double[] a = [0], b = [0];
        var (adam, amsgrad) = (new Adam(1), new AmsGrad(1));
        for (var n = 1; n <= 30; n++)
        {
            adam.Update(a, [n], 0.1);
            amsgrad.Update(b, [n], 0.1);
        }

        b[0].ShouldBe(a[0], 1e-14);
    }

    [Fact]
    public void The_denominator_of_amsgrad_never_falls()
    {
        // One steep slope and then a gentle one: with a constant gradient g = 0.1 and a mean that has settled, a step
        // is rate · 0.1/√u. Adam forgets the slope and speeds up; AMSGrad does not.
        double[] a = [0], b = [0];
        var (adam, amsgrad) = (new Adam(1, beta2: 0.9), new AmsGrad(1, beta2: 0.9));
        for (var n = 0; n < 200; n++)
        {
            (a[0], b[0]) = (0, 0);
            var g = n == 5 ? 10 : 0.1;
            adam.Update(a, [g], 0.1);
            amsgrad.Update(b, [g], 0.1);
        }

        // v at the steep step: 0.9·v + 0.1·100; its correction 1/(1 − 0.9⁶) makes v̂ ≈ 21.35.
        var v = 0.0;
        for (var n = 0; n <= 5; n++)
            v = 0.9 * v + 0.1 * (n == 5 ? 100 : 0.01);
        a[0].ShouldBe(-0.1, 1e-4);
        b[0].ShouldBe(-0.1 * 0.1 / Math.Sqrt(v / (1 - Math.Pow(0.9, 6))), 1e-9);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Clipping_holds_the_update_and_not_the_gradient(string kind)
    {
        // Gradients large and small: no step is longer than the limit, and every step the other way is what the plain
        // one does.
        var (plain, clipped) = (Make(kind, clip: null), Make(kind, clip: 0.01));
        double[] limited = [0, 0, 0], free = [0, 0, 0];
        var cut = 0;
        for (var n = 0; n < 20; n++)
        {
            var (before, was) = ((double[])[.. limited], (double[])[.. free]);
            var g = Gradient(n);
            clipped.Update(limited, g, 0.05);
            plain.Update(free, g, 0.05);
            for (var i = 0; i < 3; i++)
            {
                var wanted = free[i] - was[i];
                cut += Math.Abs(wanted) > 0.01 ? 1 : 0;
                (limited[i] - before[i]).ShouldBe(Math.Clamp(wanted, -0.01, 0.01), 1e-14);
            }
        }

        cut.ShouldBeInRange(5, 55); // some were clipped, some not
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_limit_that_is_never_reached_changes_no_bit(string kind)
    {
        var (plain, clipped) = (Make(kind, clip: null), Make(kind, clip: 1e9));
        double[] a = [1, 2, 3], b = [1, 2, 3];
        for (var n = 0; n < 20; n++)
        {
            plain.Update(a, Gradient(n), 0.05);
            clipped.Update(b, Gradient(n), 0.05);
        }

        b.ShouldBe(a);
    }

    [Fact]
    public void Clipping_does_not_hide_what_is_not_finite()
    {
        double[] θ = [0];
        new ClippedUpdates(new Sgd(), 1, limit: 0.1).Update(θ, [double.PositiveInfinity], 1);
        θ[0].ShouldBe(double.NegativeInfinity);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void What_an_optimiser_remembers_is_all_there_is_to_it(string kind)
    {
        // Twenty steps in one go, or ten, and ten by another one that was given the memory of the first: the promise
        // behind checkpoints. Turns red for each part of a memory that is left out (AMSGrad without "largest", Adam
        // without "updates").
        foreach (var clip in (double?[])[null, 0.01])
        {
            var straight = Make(kind, clip);
            double[] a = [1, -2, 3];
            for (var n = 0; n < 20; n++)
                straight.Update(a, Gradient(n), Rate(n));

            var (first, second) = (Make(kind, clip), Make(kind, clip));
            double[] b = [1, -2, 3];
            for (var n = 0; n < 10; n++)
                first.Update(b, Gradient(n), Rate(n));
            foreach (var (from, to) in first.Memory.Zip(second.Memory))
            {
                to.Name.ShouldBe(from.Name);
                from.Values.CopyTo(to.Values, 0);
            }

            for (var n = 10; n < 20; n++)
                second.Update(b, Gradient(n), Rate(n));
            b.ShouldBe(a);
        }

        double Rate(int n) => 0.05 * Schedules.Factor(new() { Kind = ScheduleKind.Cosine, WarmUp = 5 }, n, 20);
    }

    public static TheoryData<string> Kinds =>
        [.. Enum.GetNames<OptimiserKind>().Where(name => name != nameof(OptimiserKind.Decay))];

    private static IOptimiser Make(string kind, double? clip) => Learners.Optimiser(
        new() { Kind = Enum.Parse<OptimiserKind>(kind), Rate = 0.05, Clip = clip }, new ParameterLayout(("all/theta", [3])));

    private static double[] Gradient(int n) =>
        [Math.Sin(n), n == 3 ? 50 : 0.01 * Math.Cos(3 * n), 1e-3 * (n - 10)];

    private static double[] Walk(IOptimiser optimiser, double rate)
    {
        double[] θ = [1];
        optimiser.Update(θ, [2], rate);
        var first = θ[0];
        optimiser.Update(θ, [-1], rate);
        return [first, θ[0]];
    }
}
