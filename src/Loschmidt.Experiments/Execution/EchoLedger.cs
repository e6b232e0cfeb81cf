using Loschmidt.Experiments.Training;
using Loschmidt.Machines;
using Loschmidt.Reversal;

namespace Loschmidt.Experiments.Execution;

/// <summary>The books of one way out and home without a nudge.</summary>
/// <param name="Cost">C at the turning point.</param>
/// <param name="Home">How far it missed home.</param>
/// <param name="EnergyDrift">|E − E₀|/|E₀| over the way out; NaN where the machine has no energy.</param>
/// <param name="NormDrift">|N − N₀|/|N₀| over the way out; NaN where it conserves none.</param>
internal sealed record EchoLedger(double Cost, HomeDistance Home, double EnergyDrift, double NormDrift)
{
    // Where a displacement points is a convention, the same for every run.
    private const ulong Direction = 1;

    /// <summary>H before the pass, of the samples; NaN where the machine has no energy.</summary>
    public double Energy { get; private init; } = double.NaN;

    /// <summary>The conserved norm before the pass; NaN where it conserves none.</summary>
    public double Norm { get; private init; } = double.NaN;

    /// <summary>Σ|Ψ|² at the turning point; NaN where coordinates are no modes.</summary>
    public double Photons { get; private init; } = double.NaN;

    /// <summary>Σ|Ψ|² + 2Σ|a|² before the pass; NaN where there is no χ(2).</summary>
    public double ManleyRowe { get; private init; } = double.NaN;

    /// <summary>Its relative change over the way out.</summary>
    public double ManleyRoweDrift { get; private init; } = double.NaN;

    /// <summary>Growth rate of a small displacement over the way out; NaN where the field is not to be reached.</summary>
    public double Lyapunov { get; private init; } = double.NaN;

    /// <summary>What ancillas that did not come home empty say; null where there is nothing to say.</summary>
    public string? Cause { get; private init; }

    /// <summary>What is logged at every evaluation: only what this machine has, under the names of <see cref="Reports.LedgerMetrics"/>.</summary>
    public IEnumerable<(string Name, double Value)> Figures()
    {
        (string Name, double Value)[] all =
        [
            ("energy", Energy), ("norm", Norm), ("photons", Photons), ("manleyRowe", ManleyRowe), ("manleyRoweDrift", ManleyRoweDrift),
            ("echoOverlap", Home.Overlap), ("lyapunov", Lyapunov),
        ];
        return all.Where(figure => double.IsFinite(figure.Value));
    }

    /// <summary>As <see cref="Of"/>, and the growth of a displacement, for two more passes.</summary>
    /// <exception cref="NonFiniteException">The field stopped being finite.</exception>
    public static EchoLedger WithGrowth(IReverses machine, Batch batch)
    {
        var θ = machine.Learning.Theta.ToArray();
        var ledger = Of(machine, batch);
        if (((machine as IModelled)?.Model ?? machine) is not IExposed field || (field as IRefuses)?.Refusal<IExposed>() is not null)
        {
            return ledger;
        }

        θ.CopyTo(field.Learning.Theta);
        field.Learning.Pi.Clear();
        var growth = LyapunovEstimate.Of(field, batch, Direction);
        θ.CopyTo(field.Learning.Theta);
        field.Learning.Pi.Clear();
        return ledger with { Lyapunov = growth };
    }

    /// <summary>Sends a sample out and home; overwrites the state of the machine, starts at π = 0, leaves θ as it was.</summary>
    /// <remarks>A θ that recoils comes home displaced where the echo is imperfect: what follows would begin elsewhere.</remarks>
    /// <exception cref="NonFiniteException">The field stopped being finite.</exception>
    public static EchoLedger Of(IReverses machine, Batch batch)
    {
        var (books, quanta, ancillas) = (machine as IConserves, machine as ICountsQuanta, machine as IKeepsAncillas);
        var θ = machine.Learning.Theta.ToArray();
        machine.Learning.Pi.Clear();
        machine.Prepare(batch);
        machine.Keep();
        var (energy, norm, manleyRowe) = (books?.Energy(), books?.Norm(), quanta?.ManleyRowe());
        machine.Evolve();
        var cost = machine.Cost();
        if (!double.IsFinite(cost))
        {
            throw new NonFiniteException(machine.DescribeFault() ?? "the cost is not finite");
        }

        var energyDrift = Drift(energy, books?.Energy());
        var normDrift = Drift(norm, books?.Norm());
        var manleyRoweDrift = Drift(manleyRowe, quanta?.ManleyRowe());
        var photons = quanta?.Photons();
        double[] turning = ancillas is null ? [] : AncillaAudit.Census(ancillas);
        machine.Reverse();
        machine.Return();
        machine.Reverse();
        var ledger = new EchoLedger(cost, machine.DistanceFromKept(), energyDrift, normDrift)
        {
            Energy = energy ?? double.NaN,
            Norm = norm ?? double.NaN,
            Photons = photons ?? double.NaN,
            ManleyRowe = manleyRowe ?? double.NaN,
            ManleyRoweDrift = manleyRoweDrift,
            Cause = ancillas is null ? null : AncillaAudit.Describe(ancillas, turning),
        };
        θ.CopyTo(machine.Learning.Theta);
        return ledger;
    }

    private static double Drift(double? before, double? after) =>
        before is { } from && after is { } to && from != 0 ? Math.Abs((to - from) / from) : double.NaN;
}
