using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Tests.Training;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(25, 0.853553390593274)] // (1 + cos 45°)/2
    [InlineData(50, 0.5)]
    [InlineData(100, 0)]
    public void A_cosine_falls_from_one_to_nothing(int step, double factor) =>
        Schedules.Factor(new() { Kind = ScheduleKind.Cosine }, step, 100).ShouldBe(factor, 1e-12);

    [Fact]
    public void A_floor_lifts_the_end_of_a_cosine_and_not_its_beginning()
    {
        var schedule = new ScheduleSettings { Kind = ScheduleKind.Cosine, Floor = 0.2 };
        Schedules.Factor(schedule, 0, 100).ShouldBe(1, 1e-12);
        Schedules.Factor(schedule, 50, 100).ShouldBe(0.6, 1e-12);
        Schedules.Factor(schedule, 100, 100).ShouldBe(0.2, 1e-12);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(50, 0.5)]
    [InlineData(150, 0.25)]
    [InlineData(100_000, 0.1)] // the floor
    public void A_hyperbola_has_halved_after_tau(int step, double factor) =>
        Schedules.Factor(new() { Kind = ScheduleKind.Hyperbolic, Tau = 50, Floor = 0.1 }, step, 200)
            .ShouldBe(factor, 1e-12);

    [Fact]
    public void A_constant_schedule_is_one_whatever_the_step() =>
        Schedules.Factor(new(), 77, 100).ShouldBe(1);

    [Theory]
    [InlineData(99, 1)]
    [InlineData(100, 0.1)] // the step at which it is multiplied is the first with the smaller rate
    [InlineData(199, 0.1)]
    [InlineData(200, 0.01)]
    [InlineData(300, 0.005)] // the floor, not 0.001
    public void Steps_multiply_at_each_of_their_steps(int step, double factor) =>
        Schedules.Factor(new() { Kind = ScheduleKind.Steps, At = [100, 200, 300], Floor = 0.005 }, step, 400)
            .ShouldBe(factor, 1e-15);

    [Fact]
    public void Steps_multiply_by_the_factor_given() =>
        Schedules.Factor(new() { Kind = ScheduleKind.Steps, At = [1, 2], Factor = 0.5 }, 7, 10).ShouldBe(0.25, 1e-15);

    [Theory]
    [InlineData(0, 0.25)] // 1/N, not 0: a step that does nothing would be wasted
    [InlineData(1, 0.5)]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    public void A_warm_up_climbs_from_one_nth_to_one(int step, double factor) =>
        Schedules.Factor(new() { WarmUp = 4 }, step, 100).ShouldBe(factor, 1e-15);

    [Fact]
    public void A_warm_up_multiplies_a_cosine_that_spans_the_whole_run()
    {
        // Turns red where the cosine begins after the warm-up: its factor at step 50 of 100 would not be one half.
        var schedule = new ScheduleSettings { Kind = ScheduleKind.Cosine, WarmUp = 10 };
        Schedules.Factor(schedule, 4, 100).ShouldBe(0.5 * (1 + Math.Cos(Math.PI * 0.04)) / 2, 1e-12);
        Schedules.Factor(schedule, 50, 100).ShouldBe(0.5, 1e-12);
        Schedules.Factor(schedule, 100, 100).ShouldBe(0, 1e-12);
    }
}
