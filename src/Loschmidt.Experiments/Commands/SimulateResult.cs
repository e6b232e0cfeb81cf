using Loschmidt.Fields.Matter;

namespace Loschmidt.Experiments.Commands;

/// <summary>What a simulation ended with.</summary>
/// <param name="Folder">Where the pictures are.</param>
/// <param name="Figures">Pictures written, relative to <paramref name="Folder"/>.</param>
/// <param name="Cost">Cost of the sample after the way out.</param>
/// <param name="EchoError">Relative distance of the field from its start after an echo without a nudge; NaN where nothing comes home.</param>
/// <param name="BackAction">What that echo left in the learning field: the largest |Δθ| or |Δπ|.</param>
/// <param name="EnergyDrift">Relative change of the energy on the way out; NaN where the machine has none.</param>
/// <param name="NormDrift">Relative change of the conserved norm on the way out; NaN where the machine has none.</param>
/// <param name="Seconds">Wall-clock time.</param>
public sealed record SimulateResult(
    string Folder,
    IReadOnlyList<string> Figures,
    double Cost,
    double EchoError,
    double BackAction,
    double EnergyDrift,
    double NormDrift,
    double Seconds)
{
    /// <summary>Everything else the ledger holds, by the names that metrics have: energy, norm, photons, manleyRowe, manleyRoweDrift, echoOverlap, lyapunov; only
    /// what the machine has.</summary>
    public IReadOnlyDictionary<string, double> Ledger { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Which ancillas did not come home empty, in words; null where all did or there are none.</summary>
    public string? Cause { get; init; }

    /// <summary>The machine's numbers in laboratory units and in those of its equations; null where it was described in the latter.</summary>
    public IReadOnlyList<UnitLine>? Units { get; init; }

    /// <summary>κt at which the fields of coupled modes are within a thousandth of their steady state; null where they are not
    /// while they are followed, and for other machines.</summary>
    public double? SettlingTime { get; init; }

    /// <summary>Largest distance of a field from the steady state at the end of the ring-up, relative to the largest field; null for other machines.</summary>
    public double? Unsettled { get; init; }
}
