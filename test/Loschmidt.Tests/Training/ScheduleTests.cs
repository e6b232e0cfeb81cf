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
        Schedules.Factor(new() { Kind = ScheduleKind.Hyperbolic, Tau = 50, Floor = 0.1 }, step, 200).ShouldBe(factor, 1e-12);

    [Fact]
    public void A_constant_schedule_is_one_whatever_the_step() =>
        Schedules.Factor(new(), 77, 100).ShouldBe(1);
}
