using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Reports;
using Loschmidt.Learning;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>What a warm bath makes of learning: the law exp(−(H_θ + (ε/T_D) C̄)/kT), and how much warmer random samples are.</summary>
internal sealed class Thermal : IReproduction
{
    // All energies of the wells in units of C/100: nudges stay small, and what counts are ratios.
    private const double Barrier = 0.01, InverseMass = 100, Drive = 1, Kerr = 25;

    // ε/T_D, of the order of the barrier over C: the cost tilts the wells.
    private const double Weight = 4 * Barrier, Time = 0.1, Epsilon = Weight * Time;

    private const double Far = 3.5;

    public string Name => "thermal";

    public string Title => "What a warm bath makes of learning";

    public string Shows =>
        "The paper replaces cost and decay, taking turns, by an effective Hamiltonian, (P:8): in a bath at kT the learning field should follow exp(−(H_θ + (ε/T_D) C̄)/kT). Samples "
        + "drawn at random kick it like a second bath, of temperature Ωε²Var(∂C)/(2ΓT_D).";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => $"1 to {Seeds(quick)}, a run each; random samples: 1 to {NoiseSeeds(quick)}";

    public string Extent(bool quick) =>
        $"one oscillator with one parameter in a double well (and as the phase of a parametric oscillator), four samples; the last θ of {Seeds(quick)} independent runs of {Steps(quick)} steps "
        + $"each; for random samples {NoiseSeeds(quick)} runs of {NoiseSteps(quick)} steps";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        workshop.Say("full batch");
        var laws = new[] { 0.6, 1.2 }.SelectMany(heat => Matters.Select(matter => Law(matter.Name, matter.Make, heat * Barrier, quick))).ToArray();
        workshop.Say("random samples");
        var noises = new[] { 0.1, 0.2, 0.4 }.Select(rate => Noise(rate, quick)).ToArray();
        var fit = new ResultTable(
            "table", "Last θ of independent runs against the law, by the Kolmogorov–Smirnov distance D",
            new Column("matter"), new Column("kT over the barrier", "0.0"), new Column("runs", "0"), new Column("D", "0.0000"), new Column("probability of such a D", "0.000"),
            new Column("D without the cost in the law", "0.0000"), new Column("probability", "0.0e+0"));
        foreach (var law in laws)
        {
            fit.Add(law.Matter, law.Temperature / Barrier, law.Theta.Length, law.Distance, law.Probability, law.Without, KolmogorovSmirnov.Probability(law.Without, law.Theta.Length));
        }

        var extra = new ResultTable(
            "noise", "Temperature that random samples add, Ω⟨π²⟩ − kT, against Ωε²Var(∂C)/(2ΓT_D), both over the barrier",
            new Column("Γ", "0.00"), new Column("measured", "0.0000"), new Column("standard error", "0.0000"), new Column("predicted", "0.0000"),
            new Column("measured/predicted", "0.000"), new Column("± ", "0.000"));
        foreach (var noise in noises)
        {
            extra.Add(noise.Rate, noise.Measured / Barrier, noise.Error / Barrier, noise.Predicted / Barrier, noise.Measured / noise.Predicted, noise.Error / noise.Predicted);
        }

