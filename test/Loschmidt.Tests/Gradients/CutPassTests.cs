using Loschmidt.Fields;
using Loschmidt.Gradients;
using Loschmidt.Tests.Fields.Waves;

namespace Loschmidt.Tests.Gradients;

/// <summary>What a pass cut into steps promises: the same pass, states to the last bit, steps that can be undone.</summary>
public sealed class CutPassTests
{
    public static TheoryData<string> Machines => [.. CutMachines.Names];

    /// <summary>The mutation: a saved state without the running cost, or without π where θ recoils.</summary>
    [Theory, MemberData(nameof(Machines))]
    public void Steps_are_the_pass_and_a_saved_state_goes_on_to_the_same_bits(string name)
    {
        var (machine, batch) = CutMachines.Of(name);
        var (whole, _) = CutMachines.Of(name);
        whole.Learning.Pi.Fill(0.1);
        machine.Learning.Pi.Fill(0.1);
        whole.Prepare(batch);
        whole.Evolve();

        machine.Prepare(batch);
        var (middle, end) = (new byte[machine.StateBytes], new byte[machine.StateBytes]);
        var half = machine.PassSteps / 2;
        for (var step = 0; step < machine.PassSteps; step++)
        {
            if (step == half)
                machine.SaveState(middle);
            machine.StepForward(step);
        }

        machine.SaveState(end);
        var expected = new byte[machine.StateBytes];
        whole.SaveState(expected);
        end.ShouldBe(expected);
        machine.Cost().ShouldBe(whole.Cost());

        machine.RestoreState(middle);
        for (var step = half; step < machine.PassSteps; step++)
            machine.StepForward(step);
        machine.SaveState(end);
        end.ShouldBe(expected);
    }

    /// <summary>The mutation: the step of the way out in place of the one that the echo meets; waves, light and what a tone drives then miss.</summary>
    [Theory, MemberData(nameof(Machines))]
    public void A_step_back_undoes_a_step_to_within_rounding(string name)
    {
        var (machine, batch) = CutMachines.Of(name);
        machine.Learning.Pi.Fill(0.1);
        machine.Prepare(batch);
        machine.Keep();
        for (var step = 0; step < machine.PassSteps; step++)
            machine.StepForward(step);
        machine.DistanceFromKept().Field.ShouldBeGreaterThan(0.01);
        for (var step = machine.PassSteps - 1; step >= 0; step--)
            machine.StepBack(step);
        machine.DistanceFromKept().Largest.ShouldBeLessThan(1e-11);
    }

    /// <summary>The mutation: the free flight of θ before the first nonlinear step left out of its sweep; it shows where π does not begin at rest.</summary>
    [Theory]
    [InlineData("wave that recoils")]
    [InlineData("graph that recoils")]
    public void A_sweep_from_saved_states_knows_the_momentum_too(string name)
    {
        var (machine, batch) = CutMachines.Of(name);
        var count = machine.Parameters.Count;
        var (theta, pi, byTheta, byPi) = (new double[count], new double[count], new double[count], new double[count]);
        machine.Learning.Pi.Fill(0.1);
        machine.Prepare(batch);
        machine.Keep();
        machine.PullBack(batch, theta, pi);
        machine.Recall();

        var states = new byte[machine.PassSteps][];
        for (var step = 0; step < states.Length; step++)
        {
            states[step] = new byte[machine.StateBytes];
            machine.SaveState(states[step]);
            machine.StepForward(step);
        }

        machine.BeginAdjoint();
        for (var step = states.Length - 1; step >= 0; step--)
        {
            machine.RestoreState(states[step]);
            machine.AdjointStep(step);
        }

        machine.ReadAdjoint(byTheta, byPi);
        Fidelity.Of(byTheta, theta).RelativeError.ShouldBeLessThan(1e-12);
        Fidelity.Of(byPi, pi).RelativeError.ShouldBeLessThan(1e-12);
        Fidelity.Of(pi, new double[count]).NormRatio.ShouldBe(double.PositiveInfinity);
    }

    [Theory, MemberData(nameof(Machines))]
    public void Steps_in_any_direction_allocate_nothing(string name)
    {
        var (machine, batch) = CutMachines.Of(name);
        var state = new byte[machine.StateBytes];
        var gradient = new double[machine.Parameters.Count];
        Journey();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Journey();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Journey()
        {
            machine.Prepare(batch);
            for (var step = 0; step < machine.PassSteps; step++)
                machine.StepForward(step);
            machine.SaveState(state);
            machine.RestoreState(state);
            machine.BeginAdjoint();
            for (var step = machine.PassSteps - 1; step >= 0; step--)
            {
                machine.StepBack(step);
                machine.AdjointStep(step);
            }

            machine.ReadAdjoint(gradient, []);
        }
    }

    /// <summary>The mutation: the state of a float machine kept as doubles would be twice as long, that of a double machine kept as floats would part from
    /// the pass.</summary>
    [Fact]
    public void A_single_precision_state_takes_half_and_comes_back_to_the_last_bit()
    {
        var settings = WaveCases.Small with { Frozen = true };
        var machine = new WaveMachine<float>(settings, 1);
        machine.StateBytes.ShouldBe(2 * 4 * settings.Lattice.Columns * settings.Lattice.Rows);
        new WaveMachine<double>(settings, 1).StateBytes.ShouldBe(2 * machine.StateBytes);

        var (stored, cut) = (new double[machine.Parameters.Count], new double[machine.Parameters.Count]);
        new RevolveEstimator(2).Estimate(machine, WaveCases.Pattern(1), cut);
        new RevolveEstimator(100).Estimate(machine, WaveCases.Pattern(1), stored);
        cut.ShouldBe(stored);
    }
}
