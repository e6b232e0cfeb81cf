using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Schema;
using Loschmidt.Fields;
using Loschmidt.Learning;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Whether parameters that are angles of Mexican hats learn at the rate that theory gives them.</summary>
internal sealed class MexicanHatFigure : IReproduction
{
    private const int Inputs = 4;

    // The cost of all four inputs is worked out every so many cycles.
    private const int Every = 5;

    public string Name => "mexican-hat";

    public string Title => "XOR learned by Mexican hats at the rate of theory";

    public string Shows =>
        "Two parametrically driven Kerr modes have a circle of ground states, and the angle on it can be a learning parameter; the paper gives the Hamiltonian (eq. 23) and trains no such machine.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => quick ? "1" : $"1 to {Seeds(quick)}";

    public string Extent(bool quick) => $"the preset xor-hat, {Cycles(quick)} HEB cycles, seeds 1 to {Seeds(quick)}, beside free particles with the same Ω on the same samples";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        var courses = Enumerable.Range(1, Seeds(quick)).Select(seed => Learn(workshop, seed, Cycles(quick))).ToArray();
        var table = new ResultTable(
            "table", "Displacement of a HEB cycle over −(εΩ/Γ) ∂C/∂θ, Ω = 8b",
            new Column("seed"), new Column("slope", "0.0000"), new Column("± standard error", "0.0000"), new Column("cosine", "0.0000"),
            new Column("cost before", "0.0000"), new Column("hats, after", "0.0000"), new Column("free particles, after", "0.0000"),
            new Column("largest |π|/R² at a turning point", "0.000"));
        foreach (var course in courses)
        {
            table.Add(course.Seed, course.Rate.Slope, course.Rate.Error, course.Rate.Cosine, course.Hat[0], course.Hat[^1], course.Free[^1], course.Kick);
        }

        var curves = new ResultTable("course", "Mean cost of the four inputs", new Column("seed"), new Column("cycle"), new Column("hats", "0.00000"), new Column("free particles", "0.00000"));
        foreach (var course in courses)
        {
            for (var i = 0; i < course.Hat.Length; i++)
            {
                curves.Add(course.Seed, i * Every, course.Hat[i], course.Free[i]);
            }
        }

