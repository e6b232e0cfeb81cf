using System.Diagnostics;
using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Schema;
using Loschmidt.Gradients;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Memory against time of one gradient of a long pass, for all ways through the same machine.</summary>
internal sealed class GradientFrontier : IReproduction
{
    private const double Epsilon = 1e-5;

    private static readonly Way[] Ways =
    [
        new("reverse sweep, the reference", new ReverseSweepEstimator()),
        new("store all", new RevolveEstimator(int.MaxValue)),
        new("revolve, 40 snapshots", new RevolveEstimator(40)),
        new("revolve, 20 snapshots", new RevolveEstimator(20)),
        new("revolve, 10 snapshots", new RevolveEstimator(10)),
        new("reversing adjoint", new ReversingAdjointEstimator()),
        new("tangent", new TangentEstimator()),
        new("echo", new EchoEstimator(Epsilon)),
    ];

    // Those that trade memory for time, in this order; the others are points beside their line.
    private static readonly Range Traders = 1..5;

    public string Name => "frontier";

    public string Title => "Memory against time of a gradient, for all ways through the same long pass";

    public string Shows =>
        "An echo needs no trajectory: its memory does not depend on the number of steps (López-Pastor and Marquardt). Backpropagation stores one "
        + "that grows with them; between the two lie snapshots, from which the way is run again (Griewank and Walther).";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => "1";

    public string Extent(bool quick) =>
        $"a nonlinear wave on {Columns(quick)} x {3 * Columns(quick)} sites whose learning field recoils, double precision, one sample; "
        + $"the journey of the preset xor in {string.Join(" and ", Lengths(quick))} steps";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        var rows = new List<Row>();
        foreach (var steps in Lengths(quick))
        {
            rows.AddRange(Measure(workshop, quick, steps));
        }

        var table = new ResultTable(
            "table", "What is kept, what is run, and how well it agrees",
            new Column("steps"), new Column("way"), new Column("states kept"), new Column("bytes kept"),
            new Column("forward passes", "0.00"), new Column("relative error", "0.0e+0"));
        var timings = new ResultTable(
            "timings", "Memory and time as measured",
            new Column("steps"), new Column("way"), new Column("bytes kept"), new Column("bytes measured"),
            new Column("time in forward passes", "0.00"), new Column("processor seconds", "0.0000"));
        foreach (var row in rows)
        {
            table.Add(row.Steps, row.Way.Name, States(row), row.Bytes, row.Passes, row.Error);
            timings.Add(row.Steps, row.Way.Name, row.Bytes, row.MeasuredBytes, row.Seconds / row.ForwardSeconds, row.Seconds);
        }

