using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Reports;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Relaxation;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>How far every estimator is off for a finite nudge or step, and by which power of it.</summary>
internal sealed class EstimatorBias : IReproduction
{
    // Steps of half a decade from 1 down; what is below rounding is left out of the fit, not of the table.
    private const int Largest = 1, Smallest = 13;

    private const int SpsaDraws = 32;

    private static readonly (string Name, int Order, Func<double, IGradientEstimator> At)[] Echoes =
    [
        ("echo, one-sided", 1, ε => new OneSidedEchoEstimator(ε)), ("echo, symmetric", 2, ε => new EchoEstimator(ε)),
        ("forward differences", 1, h => new Differences(h, Central: false)), ("central differences", 2, h => new Differences(h, Central: true)),
        ("five-point differences", 4, h => new CentralDifferencesEstimator(h)),
    ];

    private static readonly (string Name, int Order, Func<double, IGradientEstimator> At)[] Settled =
    [
        ("equilibrium propagation, one-sided", 1, β => new EquilibriumEstimator(β, Symmetric: false)),
        ("equilibrium propagation, symmetric", 2, β => new EquilibriumEstimator(β, Symmetric: true)),
        ("central differences", 2, h => new Differences(h, Central: true)),
    ];

    public string Name => "estimator-bias";

    public string Title => "Bias of every estimator against the strength of the nudge";

    public string Shows =>
        "Paper: the echo gives the gradient to first order in ε, the duration for which the cost acts. Equilibrium propagation and finite differences have the same choice, one-sided with a bias of first, "
        + "symmetric with one of second order; simultaneous perturbation has a bias of second order below a scatter that does not depend on its step.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => quick ? "1" : $"1 to {Seeds(quick)}";

    public string Extent(bool quick) =>
        $"the presets duffing-ring (echoes and differences, all four inputs) and xor-oscillators (equilibrium propagation) at their initial θ; steps from 10^{-Largest / 2.0:0.#} to 10^{-Smallest / 2.0:0.#}; {SpsaDraws} draws of simultaneous perturbation";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        workshop.Say("echoes and differences");
        var ring = Average(quick, seed => Ring(workshop, seed));
        workshop.Say("equilibrium propagation");
        var oscillators = Average(quick, seed => Oscillators(workshop, seed));
        var table = new ResultTable(
            "table", "Relative error of the gradient against the step, and its slope on logarithmic axes",
            new Column("machine"), new Column("estimator"), new Column("slope by theory", "0"), new Column("slope", "0.000"), new Column("least error", "0e+0"), new Column("at a step of", "0.0e+0"));
        var points = new ResultTable("points", "Relative error at every step", new Column("machine"), new Column("estimator"), new Column("ε, β or h", "0.00e+0"), new Column("relative error", "0.000e+0"));
        foreach (var (machine, curves) in new[] { ("Duffing ring", ring), ("phase oscillators", oscillators) })
        {
            foreach (var curve in curves)
            {
                table.Add(machine, curve.Name, curve.Order, curve.Slope, curve.Least.Error, curve.Least.Step);
                foreach (var (step, error) in curve.Points)
                {
                    points.Add(machine, curve.Name, step, error);
                }
            }
        }

