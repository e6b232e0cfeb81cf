using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>The cost somewhere else in parameter space: what differences are made of.</summary>
internal static class DisplacedCost
{
    /// <summary>C at θ + distance·direction, summed over samples; leaves Θ as it was.</summary>
    public static double At(IMachine machine, Batch batch, ReadOnlySpan<double> direction, double distance)
    {
        var evolving = Capability.Get<IEvolves>(machine);
        using var _ = new RestingField(machine.Learning);
        var θ = machine.Learning.Theta;
        for (var i = 0; i < θ.Length; i++)
        {
            θ[i] += distance * direction[i];
        }

        if (machine is ISequenceMachine training)
        {
            return training.TrainingCost(batch);
        }

        evolving.Prepare(batch);
        evolving.Evolve();
        return evolving.Cost();
    }

    /// <summary>Experiments of one reading: a machine in reflection is asked through its outputs one by one.</summary>
    public static int Readings(IMachine machine) => machine is IScatters scatterer ? ForwardProbes.CountFor(scatterer) : 1;

    /// <summary>Whether the machine can be run forward wherever a parameter is moved by some distance, and otherwise why not.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="reach">The distance.</param>
    /// <param name="reason">Why not; empty where it can.</param>
    public static bool IsWithinReach(IMachine machine, double reach, out string reason)
    {
        if (Capability.Require<IEvolves>(machine, out reason) && machine is IScatters scatterer && TooNear(scatterer, reach) is { } knob)
        {
            reason = FormattableString.Invariant(
                $"{machine.Parameters.NameOf(knob.Parameter)} is {machine.Learning.Theta[knob.Parameter]}, and a step of {reach} to either side would make ")
                + "the rate of a port negative; use adjoint or reciprocity";
        }

        return reason.Length == 0;
    }

    private static ScatteringKnob? TooNear(IScatters machine, double reach)
    {
        foreach (var knob in machine.Knobs)
        {
            if (knob.Kind == KnobKind.PortRate && !(machine.Learning.Theta[knob.Parameter] > reach))
            {
                return knob;
            }
        }

        return null;
    }
}