        var (first, last) = (rows[0].Steps, rows[^1].Steps);
        return new Findings
        {
            Tables = [table],
            OnThisComputer = (timings, Chart(
                "Memory and time of one gradient, measured", rows, row => row.Seconds / row.ForwardSeconds, row => row.MeasuredBytes)),
            Comparisons =
            [
                new("memory of an echo", "does not grow with the number of steps",
                    $"{Kilo(rows, "echo", first)} at {first} steps, {Kilo(rows, "echo", last)} at {last}", "none"),
                new("memory of a stored trajectory", "grows with the number of steps; " + Comparison.NotPrinted,
                    $"{Kilo(rows, "store all", first)} at {first} steps, {Kilo(rows, "store all", last)} at {last}", "none"),
                .. Ways[Traders].Select(way => Counted(way, last)),
            ],
            Deviations =
            [
                "Bytes kept are what a way keeps beside the machine and its parameters: states of its way, and one more for cotangents, a displacement or the turning point.",
                "Forward passes are counted: a sweep, and a state with its displacement, count two. What they take of the processor is in timings.csv, "
                + "with the bytes of anonymous resident memory above the level before: whole pages, and those that the heap already had do not show.",
                "The reference of the relative errors stores all, too, but its way out is written plainly, apart from the machine's own steps; so is the sweep that "
                + "all ways but tangent and echo share. Each of them takes about three forward passes of the fused loop.",
                "The turning point of an echo is kept where the machine reserved memory when it was built: it is counted, and not measured.",
                "To store all is to revolve with as many snapshots as steps.",
                "The setting is ours: the papers print no bytes.",
            ],
            Figures =
            [
                ("frontier", Chart("Memory and time of one gradient, counted", rows, row => row.Passes, row => row.Bytes)),
            ],
        };
    }

    private static IEnumerable<Row> Measure(IWorkshop workshop, bool quick, int steps)
    {
        var plan = Plan(workshop, quick, steps);
        var scene = new WaveScene(workshop, plan, 1);
        var (reference, gradient) = (new double[scene.Machine.Parameters.Count], new double[scene.Machine.Parameters.Count]);
        var forward = Shortest(quick, () => Forward(scene));
        var rows = new List<Row>();
        foreach (var way in Ways)
        {
            workshop.Say($"{way.Name}, {steps} steps");

            // Anew, for what a machine once allocated it keeps.
            scene = new WaveScene(workshop, plan, 1);
            Forward(scene);
            long bytes;
            using (var memory = new PeakMemory())
            {
                way.Estimator.Estimate(scene.Machine, scene.Batch, gradient);
                bytes = memory.Bytes;
            }

            if (way == Ways[0])
                gradient.CopyTo(reference, 0);
            var seconds = Shortest(quick, () => way.Estimator.Estimate(scene.Machine, scene.Batch, gradient));
            var cut = (ICutsPass)scene.Machine;
            forward = Math.Min(forward, Shortest(quick, () => Forward(scene)));
            rows.Add(new Row(
                steps, way, Kept(way.Estimator, cut), way.Estimator.Passes(cut),
                Fidelity.Of(gradient, reference).RelativeError, bytes, seconds, forward));
        }

        return rows.Select(row => row with { ForwardSeconds = forward });
    }

    private static Experiment Plan(IWorkshop workshop, bool quick, int steps) => workshop.Plan(
        "xor", $"machine.lattice.columns={Columns(quick)}", $"machine.lattice.rows={3 * Columns(quick)}", $"machine.steps={steps}");

    private static int[] Lengths(bool quick) => quick ? [100, 400] : [1000, 10_000];

    private static int Columns(bool quick) => quick ? 12 : 40;

    /// <summary>States that lie between beginning and end, and what goes home beside the present one.</summary>
    private static long Kept(IGradientEstimator estimator, ICutsPass machine) => machine.StateBytes + estimator switch
    {
        ReverseSweepEstimator => machine.TrajectoryBytes,
        RevolveEstimator { Snapshots: var snapshots } => (long)Math.Min(snapshots, machine.PassSteps) * machine.StateBytes,
        _ => 0,
    };

    private static int States(Row row) => 1 + row.Way.Estimator switch
    {
        ReverseSweepEstimator => row.Steps,
        RevolveEstimator { Snapshots: var snapshots } => Math.Min(snapshots, row.Steps),
        _ => 0,
    };

    private static void Forward(WaveScene scene)
    {
        using var _ = new Rest(scene.Machine.Learning);
        scene.Machine.Prepare(scene.Batch);
        scene.Machine.Evolve();
    }

    // Processor time, the shortest of some: whatever else the computer does makes it longer, and hardly ever shorter.
    private static double Shortest(bool quick, Action work)
    {
        // Many ticks of any system's clock of processor time; the quick version is content with a rough answer.
        var (rounds, least) = quick ? (1, 0.05) : (3, 0.2);
        var shortest = double.PositiveInfinity;
        for (var round = 0; round < rounds; round++)
        {
            var (clock, before, times) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, 0);
            do
            {
                work();
                times++;
            }
            while (clock.Elapsed.TotalSeconds < least);

            shortest = Math.Min(shortest, (Environment.CpuUsage.TotalTime - before).TotalSeconds / times);
        }

        return shortest;
    }

    private static Comparison Counted(Way way, int steps)
    {
        var snapshots = ((RevolveEstimator)way.Estimator).Snapshots;
        var advances = RevolveEstimator.Advances(steps, snapshots);
        return new(
            $"forward steps of {way.Name}, {steps} steps", "the binomial formula of Griewank and Walther for one link more, the judgement",
            $"{advances}, {Digits.Fixed((double)advances / steps, 2)} passes", "none");
    }

    private static string Kilo(List<Row> rows, string way, int steps) =>
        Digits.Fixed(rows.Single(row => row.Way.Name == way && row.Steps == steps).Bytes / 1e3, 0) + " kB";

    private static LineChart Chart(string title, List<Row> rows, Func<Row, double> time, Func<Row, long> bytes)
    {
        var lines = new List<Series>();
        foreach (var length in rows.GroupBy(row => row.Steps))
        {
            var traders = length.Take(Traders).ToArray();
            lines.Add(new Series(
                $"{length.Key} steps: store all, revolve", [.. traders.Select(time)], [.. traders.Select(row => Mega(bytes(row)))],
                SeriesStyle.Marked));
        }

        foreach (var way in Ways.Except(Ways[Traders]).Reverse())
        {
            var both = rows.Where(row => row.Way == way).ToArray();
            lines.Add(new Series(
                way.Name, [.. both.Select(time)], [.. both.Select(row => Mega(bytes(row)))], SeriesStyle.Marked));
        }

        var all = rows.Select(row => Mega(bytes(row))).ToArray();
        lines.Add(new Series("one forward pass", [1, 1], [all.Min(), all.Max()], SeriesStyle.Reference));
        return new LineChart
        {
            Title = title,
            X = new Axis("time", "forward passes"),
            Y = new Axis("memory", "MB", Logarithmic: true),
            Width = 1300,
            Series = lines,
        };

        // What is too little to be seen is drawn as a page of memory.
        static double Mega(long bytes) => Math.Max(bytes, 4096) / 1e6;
    }

    private sealed record Way(string Name, IGradientEstimator Estimator);

    private sealed record Row(
        int Steps, Way Way, long Bytes, double Passes, double Error, long MeasuredBytes, double Seconds,
        double ForwardSeconds);

    /// <summary>Gives Θ back as it was.</summary>
    private readonly struct Rest(LearningField field) : IDisposable
    {
        private readonly double[] _theta = field.Theta.ToArray();
        private readonly double[] _pi = field.Pi.ToArray();

        public void Dispose()
        {
            _theta.CopyTo(field.Theta);
            _pi.CopyTo(field.Pi);
        }
    }
}
