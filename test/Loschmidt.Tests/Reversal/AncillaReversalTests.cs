using Loschmidt.Gradients;
using Loschmidt.Imperfections;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;
using Loschmidt.Reversal;
using Loschmidt.Terms.Modes;
using Loschmidt.Testing;
using Loschmidt.Tests.Fields.Photonic;
using Loschmidt.Tests.Imperfections;

namespace Loschmidt.Tests.Reversal;

/// <summary>Time reversal by squeezing with an ancilla, swapping and erasing.</summary>
public sealed class AncillaReversalTests
{
    /// <summary>The three flows, term by term, are the reversal. Mutations: cosh and sinh exchanged, the swap before the squeezing, the wrong time of it.</summary>
    [Theory]
    [InlineData(SwapSign.Negative, -1)]
    [InlineData(SwapSign.Positive, 1)]
    [Trait("check", "14")]
    public void It_is_squeezing_swap_and_erasure(SwapSign sign, int swap)
    {
        var (modes, lanes) = (3, 2);
        var joint = new PhasePoint<double>(2 * modes, lanes);
        var field = new PhasePoint<double>(modes, lanes);
        var stream = new RandomStream(5, "fields");
        for (var mode = 0; mode < modes; mode++)
        {
            for (var lane = 0; lane < lanes; lane++)
            {
                var i = (mode * field.Lanes) + lane;
                (field.View.Q[i], field.View.P[i]) = stream.Normals(0, (uint)mode, (uint)lane);
                (joint.View.Q[i], joint.View.P[i]) = (field.View.Q[i], field.View.P[i]);
                (joint.View.Q[i + (modes * joint.Lanes)], joint.View.P[i + (modes * joint.Lanes)]) = Fluctuation(mode, lane);
            }
        }

        (int, int)[] pairs = [(0, 3), (1, 4), (2, 5)];
        ModeTerms.TwoModeSqueezing<double>(pairs, 1).Flow(joint.View, default, AncillaReversal.Squeezing);
        ModeTerms.BeamSplitter<double>(pairs, swap).Flow(joint.View, default, Math.PI / 2);
        new AncillaReversal(new AncillaSettings { Swap = sign, Vacuum = 0.09 }, Drawn).Act(field.View, default);
        for (var mode = 0; mode < modes; mode++)
        {
            for (var lane = 0; lane < lanes; lane++)
            {
                var i = (mode * field.Lanes) + lane;
                field.View.Q[i].ShouldBe(joint.View.Q[i], 1e-15);
                field.View.P[i].ShouldBe(joint.View.P[i], 1e-15);
            }
        }

        static (double First, double Second) Drawn(int mode, int lane) => (1 + mode, lane - 0.5);
        static (double Q, double P) Fluctuation(int mode, int lane) => (0.3 * (1 + mode), 0.3 * (lane - 0.5));
    }

    /// <summary>√2 Ξ₀: twice the ancilla's |Ξ₀|². Mutations: a quadrature's variance for a field's; fluctuations that are not amplified.</summary>
    [Fact]
    public void Fluctuations_of_the_ancilla_enter_with_twice_their_energy()
    {
        const int modes = 20_000;
        const double vacuum = 0.3;
        var x = new PhasePoint<double>(modes, 1);
        var reversal = new AncillaReversal(new AncillaSettings { Vacuum = vacuum }, 3);
        reversal.Act(x.View, default);
        var (first, energy) = (x.View.Q[0], 0.0);
        for (var mode = 0; mode < modes; mode++)
        {
            energy += (Math.Pow(x.View.Q[mode * x.Lanes], 2) + Math.Pow(x.View.P[mode * x.Lanes], 2)) / 2;
        }

        (energy / modes).ShouldBe(2 * vacuum, 4 * 2 * vacuum / Math.Sqrt(modes), "four standard deviations of an exponential mean");
        x.View.Q.Clear();
        x.View.P.Clear();
        reversal.Act(x.View, default);
        x.View.Q[0].ShouldNotBe(first, "every use draws others");
    }

    /// <summary>Kerr modes, beam splitters, wells that are even: H(−Φ) = H(Φ), as of the cosine of a pendulum. Mutation: −Φ instead of −Φ*.</summary>
    [Theory]
    [InlineData(SwapSign.Negative)]
    [InlineData(SwapSign.Positive)]
    public void Either_swap_brings_home_what_is_even_in_the_field(SwapSign sign)
    {
        foreach (var problem in new[] { ReferenceProblems.KerrModes(2), ReferenceProblems.CarrierModes(2), ReferenceProblems.DuffingRing(2) })
        {
            GradientError(problem, ReferenceProblem(problem), new() { Swap = sign }).ShouldBeLessThan(1e-10, problem.Name);
        }
    }

