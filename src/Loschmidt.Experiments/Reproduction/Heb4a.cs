using System.Numerics.Tensors;
using Loschmidt.Experiments.Figures;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Figure 4(a): the sequence of events of one self-learning step, with what is conserved in each.</summary>
internal sealed class Heb4a : IReproduction
{
    // Three times what the machine is trained with: the injected error is then seen in the energy.
    private const double Epsilon = 3e-3;

    // The decay is drawn over this many 1/Γ, in units of its own.
    private const double DecayTimes = 6;
    private const int DecayPoints = 60;

    private const string Input = "input", Forward = "evolution, forward pass", Error = "error signal injected", Reversal = "time reversal",
        Backward = "evolution, backward pass", Again = "time reversal of the learning field", Decay = "dissipation of the learning field";

    public string Name => "heb-4a";

    public string Title => "The sequence of events of one self-learning step";

    public string Shows =>
        "Input, evolution (forward pass), injection of the error signal and time reversal, evolution (backward pass), time reversal, dissipation of the learning field; then the next sample. "
        + "The two passes are Hamiltonian, and only the last step is not.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => "1";

    public string Extent(bool quick) => $"the XOR machine at its initial θ, input 01, {TimeSteps(quick)} time steps a pass, ε = {Digits.Power(Epsilon)}";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        workshop.Say("one self-learning step");
        var experiment = workshop.Plan("xor-fine", $"machine.steps={TimeSteps(quick)}");
        var scene = new WaveScene(workshop, experiment, sample: 1);
        var (byTheta, byPi) = scene.Gradient();
        var cycle = new Cycle(scene);
        cycle.Run();
        var rate = experiment.Training.Decay.Rate;
        cycle.Relax(rate);
        var (events, course) = (cycle.Events, cycle.Course);
        State At(string what) => events.First(one => one.Name == what).After;
        var (sent, returned) = (Drift(At(Input), At(Forward)), Drift(At(Reversal), At(Backward)));
        double[] expected =
        [
            .. byTheta.Zip(byPi, (slope, push) => (-Epsilon * scene.Machine.Learning.DecayInverseMass / rate * slope) + (Epsilon * push)),
        ];
        var moved = cycle.Displacement();
        return new Findings
        {
            Tables = [Table(events), CourseTable(course)],
            Comparisons =
            [
                new("energy during the two passes", "conserved: Hamiltonian evolution", $"changes by {Digits.Power(sent, 1)} and {Digits.Power(returned, 1)} of its value", quick ? "error of the time step; of order 1e-5 with 200 of them" : "error of the time step"),
                new("norm of the wave during the two passes", "conserved", $"changes by {Digits.Power(Loss(At(Input), At(Forward)), 0)} and {Digits.Power(Loss(At(Reversal), At(Backward)), 0)}", "rounding"),
                new("energy that the time reversal changes", "none", Digits.Power(Math.Abs(At(Reversal).Energy - At(Error).Energy), 0), "none"),
                new("energy that the error signal brings in", "of order ε; " + Comparison.NotPrinted, Digits.Power(At(Error).Energy - At(Forward).Energy, 2),
                    $"{Digits.PerCent(Drift(At(Forward), At(Error)), 2)} of the energy{(quick ? "; fifty time steps change as much by themselves, so read this from the long version" : "")}"),
                new("‖π‖ before the dissipation and behind it, of its largest value", "decays to zero",
                    $"{Digits.PerCent(At(Again).Pi / At(Forward).Pi, 2)} and {Digits.PerCent(At(Decay).Pi / At(Forward).Pi, 4)}", $"e^−{DecayTimes:0} of what the echo left"),
                new("displacement of θ, cosine with −(εΩ/Γ) ∂C/∂θ and ratio of norms", "the update of gradient descent",
                    $"{Digits.Fixed(TensorPrimitives.CosineSimilarity<double>(moved, expected), 4)}, {Digits.Fixed(TensorPrimitives.Norm<double>(moved) / TensorPrimitives.Norm<double>(expected), 4)}",
                    "of order ε"),
            ],
            Deviations =
            [
                "The paper's figure is a sketch; this is the XOR machine.",
                $"ε = {Digits.Power(Epsilon)}, three times what the machine is trained with.",
                $"The dissipation lasts {DecayTimes:0}/Γ, hundreds of T; it has a panel of its own, in units of 1/Γ, and is then let end. The wave has left by then: its energy is not drawn there.",
                .. XorPlans.Deviations,
            ],
            Figures = [("energy", Energies(course)), ("learning", Learning(course, rate * scene.Settings.Duration))],
        };
    }

    private static int TimeSteps(bool quick) => quick ? 50 : 200;

    private static double Drift(State before, State after) => Math.Abs((after.Energy - before.Energy) / before.Energy);

    private static double Loss(State before, State after) => Math.Abs((after.Norm - before.Norm) / before.Norm);

    private static ResultTable Table(IReadOnlyList<(string Name, State After)> events)
    {
        var table = new ResultTable(
            "table", "What is there after every event", new Column("event"), new Column("t/T", "0"), new Column("energy", "0.00000"), new Column("norm of the wave", "0.0000000"),
            new Column("‖π‖", "0.000e+0"), new Column("‖θ − θ₀‖χT (rad)", "0.000e+0"));
        foreach (var (name, after) in events)
        {
            table.Add(name, after.Time, after.Energy, after.Norm, after.Pi, after.Theta);
        }

        return table;
    }

    private static ResultTable CourseTable(IReadOnlyList<State> course)
    {
        var table = new ResultTable(
            "course", $"The course; beyond t = T the dissipation, over {DecayTimes:0}/Γ", new Column("t/T", "0.0000"), new Column("energy", "0.00000"), new Column("norm of the wave", "0.0000000"),
            new Column("‖π‖", "0.000e+0"), new Column("‖θ − θ₀‖χT (rad)", "0.000e+0"));
        foreach (var state in course)
        {
            table.Add(state.Time, state.Energy, state.Norm, state.Pi, state.Theta);
        }

        return table;
    }

    private static LineChart Energies(IReadOnlyList<State> course)
    {
        State[] passes = [.. course.Where(state => double.IsFinite(state.Energy))];
        return new LineChart
        {
            Title = "What the passes conserve: deviations from the start",
            X = new Axis("t/T; error signal and reversal at 0"), Y = new Axis("share of the value at the start"),
            Series =
            [
                new Series("energy", [.. passes.Select(state => state.Time)], [.. passes.Select(state => (state.Energy / passes[0].Energy) - 1)]),
                new Series("norm of the wave", [.. passes.Select(state => state.Time)], [.. passes.Select(state => (state.Norm / passes[0].Norm) - 1)]),
            ],
        };
    }

    /// <param name="course">What was seen.</param>
    /// <param name="rate">ΓT.</param>
    private static PanelGrid Learning(IReadOnlyList<State> course, double rate)
    {
        var (most, furthest) = (course.Max(state => state.Pi), course.Max(state => state.Theta));
        LineChart Chart(string title, Axis across, Func<State, double> time, State[] part) => new()
        {
            Title = title, X = across, Y = new Axis("of the largest value"), Width = 500,
            Series =
            [
                new Series("‖π‖", [.. part.Select(time)], [.. part.Select(state => state.Pi / most)]),
                new Series("‖θ − θ₀‖", [.. part.Select(time)], [.. part.Select(state => state.Theta / furthest)]),
            ],
        };
        return new PanelGrid
        {
            Title = "The learning field during the passes and during its dissipation",
            Panels =
            [
                Chart("Forward (t < 0) and backward", new Axis("t/T"), state => state.Time, [.. course.Where(state => double.IsFinite(state.Energy))]),
                Chart("Then the dissipation", new Axis("Γ(t − T)"), state => rate * (state.Time - 1), [.. course.Where(state => double.IsNaN(state.Energy)).Prepend(course.Last(state => double.IsFinite(state.Energy)))]),
            ],
        };
    }

    /// <summary>One self-learning step that is looked at.</summary>
    private sealed class Cycle(WaveScene scene)
    {
        private readonly double[] _start = scene.Machine.Learning.Theta.ToArray();
        private readonly double[] _seen = scene.Present();
        private readonly IWatchable _watch = (IWatchable)scene.Machine;

        public List<(string Name, State After)> Events { get; } = [];

        public List<State> Course { get; } = [];

        public void Run()
        {
            var machine = scene.Machine;
            machine.Learning.Pi.Clear();
            machine.Prepare(scene.Batch);
            Happened(Input, -1);
            Pass(machine.Evolve, -1);
            Happened(Forward, 0);

            // The laboratory's order: the error first, then the reversal. Between two reversals the nudge is that of C∘R.
            machine.Reverse();
            machine.Nudge(-Epsilon);
            machine.Reverse();
            Happened(Error, 0);
            machine.Reverse();
            Happened(Reversal, 0);
            Pass(machine.Return, 0);
            Happened(Backward, 1);
            machine.Reverse();
            Happened(Again, 1);
        }

        public void Relax(double rate)
        {
            for (var point = 1; point <= DecayPoints; point++)
            {
                scene.Machine.Learning.Decay(rate, DecayTimes / DecayPoints / rate);
                Course.Add(Look(1 + (DecayTimes * point / DecayPoints / rate / scene.Settings.Duration)) with { Energy = double.NaN, Norm = double.NaN });
            }

            Events.Add((Decay, Course[^1]));
            scene.Machine.Learning.Decay(rate, double.PositiveInfinity);
        }

        public double[] Displacement()
        {
            var moved = new double[_start.Length];
            TensorPrimitives.Subtract<double>(scene.Machine.Learning.Theta, _start, moved);
            return moved;
        }

        private void Pass(Action pass, double from)
        {
            Course.Add(Look(from));
            _watch.Watcher = step => Course.Add(Look(from + ((double)step / _watch.Steps)));
            pass();
            _watch.Watcher = null;
        }

        private void Happened(string name, double time) => Events.Add((name, Look(time)));

        private State Look(double time)
        {
            var conserved = (IConserves)scene.Machine;
            var field = scene.Machine.Learning;
            return new State(
                time, conserved.Energy(), conserved.Norm(), TensorPrimitives.Norm<double>(field.Pi) / scene.CellVolume,
                TensorPrimitives.Distance<double>(scene.Present(), _seen) * scene.PhasePerTheta);
        }
    }

    private sealed record State(double Time, double Energy, double Norm, double Pi, double Theta);
}
