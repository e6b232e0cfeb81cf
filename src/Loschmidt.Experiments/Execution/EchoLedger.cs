using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Execution;

/// <summary>The books of one way out and home without a nudge.</summary>
/// <param name="Cost">C at the turning point.</param>
/// <param name="Home">How far it missed home.</param>
/// <param name="EnergyDrift">|E − E₀|/|E₀| over the way out; NaN where the machine has no energy.</param>
/// <param name="NormDrift">|N − N₀|/|N₀| over the way out; NaN where it conserves none.</param>
internal sealed record EchoLedger(double Cost, HomeDistance Home, double EnergyDrift, double NormDrift)
{
    /// <summary>Sends a sample out and home; overwrites the state of the machine, starts at π = 0.</summary>
    /// <exception cref="NonFiniteException">The field stopped being finite.</exception>
    public static EchoLedger Of(IReverses machine, Batch batch)
    {
        var books = machine as IConserves;
        machine.Learning.Pi.Clear();
        machine.Prepare(batch);
        machine.Keep();
        var (energy, norm) = (books?.Energy(), books?.Norm());
        machine.Evolve();
        var cost = machine.Cost();
        if (!double.IsFinite(cost))
        {
            throw new NonFiniteException(machine.DescribeFault() ?? "the cost is not finite");
        }

        var energyDrift = Drift(energy, books?.Energy());
        var normDrift = Drift(norm, books?.Norm());
        machine.Reverse();
        machine.Return();
        machine.Reverse();
        return new EchoLedger(cost, machine.DistanceFromKept(), energyDrift, normDrift);
    }

    private static double Drift(double? before, double? after) =>
        before is { } from && after is { } to && from != 0 ? Math.Abs((to - from) / from) : double.NaN;
}
