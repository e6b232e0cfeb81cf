using Loschmidt.Machines;
using Loschmidt.Sequences;
using Loschmidt.Sequences.Units;

namespace Loschmidt.Tests.Sequences.Units;

/// <summary>What a gradient of a layer allocates beside the sequences themselves.</summary>
public sealed class UnitMemoryTests
{
    [Theory]
    [InlineData(SequenceMethod.Echo)]
    [InlineData(SequenceMethod.OneSided)]
    [InlineData(SequenceMethod.Paired)]
    [InlineData(SequenceMethod.Tangent)]
    [Trait("check", "T26")]
    public void An_echo_needs_the_same_memory_for_any_number_of_steps(SequenceMethod method)
    {
        Allocated(method, 256);
        Allocated(method, 8192).ShouldBe(Allocated(method, 256));
    }

    [Fact]
    [Trait("check", "T26")]
    public void A_stored_trajectory_needs_two_numbers_an_element_and_step()
    {
        Allocated(SequenceMethod.Bptt, 256);
        (Allocated(SequenceMethod.Bptt, 8192) - Allocated(SequenceMethod.Bptt, 256))
            .ShouldBeGreaterThanOrEqualTo((8192 - 256) * 2 * 16 * sizeof(float));
    }

    [Fact]
    public void A_journey_repeated_allocates_nothing()
    {
        var problem = UnitProblem.Draw(UnitKind.Nonlinear, 16, 200, 0.1);
        var shape = UnitShape.Of<float>(16, 1);
        foreach (var method in Enum.GetValues<SequenceMethod>())
        {
            var journey = UnitJourneys.Create<float>(
                new UnitSettings { Kind = UnitKind.Nonlinear, Oscillators = 16 }, shape, new SequenceEcho(method));
            journey.Load(problem.Coefficients, problem.Phi0, problem.Pi0);
            var trial = new UnitTrial<float>(problem, shape, 64);
            void Once()
            {
                trial.Out(journey);
                journey.Turn();
                trial.Home(journey);
                trial.Pull(journey);
            }

            Once();
            var before = GC.GetAllocatedBytesForCurrentThread();
            Once();
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0, $"{method}");
        }
    }

    private static long Allocated(SequenceMethod method, int steps)
    {
        var problem = UnitProblem.Draw(UnitKind.Nonlinear, 16, steps, 0.1);
        var shape = UnitShape.Of<float>(16, 1);
        var trial = new UnitTrial<float>(problem, shape, 64);
        var coefficients = new double[problem.Coefficients.Length];
        double[] phi = new double[16], pi = new double[16];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var journey = UnitJourneys.Create<float>(
            new UnitSettings { Kind = UnitKind.Nonlinear, Oscillators = 16 }, shape, new SequenceEcho(method));
        journey.Load(problem.Coefficients, problem.Phi0, problem.Pi0);
        trial.Out(journey);
        journey.Turn();
        trial.Home(journey);
        trial.Pull(journey);
        journey.Arrive(coefficients, phi, pi);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