        var least = laws.Min(law => law.Probability);
        return new Findings
        {
            Tables = [fit, extra],
            Comparisons =
            [
                new("least probability of four Kolmogorov–Smirnov tests", "the law follows from (P:8)", Digits.Fixed(least, 3), least > 0.01 ? "none" : "the law is rejected"),
                new("extra temperature of random samples over Ωε²Var(∂C)/(2ΓT_D)", "not in the paper; 1, up to the second order in ΓT_D",
                    string.Join(", ", noises.Select(noise => $"{Digits.Fixed(noise.Measured / noise.Predicted, 3)} ± {Digits.Fixed(noise.Error / noise.Predicted, 3)}")),
                    noises.All(noise => Math.Abs(noise.Measured - noise.Predicted) < 3 * noise.Error) ? "none" : "more than three standard errors"),
            ],
            Deviations =
            [
                "θ is held during a pass, so that C̄ depends on θ alone; C̄ is that of the discretised machine, by running it.",
                "Full batch: four echoes of ε/4 each before one decay. Random samples: one echo of ε, of a sample drawn independently every step.",
                "Var(∂C) is the variance over the four samples, averaged over the θ that the runs visit.",
                $"kT, barrier and ε scale together; the barrier is {Barrier} in units of C, so that a one-sided echo of ε = {Epsilon} is off by about that part.",
            ],
            Figures = [("law", Chart(laws[0])), ("law-opo", Chart(laws[1])), ("noise", NoiseChart(noises))],
        };
    }

    /// <summary>The last θ of independent runs at a temperature, and the law.</summary>
    internal static LawPoint Law(string name, Func<LearningMatter> make, double temperature, bool quick)
    {
        var (seeds, steps) = (Seeds(quick), Steps(quick));
        var theta = new double[seeds];
        Parallel.For(0, seeds, () => new ThermalMachine(make()), (run, _, machine) =>
        {
            var bath = new Bath(temperature, (ulong)(run + 1));
            machine.Begin(run % 2 == 0 ? 1 : -1, decayRate: 1);
            for (var step = 0; step < steps; step++)
            {
                machine.Step(Epsilon, Time, bath, step, sample: null);
            }

            theta[run] = machine.Field.Theta[0];
            return machine;
        }, _ => { });
        var probe = new ThermalMachine(make());
        var law = new BoltzmannLaw(θ => Momenta(probe.Field.Matter!, θ, temperature) * Math.Exp(-Weight * probe.Costs(θ).Average() / temperature), -Far, Far, 700);
        var bare = new BoltzmannLaw(θ => Momenta(probe.Field.Matter!, θ, temperature), -Far, Far, 700);
        var distance = KolmogorovSmirnov.Distance(theta, law.Below);
        return new(name, temperature, theta, law, bare, distance, KolmogorovSmirnov.Probability(distance, seeds), KolmogorovSmirnov.Distance(theta, bare.Below));
    }

    /// <summary>How warm random samples keep the momenta of a cold double well.</summary>
    internal static NoisePoint Noise(double rate, bool quick)
    {
        const double temperature = 0.02 * Barrier;
        const double ε = Epsilon / 2;
        var (seeds, steps) = (NoiseSeeds(quick), NoiseSteps(quick));
        var (heat, variance) = (new double[seeds], new double[seeds]);
        var slopes = new ThermalMachine(Matters[0].Make());
        double[] table = [.. Enumerable.Range(0, 701).Select(i => Variance(slopes, -Far + (i * 2 * Far / 700)))];
        Parallel.For(0, seeds, () => new ThermalMachine(Matters[0].Make()), (run, _, machine) =>
        {
            var bath = new Bath(temperature, (ulong)(run + 1));
            var samples = new RandomStream((ulong)(run + 1), "samples");
            machine.Begin(1, rate);
            var settled = (int)(10 / (rate * Time));
            for (var step = 0; step < settled + steps; step++)
            {
                machine.Step(ε, Time, bath, step, samples.Index(ThermalMachine.Samples, (uint)step));
                if (step >= settled)
                {
                    var θ = machine.Field.Theta[0];
                    heat[run] += InverseMass * machine.MeanSquare / steps;
                    variance[run] += table[Math.Clamp((int)Math.Round((θ + Far) / (2 * Far) * 700), 0, 700)] / steps;
                }
            }

            return machine;
        }, _ => { });
        var mean = heat.Average();
        var error = Math.Sqrt(heat.Sum(one => (one - mean) * (one - mean)) / (seeds - 1) / seeds);
        return new(rate, mean - temperature, error, InverseMass * ε * ε * variance.Average() / (2 * rate * Time));
    }

    /// <summary>Runs whose last θ is compared.</summary>
    internal static int Seeds(bool quick) => quick ? 300 : 6000;

    private static (string Name, Func<LearningMatter> Make)[] Matters =>
    [
        ("double well", () => new DoubleWell(Barrier, InverseMass)), ("phase of an oscillator", () => new OpoPhase(Drive, Kerr)),
    ];

    private static int Steps(bool quick) => 1000;

    private static int NoiseSeeds(bool quick) => quick ? 40 : 100;

    private static int NoiseSteps(bool quick) => quick ? 5000 : 20_000;

    // ∫ exp(−H_θ/kT) dπ at fixed θ.
    private static double Momenta(LearningMatter matter, double θ, double temperature)
    {
        var (state, sum) = (new double[2], 0.0);
        var width = 8 * Math.Sqrt(temperature / matter.InverseMass);
        const int pieces = 200;
        for (var i = 0; i <= pieces; i++)
        {
            matter.Settle([θ], state);
            matter.Kick(state, [width * ((2.0 * i / pieces) - 1)]);
            sum += Math.Exp(-matter.Energy(state) / temperature);
        }

        return sum;
    }

    private static double Variance(ThermalMachine machine, double θ)
    {
        const double δ = 1e-4;
        double[] slopes = [.. machine.Costs(θ + δ).Zip(machine.Costs(θ - δ), (plus, minus) => (plus - minus) / (2 * δ))];
        var mean = slopes.Average();
        return slopes.Average(slope => (slope - mean) * (slope - mean));
    }

    private static LineChart Chart(LawPoint law)
    {
        const double width = 0.1;
        var bins = law.Theta.GroupBy(θ => Math.Floor(θ / width)).OrderBy(bin => bin.Key).ToArray();
        return new LineChart
        {
            Title = $"{law.Matter}: last θ of {law.Theta.Length} runs at kT = {Digits.Fixed(law.Temperature / Barrier, 1)} barriers",
            X = new Axis("θ"), Y = new Axis("probability density"),
            Series =
            [
                new Series("exp(−(H_θ + (ε/T_D) C̄)/kT)", [.. law.Law.Points], [.. law.Law.Densities]),
                new Series("runs", [.. bins.Select(bin => (bin.Key + 0.5) * width)], [.. bins.Select(bin => bin.Count() / (law.Theta.Length * width))], SeriesStyle.Dots),
                new Series("exp(−H_θ/kT), without the cost", [.. law.Bare.Points], [.. law.Bare.Densities], SeriesStyle.Reference),
            ],
        };
    }

    private static LineChart NoiseChart(NoisePoint[] points)
    {
        double[] rates = [.. points.Select(point => point.Rate)];
        return new LineChart
        {
            Title = "Temperature that random samples add", X = new Axis("damping rate Γ") { Logarithmic = true }, Y = new Axis("kT added, over the barrier"),
            Series =
            [
                new Series("Ωε²Var(∂C)/(2ΓT_D)", rates, [.. points.Select(point => point.Predicted / Barrier)]),
                new Series("measured, Ω⟨π²⟩ − kT", rates, [.. points.Select(point => point.Measured / Barrier)], SeriesStyle.Marked),
            ],
        };
    }

    /// <summary>A sample of θ and the laws it is compared with.</summary>
    internal sealed record LawPoint(
        string Matter, double Temperature, double[] Theta, BoltzmannLaw Law, BoltzmannLaw Bare, double Distance, double Probability, double Without);

    /// <summary>The extra temperature at a damping rate.</summary>
    internal sealed record NoisePoint(double Rate, double Measured, double Error, double Predicted);
}