        var scatter = Scatter(workshop);
        return new Findings
        {
            Tables = [table, points],
            Comparisons =
            [
                .. ring.Concat(oscillators.Take(2)).Select(curve => new Comparison(
                    $"{curve.Name}: order of the bias", curve.Name.StartsWith("echo, one", StringComparison.Ordinal) ? "first order in ε" : $"{curve.Order} by theory; not in the paper",
                    Digits.Fixed(curve.Slope, 2), Math.Abs(curve.Slope - curve.Order) < 0.1 ? "none" : "not as by theory")),
                new($"simultaneous perturbation, {SpsaDraws} draws: scatter ‖g − ∂C/∂θ‖/‖∂C/∂θ‖ beside √((N − 1)/draws)", "not in the paper", $"{Digits.Fixed(scatter.Measured, 2)}, {Digits.Fixed(scatter.Foreseen, 2)}", "the mean over random signs"),
            ],
            Deviations =
            [
                "Echoes and differences are taken on the same machine at the same θ, one sample after the other, summed over the four inputs; the reference is the reverse sweep of the same discretised machine.",
                "Equilibrium propagation needs a machine that settles and echoes one that comes home, and no machine does both: it has phase oscillators to itself, held against five-point differences of step 10⁻³ of the same machine.",
                "The bias of simultaneous perturbation is held against its own limit of a vanishing step with the same random signs; without that its scatter hides it.",
                "ε, β and h have different units: curves are compared by slope, not by place.",
                "Phase oscillators: from steps of about 3·10⁻³ on errors jump from one step to the next, differences of the cost as well as nudges. That is what a machine with several minima does "
                + "that settles in another of them when it is pushed; which minimum is reached has not been looked at, and no slope is fitted there.",
                "A slope is fitted where the error is below 3 % and thirty times above its least.",
            ],
            Figures = [("echoes", Chart("Echoes and differences, Duffing ring", ring)), ("equilibrium", Chart("Equilibrium propagation, phase oscillators", oscillators))],
        };
    }

    private static int Seeds(bool quick) => quick ? 1 : 3;

    private static double[] Strengths { get; } = [.. Enumerable.Range(Largest, Smallest - Largest + 1).Select(half => Math.Pow(10, -half / 2.0))];

    /// <summary>Errors of all estimators, the geometric mean over seeds.</summary>
    private static Curve[] Average(bool quick, Func<ulong, Curve[]> measure)
    {
        var all = Enumerable.Range(1, Seeds(quick)).Select(seed => measure((ulong)seed)).ToArray();
        return
        [
            .. all[0].Select((curve, which) => curve with
            {
                Points =
                [
                    .. curve.Points.Select((point, i) => (point.Step, Math.Exp(all.Average(one => Math.Log(Math.Max(one[which].Points[i].Error, 1e-17)))))),
                ],
            }),
        ];
    }

    private static Curve[] Ring(IWorkshop workshop, ulong seed)
    {
        var (machine, batches) = Machine(workshop, seed);
        var reference = Summed(new ReverseSweepEstimator(), machine, batches);
        Curve[] curves = [.. Echoes.Select(way => Measure(way.Name, way.Order, way.At, machine, batches, reference))];
        IGradientEstimator Spsa(double step) => new SpsaEstimator(step, SpsaDraws, seed);

        // Two small steps without their common second order: what is left is the slope along these very directions.
        var (near, far) = (Summed(Spsa(1e-3), machine, batches), Summed(Spsa(2e-3), machine, batches));
        double[] limit = [.. near.Zip(far, (one, two) => ((4 * one) - two) / 3)];
        return [.. curves, Measure("simultaneous perturbation", 2, Spsa, machine, batches, limit)];
    }

    private static Curve[] Oscillators(IWorkshop workshop, ulong seed)
    {
        var plan = workshop.Plan("xor-oscillators", $"seed={seed}", "machine.tolerance=1e-13", "machine.mostSteps=20000");
        var machine = new PhaseOscillatorMachine<double>((PhaseOscillatorSettings)plan.Machine, seed);
        Batch[] batches = [.. Batches(workshop, plan, machine)];
        var reference = Summed(new CentralDifferencesEstimator(1e-3), machine, batches);
        return [.. Settled.Select(way => Measure(way.Name, way.Order, way.At, machine, batches, reference))];
    }

    private static (IReverses Machine, Batch[] Batches) Machine(IWorkshop workshop, ulong seed)
    {
        var plan = workshop.Plan("duffing-ring", $"seed={seed}");
        var machine = workshop.Build(plan);
        return (machine, [.. Batches(workshop, plan, machine)]);
    }

    private static IEnumerable<Batch> Batches(IWorkshop workshop, Schema.Experiment plan, IMachine machine)
    {
        var data = workshop.Samples(plan).Train;
        for (var sample = 0; sample < 4; sample++)
        {
            var batch = new Batch(machine.Features, machine.Targets, machine.Lanes);
            data.Read([sample], batch);
            yield return batch;
        }
    }

    private static (double Measured, double Foreseen) Scatter(IWorkshop workshop)
    {
        var (machine, batches) = Machine(workshop, 1);
        var reference = Summed(new ReverseSweepEstimator(), machine, batches);
        var errors = Enumerable.Range(1, 20).Average(seed =>
            Math.Pow(Fidelity.Of(Summed(new SpsaEstimator(1e-3, SpsaDraws, (ulong)seed), machine, batches), reference).RelativeError, 2));
        return (Math.Sqrt(errors), Math.Sqrt((reference.Length - 1.0) / SpsaDraws));
    }

    private static Curve Measure(string name, int order, Func<double, IGradientEstimator> at, IMachine machine, Batch[] batches, double[] reference) => new(
        name, order, [.. Strengths.Select(step => (step, Fidelity.Of(Summed(at(step), machine, batches), reference).RelativeError))]);

    private static double[] Summed(IGradientEstimator way, IMachine machine, Batch[] batches)
    {
        var (sum, part) = (new double[machine.Parameters.Count], new double[machine.Parameters.Count]);
        foreach (var batch in batches)
        {
            way.Estimate(machine, batch, part);
            System.Numerics.Tensors.TensorPrimitives.Add(sum, part, sum);
        }

        return sum;
    }

    private static LineChart Chart(string title, Curve[] curves) => new()
    {
        Title = title, X = new Axis("ε, β or h, each in a unit of its own: compare slopes, not places", Logarithmic: true), Y = new Axis("relative error of the gradient", Logarithmic: true), Width = 860,
        Series = [.. curves.Select(curve => new Series(curve.Name, [.. curve.Points.Select(point => point.Step)], [.. curve.Points.Select(point => point.Error)], SeriesStyle.Marked))],
    };

    private sealed record Curve(string Name, int Order, IReadOnlyList<(double Step, double Error)> Points)
    {
        public (double Step, double Error) Least => Points.MinBy(point => point.Error);

        public double Slope => new EpsilonScan(Points).Slope;
    }

    /// <summary>Differences of two costs: what an experimenter without a theory does.</summary>
    private sealed record Differences(double Step, bool Central) : IGradientEstimator
    {
        public string Name => "differences";

        public bool Supports(IMachine machine, out string reason) => new CentralDifferencesEstimator(Step).Supports(machine, out reason);

        public double Passes(IMachine machine) => (Central ? 2 : 1) * machine.Parameters.Count;

        public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
        {
            var evolving = (IEvolves)machine;
            var θ = machine.Learning.Theta.ToArray();
            var here = At(evolving, batch, θ);
            for (var i = 0; i < gradient.Length; i++)
            {
                var kept = θ[i];
                θ[i] = kept + Step;
                var above = At(evolving, batch, θ);
                θ[i] = kept - Step;
                gradient[i] = Central ? (above - At(evolving, batch, θ)) / (2 * Step) : (above - here) / Step;
                θ[i] = kept;
            }

            θ.CopyTo(machine.Learning.Theta);
            machine.Learning.Pi.Clear();
            return here;
        }

        private static double At(IEvolves machine, Batch batch, double[] θ)
        {
            θ.CopyTo(machine.Learning.Theta);
            machine.Learning.Pi.Clear();
            machine.Prepare(batch);
            machine.Evolve();
            return machine.Cost();
        }
    }
}
