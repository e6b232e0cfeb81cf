using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Figures;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Binary parameters by echoes and annealing: XOR against the strength of the cost, and Ising problems beside what solves them without a machine.</summary>
internal sealed class AnnealedParameters : IReproduction
{
    // No cost at all is no training; this one moves nothing.
    private const double NextToNothing = 1e-12;

    private static readonly double[] Parts = [0, 1.0 / 16, 1.0 / 8, 1.0 / 4, 1.0 / 2, 1];

    public string Name => "annealing";

    public string Title => "Binary parameters by echoes and annealing";

    public string Shows =>
        "The paper proposes learning fields with discrete ground states, annealed in a bath that cools, and shows none. Here thirty bonds of ±1 learn XOR, and twenty parametric oscillators of "
        + "phase 0 or π find ground states of ±J couplings.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => $"1 to {Seeds(quick)}";

    public string Extent(bool quick) =>
        $"the presets xor-binary (ε = 0 and five strengths) and ising-opo, seeds 1 to {Seeds(quick)}; random search and greedy descent on the same {Seeds(quick)} problems, and all 2^19 states";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        var full = workshop.Plan("xor-binary").Training.Nudge;
        var xor = Parts.Select(part => Learn(workshop, quick, full, part)).ToArray();
        var problems = Solve(workshop, quick);
        var binary = new ResultTable(
            "table", "XOR with binary bonds, the same annealing at every strength of the cost", new Column("ε over the preset's", "0.####"), new Column("seeds", "0"),
            new Column("4 of 4 right", "0"), new Column("4 of 4 with θ rounded to ±1", "0"), new Column("mean cost", "0.000"), new Column("mean ||θ| − 1|", "0.000"));
        foreach (var point in xor)
        {
            binary.Add(point.Part, Seeds(quick), point.Solved, point.Rounded, point.Cost, point.Distance);
        }

        var ising = new ResultTable(
            "ising", "Ising problems of 20 spins: energies found", new Column("seed"), new Column("all 2^19 states", "0"), new Column("annealed", "0"),
            new Column("found", "0"), new Column("best of as many random states as the anneal has steps", "0"), new Column("mean of greedy descents", "0.0"),
            new Column("greedy descents that end in the ground state", "0.0 %"));
        foreach (var problem in problems)
        {
            ising.Add(problem.Seed, problem.Optimum, problem.Annealed, problem.Annealed <= problem.Optimum ? 1 : 0, problem.Random, problem.Greedy, problem.GreedyShare);
        }

