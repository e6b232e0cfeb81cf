using Loschmidt.Fields;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>What a noisy reversal does to θ when there is next to nothing to learn: δθ = (Ω/Γ)χσ²T a step inside the
/// window.</summary>
/// <remarks>
/// An echo of Ψ* + ξ passes every site with the intensity |Ψ|² + 2 Re Ψξ* + |ξ|². The middle term averages out; the
/// last leaves χσ²T in π, the same sign everywhere and in every step. (θ already recoils from it during the way
/// home, which takes the part ΓT/2 off the drift: Γ must be small, as the paper has it.)
/// </remarks>
internal static class DriftCheck
{
    private const double Fraction = 0.05;

    // So small that the cost's part of a step is below the last digit of the drift.
    private const double NextToNothing = 1e-9;

    /// <summary>Table and comparison.</summary>
    public sealed record Outcome(ResultTable Table, Comparison Comparison, IReadOnlyList<double> Ratios);

    /// <summary>Steps over which the drift is averaged.</summary>
    public static int Steps(bool quick) => quick ? 100 : 300;

    /// <summary>Lets the machine run with noise and without an error signal.</summary>
    public static Outcome Run(IWorkshop workshop, bool quick, int seeds)
    {
        var steps = Steps(quick);
        var runs = workshop.Train(
            [.. Enumerable.Range(1, seeds).SelectMany(seed => new[] { 0, steps }.Select(count => workshop.Plan(
                "xor", $"seed={seed}", $"training.steps={count}", $"training.epsilon={Digits.Power(NextToNothing)}",
                "machine.inverseMass=0.001", $"imperfections.reversal.noise={Digits.Fixed(Fraction, 2)}")))]);
        var table = new ResultTable(
            "drift", $"Mean phase χθT over the window after {steps} steps of noise without an error signal",
            new Column("seed"), new Column("measured, rad a step", "0.000000"),
            new Column("(Ω/Γ)χ²σ²T², rad a step", "0.000000"), new Column("measured/predicted", "0.0000"));
        var ratios = new List<double>();
        foreach (var (start, end) in runs.Chunk(2).Select(pair => (pair[0], pair[1])))
        {
            var settings = (WaveSettings)end.Experiment.Machine;
            var phase = settings.Coupling * settings.Duration;
            var measured = phase * (end.Theta.Average() - start.Theta.Average()) / steps;

            // N = (2σ)² I of the input; every site gets its share, and |ξ|² is a density.
            var norm = 4 * settings.Packet.Waist * settings.Packet.Waist * settings.Packet.Intensity;
            var variance = Fraction * norm / (settings.Lattice.Sites * settings.Lattice.CellVolume);
            var predicted = settings.InverseMass / end.Experiment.Training.Decay.Rate * phase * phase * variance;
            ratios.Add(measured / predicted);
            table.Add(end.Experiment.Seed, measured, predicted, ratios[^1]);
        }

        var worst = ratios.MaxBy(ratio => Math.Abs(ratio - 1));
        return new Outcome(
            table,
            new Comparison(
                "drift of θ by noise alone over (Ω/Γ)χσ²T", "not in the paper; 1 by second-order perturbation theory",
                string.Join(", ", ratios.Select(ratio => Digits.Fixed(ratio, 3))),
                $"at most {Digits.PerCent(Math.Abs(worst - 1))}"),
            ratios);
    }
}
