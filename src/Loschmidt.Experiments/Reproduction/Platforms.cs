using Loschmidt.Experiments.Figures;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Machines of quite different physics that teach themselves by the same echo.</summary>
internal sealed class Platforms : IReproduction
{
    // Moments a pass of the pictures of machines in a row.
    private const int Frames = 26;

    private static readonly Platform[] All =
    [
        new("duffing-ring", "ring of Duffing oscillators", true), new("josephson-array", "Josephson array", true),
        new("kerr-resonators", "Kerr resonators", true), new("spin-wave", "spin waves", false), new("matter-wave", "rubidium atoms", false),
    ];

    public string Name => "platforms";

    public string Title => "One procedure, five kinds of physics";

    public string Shows =>
        "The paper says that the procedure does not depend on the Hamiltonian, as long as it is time-reversal invariant, and names platforms: nonlinear optics, superconducting circuits, matter waves, "
        + "spin waves with time-reversal symmetry; it trains none of them.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => $"1{(quick ? "" : $" to {Seeds(quick)}")}";

    public string Extent(bool quick) => $"the presets {string.Join(", ", All.Select(platform => platform.Preset))} at full length";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        var plans = All.Select(platform => Enumerable.Range(1, Seeds(quick)).Select(seed => workshop.Plan(platform.Preset, $"seed={seed}")).ToArray()).ToArray();
        workshop.Say($"{plans.Sum(some => some.Length)} trainings");
        var runs = new Queue<TrainedRun>(workshop.Train([.. plans.SelectMany(some => some)]));
        var results = All.Zip(plans, (platform, some) => (Platform: platform, Runs: some.Select(_ => runs.Dequeue()).ToArray())).ToArray();
        var table = new ResultTable(
            "table", "XOR learned by echoes alone, no optimiser", new Column("machine"), new Column("seed"), new Column("HEB steps"), new Column("cost before", "0.0000"),
            new Column("cost", "0.0e+0"), new Column("correct of 4", "0"));
        foreach (var (platform, all) in results)
        {
            foreach (var run in all)
            {
                table.Add(platform.Name, run.Experiment.Seed, run.Metrics[^1].Step, run.Metrics[0]["cost"], run.Final("cost"), 4 * run.Final("accuracy"));
            }
        }

        return new Findings
        {
            Tables = [table],
            Comparisons =
            [
                .. results.Select(result => new Comparison(
                    $"{result.Platform.Name}: seeds with four right answers", "any time-reversal invariant Hamiltonian; no such machine trained",
                    $"{result.Runs.Count(Right)} of {result.Runs.Length}", result.Runs.All(Right) ? "none" : "not every seed")),
            ],
            Deviations =
            [
                "All machines are ours, with parameters of the presets; what each is, and where its numbers come from, is told under physics/machines.",
                "Pictures show the machine of seed 1 after training, input 01, out and home.",
                .. quick ? ["Quick: one seed; the trainings are those of the full version."] : Array.Empty<string>(),
            ],
            Figures = [.. results.Where(result => result.Platform.InARow).Select(result => ($"{result.Platform.Preset}-echo", Film(workshop, result.Runs[0])))],
        };
    }

    private static int Seeds(bool quick) => quick ? 1 : 10;

    private static bool Right(TrainedRun run) => run.Final("accuracy") == 1;

    private static Figure Film(IWorkshop workshop, TrainedRun run)
    {
        var machine = workshop.Build(run.Experiment);
        run.Theta.CopyTo(machine.Learning.Theta);
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes);
        workshop.Samples(run.Experiment).Train.Read([1], batch);
        return EchoFilm.Shoot(machine, batch, run.Experiment.Training.Nudge, Frames)!.Figures($"{run.Experiment.Name}, trained, sample 1").First().Figure;
    }

    /// <summary>A machine.</summary>
    /// <param name="Preset">Its preset.</param>
    /// <param name="Name">What it is.</param>
    /// <param name="InARow">Whether its sites stand in a row, to be drawn against time.</param>
    private sealed record Platform(string Preset, string Name, bool InARow);
}
