using Loschmidt.Machines;

namespace Loschmidt.Devices.Wire;

/// <summary>Words of <see cref="DeviceHello.Cost"/>: whose flow an injection is.</summary>
internal static class InjectedCost
{
    /// <summary>C ∝ Σ (y − t)² of what is read: anybody who reads the outputs knows it.</summary>
    public const string Square = "square";

    /// <summary>Another one, of which outputs and targets do not tell the value.</summary>
    public const string Own = "own";

    private const double Rounding = 1e-4; // of machines in single precision, with much to spare

    /// <summary>What a machine of ours injects, found by trying two targets; the machine is left as it was.</summary>
    public static string Of(IReverses machine)
    {
        machine.Keep();
        var (one, other) = (Ratio(machine, 0), Ratio(machine, 1));
        machine.Recall();
        return one > 0 && Math.Abs(one - other) <= Rounding * one ? Square : Own;
    }

    /// <summary>The machine's cost over ½ Σ (y − t)²; NaN where there is no such number.</summary>
    private static double Ratio(IReverses machine, int trial)
    {
        var sample = new Batch(machine.Features, machine.Targets, machine.Lanes) { Active = 1 };
        var target = new double[machine.Targets > 0 ? machine.Targets : machine.Outputs];
        if (target.Length != machine.Outputs || (machine.Targets == 0 && trial >= target.Length))
        {
            return double.NaN;
        }

        if (machine.Targets == 0)
        {
            (target[trial], sample.Labels[0]) = (1, trial);
        }

        for (var k = 0; k < machine.Targets; k++)
        {
            sample.Targets[k * machine.Lanes] = target[k] = 0.3 + (0.1 * ((k + trial) % 3)) + (0.2 * trial);
        }

        for (var k = 0; k < machine.Features; k++)
        {
            sample.Inputs[k * machine.Lanes] = 0.5;
        }

        (machine as IDrawsNoise)?.Name(0, 0);
        machine.Prepare(sample);
        machine.Evolve();
        var all = new double[machine.Outputs * machine.Lanes];
        machine.Read(all);
        double[] outputs = [.. Enumerable.Range(0, machine.Outputs).Select(k => all[k * machine.Lanes])];
        // Of dark outputs any cost would be a multiple of the squared target.
        return outputs.Any(static value => Math.Abs(value) > Rounding) ? machine.Cost() / SealedMachine.CostOf(outputs, target) : double.NaN;
    }
}
