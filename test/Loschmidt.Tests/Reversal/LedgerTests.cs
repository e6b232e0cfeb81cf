using Loschmidt.Costs;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;
using Loschmidt.Graphs;
using Loschmidt.Machines;
using Loschmidt.Splitting;
using Loschmidt.Terms.Modes;
using Loschmidt.Testing;
using Loschmidt.Tests.Fields.Photonic;
using Loschmidt.Tests.Fields.Waves;

namespace Loschmidt.Tests.Reversal;

/// <summary>What every run writes down of what should be conserved.</summary>
public sealed class LedgerTests
{
    /// <summary>Mutations: a figure that is not a number where there is none; a quantity that is not asked for.</summary>
    [Fact]
    public void A_machine_has_the_figures_of_what_it_is_made_of_and_no_others()
    {
        Names(EchoLedger.WithGrowth(new Loschmidt.Fields.WaveMachine<double>(WaveCases.Small, 1), WaveCases.Pattern(1)))
            .ShouldBe(["echoOverlap", "energy", "lyapunov", "norm", "photons"]);
        Names(EchoLedger.WithGrowth(PhotonicCases.Reader<double>(1), PhotonicCases.Strokes(1, 1)))
            .ShouldBe(["echoOverlap", "lyapunov", "manleyRowe", "manleyRoweDrift", "photons"]);
        Names(Of(ReferenceProblems.Chi2Modes(1))).ShouldBe(["echoOverlap", "energy", "lyapunov", "manleyRowe", "manleyRoweDrift", "photons"]);
        Names(Of(ReferenceProblems.KerrModes(1))).ShouldBe(["echoOverlap", "energy", "lyapunov", "photons"]);
        Names(Of(ReferenceProblems.DuffingRing(1))).ShouldBe(["echoOverlap", "energy", "lyapunov"]);
    }

    /// <summary>Mutation: a second harmonic that counts once.</summary>
    [Fact]
    public void Manley_and_Rowe_count_a_second_harmonic_twice()
    {
        var (coarse, fine) = (Chi2(16), Chi2(32));
        coarse.ManleyRoweDrift.ShouldBeInRange(1e-8, 1e-2);
        (coarse.ManleyRoweDrift / fine.ManleyRoweDrift).ShouldBe(4, 0.6);
        fine.Photons.ShouldBeLessThan(0.97 * fine.ManleyRowe, "light has gone into the harmonic, where two quanta are one");

        static EchoLedger Chi2(int steps)
        {
            var pieces = ModeTerms.Chi2<double>([(0, 1)], 0.6);
            return EchoLedger.Of(Machine(new(2, [pieces[0]], [pieces[1]], [pieces[2]]), 2, steps, [0]), Batch(1));
        }
    }

    /// <summary>A degenerate parametric drive stretches one quadrature by e^(2κt), a detuning nothing. Mutations: a growth that is not divided by the time; twice the
    /// time, as both passes are timed.</summary>
    [Fact]
    public void The_Lyapunov_estimate_is_the_rate_at_which_displacements_grow()
    {
        const double κ = 1.5;
        Rate(ModeTerms.DegenerateParametric<double>([0], κ), 4).ShouldBe(2 * κ, 0.5, "a random direction lies along the growing one within a factor e^2");
        Rate(ModeTerms.Detuning<double>([0], 0.7), 4).ShouldBe(0, 1e-6);

        static double Rate(Loschmidt.Terms.ITerm<double> term, double time) =>
            EchoLedger.WithGrowth(Machine(new(1, [term]), time, 8, [0]), Batch(1)).Lyapunov;
    }

    /// <summary>Mutation: a displacement that stays in the field or in Θ.</summary>
    [Fact]
    public void The_books_leave_the_parameters_as_they_were()
    {
        var problem = ReferenceProblems.RecoilingModes(3);
        var before = problem.Machine.Learning.Theta.ToArray();
        EchoLedger.WithGrowth(problem.Machine, problem.Batch);
        problem.Machine.Learning.Theta.ToArray().ShouldBe(before);
        problem.Machine.Passage.ShouldBeNull();
    }

    /// <summary>A mirror with noise sends θ home elsewhere; what comes after the books must not begin there. Mutation: θ left where the echo brought it.</summary>
    [Fact]
    public void The_books_of_an_imperfect_echo_leave_the_parameters_as_they_were()
    {
        var bench = Workbench.SetUp(
            RequestedExperiment.Load(
                "xor", quick: false, ["machine.lattice.rows=40", "machine.lattice.columns=20", "machine.steps=20", "imperfections.reversal.noise=0.05"]),
            1, 1, null);
        var machine = (IReverses)bench.Blocks.Machine;
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes);
        bench.Data.Train.Read([1], batch);
        var before = machine.Learning.Theta.ToArray();

        EchoLedger.Of(machine, batch).Home.Learning.ShouldBeGreaterThan(1e-6, "this echo displaces θ");

        machine.Learning.Theta.ToArray().ShouldBe(before);
    }

    private static EchoLedger Of(ReferenceProblem problem) => EchoLedger.WithGrowth(problem.Machine, problem.Batch);

    private static string[] Names(EchoLedger ledger)
    {
        ledger.Figures().ShouldAllBe(figure => double.IsFinite(figure.Value));
        ledger.Home.Overlap.ShouldBe(1, 1e-9);
        return [.. ledger.Figures().Select(figure => figure.Name).Order(StringComparer.Ordinal)];
    }

    private static HamiltonianMachine<double> Machine(Loschmidt.Evolution.Hamiltonian<double> hamiltonian, double time, int steps, int[] sites) => new(new()
    {
        Hamiltonian = hamiltonian,
        Schedule = new(time, steps, SplittingScheme.Strang),
        Input = new() { PositionSites = sites, MomentumSites = sites },
        Output = sites,
        Cost = new IntensityCost<double>(sites),
    });

    private static Batch Batch(int targets)
    {
        var batch = new Batch(2, targets, 1) { Active = 1 };
        (batch.Inputs[0], batch.Inputs[1]) = (1, 0.6);
        return batch;
    }
}