    /// <summary>a*Ψ² changes sign with the field. Mutation: a swap whose sign is not read.</summary>
    [Fact]
    public void The_printed_swap_loses_a_second_harmonic_and_the_other_one_does_not()
    {
        var problem = ReferenceProblems.Chi2Modes(2);
        GradientError(problem, ReferenceProblem(problem), new() { Swap = SwapSign.Negative }).ShouldBeLessThan(1e-10);
        GradientError(problem, ReferenceProblem(problem), new() { Swap = SwapSign.Positive }).ShouldBeGreaterThan(0.1);
    }

    /// <summary>−Θ* is −θ and +π: another machine goes home. Mutation: Θ turned round by its own mirror all the same.</summary>
    [Fact]
    public void The_printed_swap_is_wrong_for_the_parameters_and_the_other_one_is_not()
    {
        Overlap(SwapSign.Negative).ShouldBe(1, 1e-12);
        Overlap(SwapSign.Positive).ShouldBeLessThan(0.9);

        static double Overlap(SwapSign sign)
        {
            var problem = ReferenceProblems.KerrModes(2);
            var machine = Device(problem.Machine, ReferenceProblem(problem).Machine, new() { Swap = sign, Theta = true });
            machine.Prepare(problem.Batch);
            machine.Keep();
            machine.Evolve();
            machine.Reverse();
            machine.Return();
            machine.Reverse();
            return machine.DistanceFromKept().Overlap;
        }
    }

    /// <summary>In place of <c>Reverse</c>, without a wrapper. Mutation: Θ that is not reversed with the field.</summary>
    [Fact]
    public void A_machine_may_be_shown_the_reversal_itself()
    {
        var problem = ReferenceProblems.RecoilingModes(4);
        var machine = problem.Machine;
        machine.Prepare(problem.Batch);
        machine.Keep();
        machine.Evolve();
        machine.Expose(new AncillaReversal(new AncillaSettings(), 1));
        machine.Return();
        machine.Reverse();
        machine.DistanceFromKept().Largest.ShouldBeLessThan(1e-12);
    }

    /// <summary>Mutation: a rule that forgets one of the keys.</summary>
    [Fact]
    public void A_mirror_and_an_ancilla_contradict_each_other()
    {
        Refusal(new() { Ancilla = new(), LeftOut = 0.1 }).ShouldContain("takes the place of a mirror");
        Refusal(new() { Ancilla = new() { Theta = true }, ForgetTheta = true }).ShouldContain("forgetTheta");
        Refusal(new() { ForgetAncillas = "all" }).ShouldContain("has no ancillas");

        static string Refusal(ReversalSettings reversal) =>
            Should.Throw<NotSupportedException>(() => Flawed.Wave(new() { Reversal = reversal })).Message;
    }

    /// <summary>Mutation: a group that is looked for by its number, or forgotten on the way out.</summary>
    [Fact]
    public void Ancillas_that_were_forgotten_are_named()
    {
        var machine = (IKeepsAncillas)Flawed.Photonic(new() { Reversal = new() { ForgetAncillas = "conv2/chi2" } }, 1);
        machine.Prepare(PhotonicCases.Strokes(1, 1));
        machine.Keep();
        machine.Evolve();
        var turning = AncillaAudit.Census(machine);
        machine.Reverse();
        machine.Return();
        machine.Reverse();
        machine.DistanceFromKept().Field.ShouldBeGreaterThan(0.05);
        AncillaAudit.Describe(machine, turning)!.ShouldStartWith("the ancillas of conv2/chi2 come home with");
        Should.Throw<NotSupportedException>(() => Flawed.Photonic(new() { Reversal = new() { ForgetAncillas = "conv2" } }, 1))
            .Message.ShouldContain("conv1/chi2, conv2/chi2");
    }

    private static ReferenceProblem ReferenceProblem(ReferenceProblem like) => ReferenceProblems.All(2).First(one => one.Name == like.Name);

    private static double GradientError(ReferenceProblem problem, ReferenceProblem again, AncillaSettings ancilla)
    {
        var (reversed, mirrored) = (new double[problem.Machine.Parameters.Count], new double[problem.Machine.Parameters.Count]);
        new EchoEstimator(1e-4).Estimate(again.Machine, again.Batch, mirrored);
        new EchoEstimator(1e-4).Estimate(Device(problem.Machine, again.Machine, ancilla), problem.Batch, reversed);
        return Fidelity.Of(reversed, mirrored).RelativeError;
    }

    private static IReverses Device(IEvolves machine, IEvolves model, AncillaSettings ancilla) =>
        (IReverses)ImperfectMachine.Of(machine, model, new ImperfectionSettings { Reversal = new() { Ancilla = ancilla } }, 5);
}
