using Loschmidt.Experiments.Figures;
using Loschmidt.Fields;
using Loschmidt.Fields.Photonic;
using Loschmidt.Gradients;
using Loschmidt.Imperfections;
using Loschmidt.Learning;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Reversal;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Figure 6: time reversal outside of the device, by a phase-conjugating mirror, and inside, everywhere at once.</summary>
internal sealed class Heb6 : IReproduction
{
    private const double Epsilon = 1e-5;

    // The machine of the other figures has 10, and a medium of 1 rad.
    private static readonly double[] Kerr = [0, 1, 2, 3, 5, 7, 8, 9, 10];

    // Phases that the medium gives the wave, rms in rad.
    private static readonly double[] Media = [0, 1];

    private static readonly (string Name, MirrorKind Kind)[] Mirrors =
        [("inside: everywhere at once", MirrorKind.TimeMirror), ("outside: a phase-conjugating surface", MirrorKind.PhaseConjugating)];

    // (θ, π) turn by this angle in every layer, rad: no θ but 0 stays where it is.
    private const double Turn = 0.3;

    private static readonly BoundNetwork[] Networks =
    [
        new("θ stays where it is, reversal inside", null), new("θ turns, reversal and decay outside", ThetaMirror.External), new("θ turns, reversal and decay inside", ThetaMirror.Internal),
    ];

    public string Name => "heb-6";

    public string Title => "Time reversal outside of the device, and inside";

    public string Shows =>
        "(a) Wave packets enter the device, interact, leave and are time-reversed by a phase-conjugating mirror outside, which needs pulses that are symmetric along their way; (b) all fields are reversed "
        + "inside the device at the same moment, whatever they look like. If θ, too, leaves the device and relaxes outside, the device need not have degenerate ground states.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => $"wave: {(quick ? "1" : $"1 to {Seeds(quick)}")}; the small network: seed number 3 alone";