        var (solved, without) = (xor.Single(point => point.Part == 1).Solved, xor[0].Solved);
        var found = problems.Count(problem => problem.Annealed <= problem.Optimum);
        var lucky = problems.Count(problem => problem.Random <= problem.Optimum);
        return new Findings
        {
            Tables = [binary, ising],
            Comparisons =
            [
                new("XOR with binary bonds, seeds with 4 of 4 right", "not in the paper", $"{solved} of {Seeds(quick)}; with ε = 0 {without}", "none"),
                new("ground states of 20 spins found", "not in the paper",
                    $"{found} of {problems.Length}; best of random states {lucky} of {problems.Length}; a greedy descent in {Digits.PerCent(problems.Average(problem => problem.GreedyShare), 0)} of its starts",
                    "twenty spins are no difficult problem: a few dozen greedy descents solve it, too"),
            ],
            Deviations =
            [
                "Hyper-parameters of xor-binary were chosen on seeds 101 to 130, those of ising-opo on other problems of the same kind.",
                "A greedy descent turns the spin that lowers the energy most until none does; 1000 random starts a problem.",
                "ε = 0 is ε = 1e-12: wells, bath and annealing act as always.",
            ],
            Figures =
            [
                ("xor", new LineChart
                {
                    Title = "Binary bonds that learn XOR", X = new Axis("ε over the preset's"), Y = new Axis("share of seeds"),
                    Series =
                    [
                        new Series("4 of 4 right", Parts, [.. xor.Select(point => (double)point.Solved / Seeds(quick))], SeriesStyle.Marked),
                        new Series("with θ rounded to ±1", Parts, [.. xor.Select(point => (double)point.Rounded / Seeds(quick))], SeriesStyle.Marked),
                    ],
                }),
                ("ising", new LineChart
                {
                    Title = "Ground states of twenty spins", X = new Axis("seed"), Y = new Axis("energy over that of the ground state"),
                    Series =
                    [
                        Beside("annealed oscillators", problems, problem => problem.Annealed), Beside("random states", problems, problem => problem.Random),
                        Beside("greedy descents, mean", problems, problem => problem.Greedy),
                    ],
                }),
            ],
        };
    }

    private static int Seeds(bool quick) => quick ? 3 : 10;

    private static Point Learn(IWorkshop workshop, bool quick, double full, double part)
    {
        workshop.Say($"xor-binary at {part} of its cost");
        var runs = workshop.Train(
            [.. Enumerable.Range(1, Seeds(quick)).Select(seed => workshop.Plan(
                "xor-binary", $"seed={seed}", $"training.epsilon={Digits.Power(part == 0 ? NextToNothing : part * full, 6)}"))]);
        return new Point(
            part, runs.Count(run => run.Final("accuracy") == 1), runs.Count(run => Right(workshop, run)), runs.Average(run => run.Final("cost")),
            runs.Average(run => run.Theta.Average(θ => Math.Abs(Math.Abs(θ) - 1))));
    }

    // Whether the signs of θ alone answer all four.
    private static bool Right(IWorkshop workshop, TrainedRun run)
    {
        var machine = workshop.Build(run.Experiment);
        var data = workshop.Samples(run.Experiment).Train;
        var batch = new Machines.Batch(machine.Features, machine.Targets, machine.Lanes);
        data.Read([0, 1, 2, 3], batch);
        double[] signs = [.. run.Theta.Select(θ => θ < 0 ? -1.0 : 1.0)];
        signs.CopyTo(machine.Learning.Theta);
        machine.Prepare(batch);
        machine.Evolve();
        var outputs = new double[machine.Outputs * machine.Lanes];
        machine.Read(outputs);
        return Enumerable.Range(0, data.Count).All(lane => (outputs[machine.Lanes + lane] > outputs[lane] ? 1 : 0) == batch.Labels[lane]);
    }

    private static Problem[] Solve(IWorkshop workshop, bool quick)
    {
        workshop.Say("ising-opo");
        var runs = workshop.Train([.. Enumerable.Range(1, Seeds(quick)).Select(seed => workshop.Plan("ising-opo", $"seed={seed}"))]);
        return [.. runs.Select(run =>
        {
            var problem = (IsingDataSet)workshop.Samples(run.Experiment).Train;
            var random = new RandomStream(run.Experiment.Seed, "baselines");
            var spins = run.Theta.Length;
            var tried = Enumerable.Range(0, run.Experiment.Training.Steps!.Value).Min(draw => problem.Energy(Drawn(random, (uint)draw, spins)));
            double[] descents = [.. Enumerable.Range(0, 1000).Select(draw => Descend(problem, Drawn(random, (uint)draw, spins)))];
            return new Problem(
                run.Experiment.Seed, problem.Optimum!.Value, run.Final("energy"), tried, descents.Average(),
                descents.Average(energy => energy <= problem.Optimum + 1e-9 ? 1.0 : 0));
        })];
    }

    private static double[] Drawn(RandomStream random, uint draw, int spins) =>
        [.. Enumerable.Range(0, spins).Select(spin => random.Uniform(draw, (uint)spin) < 0.5 ? -1.0 : 1.0)];

    private static double Descend(IsingDataSet problem, double[] spins)
    {
        var rises = new double[spins.Length];
        while (true)
        {
            problem.Rises(spins, rises);
            var steepest = Array.IndexOf(rises, rises.Min());
            if (rises[steepest] >= 0)
            {
                return problem.Energy(spins);
            }

            spins[steepest] = -spins[steepest];
        }
    }

    private static Series Beside(string name, Problem[] problems, Func<Problem, double> energy) => new(
        name, [.. problems.Select(problem => (double)problem.Seed)], [.. problems.Select(problem => energy(problem) - problem.Optimum)], SeriesStyle.Marked);

    private sealed record Point(double Part, int Solved, int Rounded, double Cost, double Distance);

    private sealed record Problem(ulong Seed, double Optimum, double Annealed, double Random, double Greedy, double GreedyShare);
}