        var worst = courses.Max(course => Math.Abs(course.Rate.Slope - 1));
        return new Findings
        {
            Tables = [table, curves],
            Comparisons =
            [
                new("displacement of a cycle over −(ε8b/Γ) ∂C/∂θ", "1 by theory; not in the paper",
                    string.Join(", ", courses.Select(course => $"{Digits.Fixed(course.Rate.Slope, 4)} ± {Digits.Fixed(course.Rate.Error, 4)}")),
                    $"at most {Digits.PerCent(worst)}"),
                new("cost after training", "below 0.0796, the floor of linear machines",
                    $"hats {string.Join(", ", courses.Select(course => Digits.Fixed(course.Hat[^1], 4)))}; free particles {string.Join(", ", courses.Select(course => Digits.Fixed(course.Free[^1], 4)))}",
                    courses.All(course => course.Hat[^1] < QuantumFloor.LinearFloor) ? "none" : "not there after this many cycles"),
            ],
            Deviations =
            [
                "∂C/∂θ is that of free particles with Ω = 8b, by a stored-trajectory reverse sweep: it knows neither hats nor echoes.",
                "Symmetric echoes, which have no bias of order ε: with one-sided ones at the same ε the slopes of whole trainings are 0.99, 0.84 and 0.96, for free particles as for hats.",
                "What is left over is the recoil during a pass, and the share (π/R²)² by which a hat that is kicked is no free particle.",
                .. XorPlans.Deviations.Take(2), XorPlans.Resolution,
            ],
            Figures =
            [
                ("rate", new LineChart
                {
                    Title = "Displacement of a cycle over −(ε8b/Γ) ∂C/∂θ", X = new Axis("HEB cycle"), Y = new Axis("slope over all parameters"),
                    Series =
                    [
                        .. courses.Select(course => new Series($"seed {course.Seed}", Steps(course.Rate.Slopes.Length, 1), course.Rate.Slopes)),
                        new Series("theory", [0, Cycles(quick)], [1, 1], SeriesStyle.Reference),
                    ],
                }),
                ("cost", new LineChart
                {
                    Title = "XOR learned by hats and by free particles", X = new Axis("HEB cycle"), Y = new Axis("mean cost"),
                    Series =
                    [
                        .. courses.Select(course => new Series($"hats, seed {course.Seed}", Steps(course.Hat.Length, Every), course.Hat)),
                        .. courses.Select((course, n) => new Series(n == 0 ? "free particles, the same seeds" : "", Steps(course.Free.Length, Every), course.Free, SeriesStyle.Reference)),
                    ],
                }),
            ],
        };
    }

    /// <summary>Trains hats and free particles on the same samples.</summary>
    internal static Course Learn(IWorkshop workshop, int seed, int cycles)
    {
        workshop.Say($"seed {seed}");
        var plan = workshop.Plan("xor-hat", $"seed={seed}");
        var settings = (WaveSettings)plan.Machine;
        var matter = (MexicanHat)MatterFactory.Of(plan.Learning!);
        var hats = workshop.Build(plan);
        hats.Learning.MakeOf(matter, plan.Learning!.Held);
        var alike = plan with { Machine = settings with { InverseMass = matter.InverseMass * settings.Lattice.CellVolume, Frozen = plan.Learning.Held } };
        var (free, reference) = (workshop.Build(alike), workshop.Build(alike));
        var inputs = Samples(workshop, plan, hats);
        var stream = new RandomStream(plan.Seed, "mexican-hat");
        Batch[] samples = [.. Enumerable.Range(0, cycles).Select(step => inputs[stream.Index(Inputs, (uint)step)])];
        var cycle = new SelfLearningCycle { Epsilon = plan.Training.Nudge, DecayRate = plan.Training.Decay.Rate, Protocol = plan.Training.Protocol ?? EchoProtocol.OneSided };
        var (costs, freeCosts, kick) = (new List<double>(), new List<double>(), Kick(hats, inputs[1]) / matter.SquaredRadius);

        void Note(int step)
        {
            if (step % Every == 0)
            {
                workshop.Say($"seed {seed}, cycle {step} of {cycles}");
                costs.Add(Cost(reference, hats.Learning.Theta, inputs));
                freeCosts.Add(Cost(reference, free.Learning.Theta, inputs));
            }
        }

        var rate = new HatRate(hats, (IPullsBack)reference, cycle, samples, step =>
        {
            Note(step);
            cycle.Step(free, samples[step]);
        });
        Note(cycles - (cycles % Every));
        return new Course(seed, rate, [.. costs], [.. freeCosts], kick);
    }

    /// <summary>One seed's training.</summary>
    /// <param name="Seed">The seed.</param>
    /// <param name="Rate">Displacements beside theory.</param>
    /// <param name="Hat">Costs of the hats.</param>
    /// <param name="Free">Costs of free particles.</param>
    /// <param name="Kick">Largest |π|/R² when the wave is reversed.</param>
    internal sealed record Course(int Seed, HatRate Rate, double[] Hat, double[] Free, double Kick);

    private static int Cycles(bool quick) => quick ? 40 : 200;

    private static int Seeds(bool quick) => quick ? 1 : 3;

    private static double[] Steps(int count, int every) => [.. Enumerable.Range(0, count).Select(i => (double)i * every)];

    private static Batch[] Samples(IWorkshop workshop, Experiment plan, IMachine machine)
    {
        var data = workshop.Samples(plan).Train;
        return
        [
            .. Enumerable.Range(0, Inputs).Select(row =>
            {
                var batch = new Batch(machine.Features, machine.Targets, machine.Lanes);
                data.Read([row], batch);
                return batch;
            }),
        ];
    }

    private static double Cost(IReverses machine, ReadOnlySpan<double> theta, Batch[] inputs)
    {
        var cost = 0.0;
        foreach (var input in inputs)
        {
            theta.CopyTo(machine.Learning.Theta);
            machine.Learning.Pi.Clear();
            machine.Prepare(input);
            machine.Evolve();
            cost += machine.Cost() / Inputs;
        }

        return cost;
    }

    private static double Kick(IReverses machine, Batch input)
    {
        var θ = machine.Learning.Theta.ToArray();
        machine.Prepare(input);
        machine.Evolve();
        var kick = 0.0;
        foreach (var π in machine.Learning.Pi)
        {
            kick = Math.Max(kick, Math.Abs(π));
        }

        θ.CopyTo(machine.Learning.Theta);
        machine.Learning.Pi.Clear();
        return kick;
    }
}
