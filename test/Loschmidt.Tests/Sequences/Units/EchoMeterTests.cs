using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Sequences;
using Loschmidt.Sequences.Units;

namespace Loschmidt.Tests.Sequences.Units;

/// <summary>The meter of the way home: quiet where an echo is good, and in time where it will not be.</summary>
public sealed class EchoMeterTests
{
    [Theory]
    [InlineData(UnitKind.Linear, 0.73)]
    [InlineData(UnitKind.Nonlinear, 1e-3)]
    public void A_regular_layer_gives_no_alarm_at_any_moment(UnitKind kind, double h)
    {
        var seen = Watch<float>(UnitProblem.Draw(kind, 16, 50_000, h));
        seen.ShouldAllBe(moment => moment.Warning == null);
        seen[^1].Depth.ShouldBe(50_000);
        seen[^1].Error.ShouldBeInRange(1e-8, EchoMeter<float>.Tolerance);
    }

    [Fact]
    public void A_chaotic_layer_is_announced_before_its_echo_is_lost()
    {
        var seen = Watch<double>(Chaotic(20_000));
        seen[^1].Error.ShouldBeGreaterThan(0.1, "the echo is lost in the end");
        var first = seen.First(moment => moment.Warning != null);
        first.Error.ShouldBeLessThan(1e-6, "at the first warning next to nothing is lost yet");
        first.Horizon.ShouldBeInRange(first.Depth, 40_000);
        first.Rate.ShouldBeGreaterThan(1e-3);
        first.Warning.ShouldNotBeNull().ShouldContain("machine.unit.step");
        first.Warning.ShouldContain("machine.unit.exactReturn: true");
        first.Warning.ShouldNotContain("\n");
        // What was foreseen happened: where the horizon was put, within a factor of two, the error was of order one.
        var lost = seen.First(moment => moment.Error > 0.1).Depth;
        first.Horizon.ShouldBeInRange(lost / 3, lost * 2);
        Watch<float>(Chaotic(20_000)).First(moment => moment.Warning != null).Warning.ShouldNotBeNull()
            .ShouldContain("training.precision: double");
    }

    [Fact]
    public void An_exact_return_of_the_same_layer_gives_no_alarm()
    {
        var meter = Chaotic(20_000).Run<double>(SequenceMethod.Tangent, exactReturn: true).Journey.Meter;
        meter.Warning.ShouldBeNull();
        meter.Error.ShouldBe(0);
        double.IsPositiveInfinity(meter.Horizon).ShouldBeTrue();
    }

    [Fact]
    public void Lanes_of_different_length_are_each_compared_with_their_own_start()
    {
        var problem = UnitProblem.Draw(UnitKind.Linear, 5, [1000, 130, 64, 1], 0.5);
        problem.Run<double>(SequenceMethod.Tangent).Journey.HomeError.ShouldBeInRange(1e-17, 1e-12);
    }

    [Fact]
    [Trait("check", "T5")]
    public void Another_drive_on_the_way_home_is_noticed()
    {
        // The mutation: what is replayed is not what was played.
        var problem = UnitProblem.Draw(UnitKind.Linear, 5, 200, 0.5);
        var shape = UnitShape.Of<double>(5, 1);
        var journey = UnitJourneys.Create<double>(
            new UnitSettings { Oscillators = 5 }, shape, new SequenceEcho(SequenceMethod.Tangent));
        journey.Load(problem.Coefficients, problem.Phi0, problem.Pi0);
        new UnitTrial<double>(problem, shape, 64).Out(journey);
        journey.Turn();
        new UnitTrial<double>(problem with { Drive = [.. problem.Drive.Reverse()] }, shape, 64).Home(journey);
        journey.HomeError.ShouldBeGreaterThan(0.1);
        journey.Meter.Warning.ShouldNotBeNull();
    }

    // Long steps and a white drive: driven anharmonic oscillators are chaotic.
    private static UnitProblem Chaotic(int steps)
    {
        var problem = UnitProblem.Draw(UnitKind.Nonlinear, 16, steps, 0.3);
        var stream = new RandomStream(3, "white");
        return problem with { Drive = [.. problem.Drive.Select((_, i) => 0.6 * stream.Normal(0, (uint)i))] };
    }

    private static List<(double Depth, double Error, double Rate, double Horizon, string? Warning)> Watch<T>(UnitProblem problem)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = UnitShape.Of<T>(problem.Oscillators, problem.Lanes);
        var journey = UnitJourneys.Create<T>(
            new UnitSettings { Kind = problem.Kind, Oscillators = problem.Oscillators }, shape,
            new SequenceEcho(SequenceMethod.Tangent));
        journey.Load(problem.Coefficients, problem.Phi0, problem.Pi0);
        var trial = new UnitTrial<T>(problem, shape, 64);
        trial.Out(journey);
        journey.Turn();
        var seen = new List<(double, double, double, double, string?)>();
        trial.Home(journey, () => seen.Add(
            (journey.Meter.Depth, journey.Meter.Error, journey.Meter.Rate, journey.Meter.Horizon, journey.Meter.Warning)));
        return seen;
    }
}
