using Loschmidt.Terms;
using Loschmidt.Terms.Modes;
using Loschmidt.Testing;
using Loschmidt.Tests.Terms.Modes;

namespace Loschmidt.Tests.Testing;

public class TermAssertionTests
{
    private const double Time = 0.4;

    public static TheoryData<string> All => TermCases.All;

    [Theory, MemberData(nameof(All))]
    public void Every_mode_term_keeps_all_promises_of_a_term(string name)
    {
        var term = TermCases.Create(name);
        var (θ, x) = (TermCases.Theta(term), TermCases.RandomPoint(3));
        PhysicsAssert.FlowPreservesPhaseVolume(term, x, θ, Time);
        PhysicsAssert.FlowIsReversible(term, x, θ, Time);
        PhysicsAssert.FlowConservesEnergy(term, x, θ, Time);
        PhysicsAssert.ResponseIsTheSlopeOfTheEnergy(term, x, θ, Time);
    }

    [Fact]
    [Trait("check", "16")]
    public void A_synthetic_flux_conserves_everything_and_does_not_come_home()
    {
        var flux = new ModeTerm<double, FluxQuantity>("flux", [new ModePair(0, 1)], 0.7);
        var x = TermCases.RandomPoint(3);
        PhysicsAssert.FlowPreservesPhaseVolume(flux, x, [], Time);
        PhysicsAssert.FlowConservesEnergy(flux, x, [], Time);
        Fails(() => PhysicsAssert.FlowIsReversible(flux, x, [], Time)).ShouldContain("synthetic flux");
    }

    [Fact]
    public void A_loss_is_seen_in_phase_volume_energy_and_reversal()
    {
        var lossy = new MutantTerm(Phase()) { Damping = 0.999 };
        var x = TermCases.RandomPoint(3);
        Fails(() => PhysicsAssert.FlowPreservesPhaseVolume(lossy, x, [0.8], Time)).ShouldContain("bracket of q[0] and p[0]");
        Fails(() => PhysicsAssert.FlowConservesEnergy(lossy, x, [0.8], Time)).ShouldContain("own energy");
        Fails(() => PhysicsAssert.FlowIsReversible(lossy, x, [0.8], Time)).ShouldContain("misses the start");
    }

    [Fact]
    public void The_flow_of_another_energy_is_canonical_and_still_noticed()
    {
        var other = new MutantTerm(Phase()) { ExtraKick = 1e-3 };
        var x = TermCases.RandomPoint(3);
        PhysicsAssert.FlowPreservesPhaseVolume(other, x, [0.8], Time);
        Fails(() => PhysicsAssert.FlowConservesEnergy(other, x, [0.8], Time)).ShouldContain("not the flow of that energy");
    }

    [Fact]
    public void A_response_that_hears_too_much_is_noticed() =>
        Fails(() => PhysicsAssert.ResponseIsTheSlopeOfTheEnergy(
            new MutantTerm(Phase()) { Overhearing = 1e-4 }, TermCases.RandomPoint(3), [0.8], Time)).ShouldContain("response of 'phase'");

    [Fact]
    public void An_allocation_is_noticed_and_a_quiet_action_passes()
    {
        var kept = new object[1];
        PhysicsAssert.AllocatesNothing(() => kept[0] = kept);
        Fails(() => PhysicsAssert.AllocatesNothing(() => kept[0] = new byte[100])).ShouldContain("allocates at least");
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(-1, "sign is wrong")]
    [InlineData(2, "factor is wrong")]
    [InlineData(double.NaN, "not a number")]
    public void A_gradient_that_is_off_is_told_how(double factor, string diagnosis)
    {
        double[] reference = [1, -2, 0.5];
        double[] actual = [.. reference.Select(g => factor * g)];
        if (diagnosis.Length == 0)
            PhysicsAssert.GradientMatches(reference, actual, 1e-12);
        else
            Fails(() => PhysicsAssert.GradientMatches(reference, actual, 0.5)).ShouldContain(diagnosis);
    }

    [Fact]
    public void The_worst_parameter_is_called_by_its_name()
    {
        var layout = new Loschmidt.Machines.ParameterLayout(("ring/stiffness", [2, 2]));
        var message = Fails(() => PhysicsAssert.GradientMatches([1, 2, 3, 4], [1, 2, 5, 4], 1e-3, layout));
        message.ShouldContain("ring/stiffness[1,0]");
        message.ShouldContain("nearly right");
        Fails(() => PhysicsAssert.GradientMatches([1, 2, 3, 4], [4, -3, 2, -1], 1e-3)).ShouldContain("direction is wrong");
        Fails(() => PhysicsAssert.GradientMatches([1], [1, 2], 1)).ShouldContain("2 entries");
    }

    private static ITerm<double> Phase() => ModeTerms.PhaseElement<double>([0]);

    private static string Fails(Action statement) => Should.Throw<PhysicsAssertException>(statement).Message;
}