    public string Extent(bool quick) =>
        $"the XOR wave, θ at rest, {(quick ? 50 : 100)} time steps, four inputs, g from 0 to {Kerr[^1]}, an empty medium and one of 1 rad; a photonic network of three layers, {Cycles} cycles";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        workshop.Say("mirrors");
        var curves = Media.SelectMany(medium => Mirrors.Select(mirror => Reflect(mirror.Name, mirror.Kind, medium, quick))).ToArray();
        workshop.Say("a device without degenerate ground states");
        var courses = Networks.Select(Learn).ToArray();
        var (empty, medium) = (curves[1], curves[3]);
        return new Findings
        {
            Tables = [Table(curves), Bound(courses)],
            Comparisons =
            [
                new("gradient by reversal inside against the reference: worst cosine of all media", "any field", Digits.Fixed(curves.Where((_, i) => i % 2 == 0).Min(curve => curve.Cosines.Min()), 9), "none"),
                new("gradient by the mirror outside, linear wave: cosine, empty medium and 1 rad", "assuming a symmetric shape of the pulse",
                    $"{Digits.Fixed(empty.Cosines[0], 4)}, {Digits.Fixed(medium.Cosines[0], 4)}", Home(empty, medium, 0)),
                new($"the same at g = {Kerr[^1]}", "not exact; " + Comparison.NotPrinted, $"{Digits.Fixed(empty.Cosines[^1], 3)}, {Digits.Fixed(medium.Cosines[^1], 3)}", Home(empty, medium, Kerr.Length - 1)),
                new("θ that turns in every layer: gradient of the echo against differences, cosine; outside, inside", "independent of the Hamiltonian of the device",
                    $"{Digits.Fixed(courses[1].Cosine, 9)}, {Digits.Fixed(courses[2].Cosine, 9)}", "none"),
                new($"cost after {Cycles} cycles over that before; θ at rest, outside, inside", "learns outside; inside only with degenerate ground states",
                    string.Join(", ", courses.Select(course => Digits.Fixed(course.Costs[^1] / course.Costs[0], 3))), courses[1].Costs[^1] < 0.5 * courses[1].Costs[0] && courses[2].Costs[^1] > 0.5 * courses[2].Costs[0] ? "none" : "not as the paper says"),
            ],
            Deviations =
            [
                "The surface stands where the packets are to arrive (0.8 L) and returns first what came first, A(z₀ + s) → A*(z₀ − s); the wave inside the box is turned round as if all of it had met the surface at that moment.",
                $"The error signal is injected before the mirror in either case, the pair at ε = ±10⁻⁵; cosines are of the gradient summed over the four inputs, against the reverse sweep of the same machine{(quick ? "" : "; mean over seeds")}.",
                $"The photonic network has 3 × 3 pixels and three layers; θ turns by {Turn} rad a layer, a flow of the energy Ωπ²/2 + ω²θ²/2Ω whose only ground state is 0. Its reference are fourth-order central differences, which know nothing of echoes.",
                .. XorPlans.Deviations.Take(2), XorPlans.Resolution,
            ],
            Figures = [("mirror", Chart(curves)), ("overlap", Overlaps(curves)), ("learning", Learning(courses))],
        };
    }

    private const int Cycles = 200;

    private static int Seeds(bool quick) => quick ? 1 : 3;

    private static Curve Reflect(string name, MirrorKind kind, double medium, bool quick)
    {
        var (cosines, ratios, overlaps) = (new double[Kerr.Length], new double[Kerr.Length], new double[Kerr.Length]);
        for (var i = 0; i < Kerr.Length; i++)
        {
            for (var seed = 1; seed <= Seeds(quick); seed++)
            {
                var settings = new WaveSettings { Nonlinearity = Kerr[i], Frozen = true, Steps = quick ? 50 : 100, InitialTheta = new() { Phase = medium } };
                var ideal = new WaveMachine<double>(settings, (ulong)seed);
                var device = (IReverses)ImperfectMachine.Of(
                    new WaveMachine<double>(settings, (ulong)seed), ideal, new ImperfectionSettings { Reversal = new() { Mirror = kind } }, (ulong)seed);
                var fidelity = Fidelity.Of(Summed(new EchoEstimator(Epsilon), device), Summed(new ReverseSweepEstimator(), ideal));
                cosines[i] += fidelity.Cosine / Seeds(quick);
                ratios[i] += fidelity.NormRatio / Seeds(quick);
                overlaps[i] += Overlap(device) / Seeds(quick);
            }
        }

        return new Curve(name, medium, cosines, ratios, overlaps);
    }

    private static double[] Summed(IGradientEstimator way, IMachine machine)
    {
        var (sum, part) = (new double[machine.Parameters.Count], new double[machine.Parameters.Count]);
        for (var pattern = 0; pattern < 4; pattern++)
        {
            way.Estimate(machine, Pattern(pattern), part);
            System.Numerics.Tensors.TensorPrimitives.Add(sum, part, sum);
        }

        return sum;
    }

    private static Batch Pattern(int pattern)
    {
        var batch = new Batch(2, 0, 1) { Active = 1 };
        (batch.Inputs[0], batch.Inputs[1]) = (pattern >> 1, pattern & 1);
        batch.Labels[0] = (pattern >> 1) ^ (pattern & 1);
        return batch;
    }

    private static double Overlap(IReverses machine)
    {
        machine.Prepare(Pattern(1));
        machine.Keep();
        machine.Evolve();
        machine.Reverse();
        machine.Return();
        machine.Reverse();
        return machine.DistanceFromKept().Overlap;
    }

    private static Course Learn(BoundNetwork plan)
    {
        var network = plan.Build();
        var batch = Strokes(network);
        var (echo, reference) = (new double[network.Parameters.Count], new double[network.Parameters.Count]);
        new EchoEstimator(1e-4).Estimate(network, batch, echo);
        new CentralDifferencesEstimator(1e-3).Estimate(network, batch, reference);
        var cycle = new SelfLearningCycle { Epsilon = 1e-3, DecayRate = 0.01 };
        var (θ, costs) = (network.Learning.Theta.ToArray(), new double[Cycles + 1]);
        for (var step = 0; step <= Cycles; step++)
        {
            θ.CopyTo(network.Learning.Theta);
            network.Learning.Pi.Clear();
            costs[step] = cycle.Kick(network, batch);
            network.Relax(network.Learning, cycle.DecayRate, cycle.DecayTime, 1);
            network.Learning.Theta.CopyTo(θ);
        }

        var fidelity = Fidelity.Of(echo, reference);
        return new Course(plan.Name, fidelity.Cosine, fidelity.RelativeError, costs);
    }

    private static Batch Strokes(IMachine network)
    {
        var (stream, batch) = (new RandomStream(1, "heb-6"), new Batch(network.Features, 0, network.Lanes) { Active = network.Lanes });
        for (var i = 0; i < batch.Inputs.Length; i++)
        {
            batch.Inputs[i] = stream.Uniform(0, (uint)i);
        }

        for (var lane = 0; lane < network.Lanes; lane++)
        {
            batch.Labels[lane] = lane % 2;
        }

        return batch;
    }

    private static ResultTable Table(Curve[] curves)
    {
        var table = new ResultTable(
            "table", "The gradient by either mirror against the reference", new Column("time reversal"), new Column("phase of the medium, rms (rad)", "0"), new Column("g", "0"),
            new Column("cosine", "0.000000"), new Column("norm ratio", "0.0000"), new Column("overlap of the echo with the start", "0.0000"));
        foreach (var curve in curves)
        {
            for (var i = 0; i < Kerr.Length; i++)
            {
                table.Add(curve.Mirror, curve.Medium, Kerr[i], curve.Cosines[i], curve.Ratios[i], curve.Overlaps[i]);
            }
        }

        return table;
    }

    private static ResultTable Bound(Course[] courses)
    {
        var table = new ResultTable(
            "bound", $"A network whose θ does not stay where it is, before and after {Cycles} cycles", new Column("device"), new Column("echo against differences: cosine", "0.000000000"),
            new Column("relative error", "0e+0"), new Column("cost before", "0.0000"), new Column("cost after", "0.0000"));
        foreach (var course in courses)
        {
            table.Add(course.Device, course.Cosine, course.Error, course.Costs[0], course.Costs[^1]);
        }

        return table;
    }

    private static string Home(Curve empty, Curve medium, int kerr) =>
        $"input 01 comes home with an overlap of {Digits.Fixed(empty.Overlaps[kerr], 2)}, {Digits.Fixed(medium.Overlaps[kerr], 2)}";

    private static string Label(Curve curve) => $"{curve.Mirror}, {(curve.Medium > 0 ? "medium of 1 rad" : "empty medium")}";

    // The reversal inside gives one and the same curve in both media: it is drawn once, by the worse of the two, and hides nothing.
    private static Series[] Drawn(Curve[] curves, Func<Curve, double[]> values) =>
    [
        new Series($"{curves[0].Mirror}, the worse of both media", Kerr, [.. values(curves[0]).Zip(values(curves[2]), Math.Min)], SeriesStyle.Marked),
        .. new[] { curves[1], curves[3] }.Select(curve => new Series(Label(curve), Kerr, values(curve), SeriesStyle.Marked)),
    ];

    private static LineChart Chart(Curve[] curves) => new()
    {
        Title = "One gradient by two mirrors", X = new Axis("Kerr coefficient g"), Y = new Axis("cosine with the gradient"),
        Series = Drawn(curves, curve => curve.Cosines), Width = 860,
    };

    private static LineChart Overlaps(Curve[] curves) => new()
    {
        Title = "How the wave comes home, without an error signal", X = new Axis("Kerr coefficient g"), Y = new Axis("overlap with its start"),
        Series = Drawn(curves, curve => curve.Overlaps), Width = 860,
    };

    private static LineChart Learning(Course[] courses)
    {
        double[] steps = [.. Enumerable.Range(0, Cycles + 1).Select(step => (double)step)];
        return new LineChart
        {
            Title = "Learning without degenerate ground states", X = new Axis("cycle"), Y = new Axis("cost of both samples"),
            Series = [.. courses.Select(course => new Series(course.Device, steps, course.Costs))], Width = 860,
        };
    }

    private sealed record Curve(string Mirror, double Medium, double[] Cosines, double[] Ratios, double[] Overlaps);

    private sealed record Course(string Device, double Cosine, double Error, double[] Costs);

    /// <summary>A small photonic network.</summary>
    /// <param name="Name">What its parameters do.</param>
    /// <param name="Mirror">Where they are reversed and relax, if they turn; null where they stay.</param>
    private sealed record BoundNetwork(string Name, ThetaMirror? Mirror)
    {
        public PhotonicNetwork<double> Build() =>
            new PhotonicNetworkBuilder(3, 3) { BoundTheta = Mirror is { } mirror ? new() { Frequency = Turn, InverseMass = 1e-3, Mirror = mirror } : null }
                .Image(3, 3, 0, 1)
                .Layer("one", layer => layer.Unitary("u", 2).Chi2(1, 6))
                .Layer("two", layer => layer.Unitary("u", 2).SingularValues())
                .Layer("three", layer => layer.Unitary("u", 2))
                .ReadOut(2, 1).Build<double>(2, 3);
    }
}
