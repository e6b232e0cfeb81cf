using Loschmidt.Graphs;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Graphs;

/// <summary>What is measured at the end, and what whoever reads it can work out from it.</summary>
public sealed class ReadoutTests
{
    private static readonly string[] Names = ["duffing-ring", "kerr, by intensity"];

    public static TheoryData<string> Judged => [.. Names];

    /// <summary>The mutation: the sign counted twice, once for either output.</summary>
    [Theory, MemberData(nameof(Judged))]
    public void The_cost_of_measured_outputs_is_the_cost_of_the_field(string name)
    {
        var (machine, batch) = RealMachines.Of(name, held: true);
        machine.Prepare(batch);
        machine.Evolve();
        var (outputs, slope) = (new double[2 * machine.Lanes], new double[2 * machine.Lanes]);
        machine.Read(outputs);
        machine.Refusal<IJudges>().ShouldBeNull();
        machine.Judge(outputs, batch, slope).ShouldBe(machine.Cost(), 1e-13);
    }

    /// <summary>The mutation: ∂|Ψ|²/∂q without its q, or the left output with the sign of the right one.</summary>
    [Theory, MemberData(nameof(Judged))]
    public void An_error_found_in_the_outputs_comes_back_as_the_gradient(string name)
    {
        var (machine, batch) = RealMachines.Of(name, held: true);
        machine.Prepare(batch);
        machine.Evolve();
        var (outputs, slope) = (new double[2 * machine.Lanes], new double[2 * machine.Lanes]);
        machine.Read(outputs);
        machine.Judge(outputs, batch, slope);
        var gradient = new double[machine.Parameters.Count];
        machine.PullBackOutputs(batch, slope, gradient);
        Rig.RelativeError(gradient, Rig.PullBack(machine, batch)).ShouldBeLessThan(1e-13);
    }

    [Fact]
    public void A_sign_answers_with_the_larger_of_minus_q_and_q()
    {
        var (machine, batch) = RealMachines.Of("josephson-array", held: true);
        machine.Prepare(batch);
        machine.Evolve();
        var outputs = new double[2 * machine.Lanes];
        machine.Read(outputs);
        for (var lane = 0; lane < 4; lane++)
        {
            outputs[machine.Lanes + lane].ShouldBe(machine.State.Q[7 * machine.State.Lanes + lane]);
            outputs[lane].ShouldBe(-outputs[machine.Lanes + lane]);
        }
    }

    [Fact]
    public void A_field_with_a_phase_is_more_than_its_brightness() =>
        RealMachines.Of("kerr-resonators").Machine.Refusal<IJudges>().ShouldNotBeNull().ShouldContain("judged by more than its outputs");

    [Fact]
    public void A_sign_is_read_at_one_site()
    {
        var ring = Loschmidt.Terms.Graph.Ring(3);
        Should.Throw<ArgumentException>(() => new HamiltonianMachine<double>(new()
        {
            Hamiltonian = new(3, [new Loschmidt.Terms.KineticTerm<double>(ring)]),
            Schedule = new(1, 1, Loschmidt.Splitting.SplittingScheme.KickDriftKick),
            Input = SiteEncoder.Positions(0),
            Output = [1, 2],
            Readout = Readout.Signs,
            Cost = new Loschmidt.Costs.PositionCost<double>([1, 2]),
        })).Message.ShouldContain("one output site, not at 2");
    }

    /// <summary>The mutation: a displacement of one amplitude from rest, so that 0 stands still.</summary>
    [Fact]
    public void Bits_stand_on_either_side()
    {
        var machine = GraphMachines.Build<double>(new DuffingRingSettings { BitAmplitude = 0.7, Bias = 0.4, InverseMass = 0 }, 1);
        machine.Prepare(RealMachines.Bits(machine, 0));
        double At(int site, int row) => machine.State.Q[site * machine.State.Lanes + row];
        for (var row = 0; row < 4; row++)
        {
            At(0, row).ShouldBe(row / 2 == 1 ? 0.7 : -0.7, 1e-15);
            At(4, row).ShouldBe(row % 2 == 1 ? 0.7 : -0.7, 1e-15);
            At(2, row).ShouldBe(0.4);
            At(1, row).ShouldBe(0);
        }
    }

    /// <summary>∂C/∂x of an input that is multiplied on its way in. The mutation: the momentum of the site itself.</summary>
    [Fact]
    public void The_gradient_of_an_input_has_its_scale()
    {
        var ring = Loschmidt.Terms.Graph.Ring(4);
        var machine = new HamiltonianMachine<double>(new()
        {
            Hamiltonian = new(
                4, [new Loschmidt.Terms.KineticTerm<double>(ring)], [new Loschmidt.Terms.SiteTerm<double, Loschmidt.Terms.DuffingSite>("wells", ring)]),
            Schedule = new(2, 40, Loschmidt.Splitting.SplittingScheme.KickDriftKick),
            Input = new() { PositionSites = [0], MomentumSites = [0], Scale = 1.7 },
            Output = [0],
            Cost = new Loschmidt.Costs.PositionCost<double>([0]),
            HearsInputs = true,
        });
        var batch = new Batch(2, 1, 1) { Active = 1 };
        (batch.Inputs[0], batch.Inputs[1], batch.Targets[0]) = (0.4, -0.3, 0.1);
        Rig.TurnAround(machine, batch);
        var (gradient, inputs, heard) = (new double[machine.Parameters.Count], new double[2], new double[2]);
        machine.TangentEcho(gradient, inputs);
        machine.Recall();
        machine.Nudge(1e-6);
        machine.Return();
        machine.Reverse();
        machine.ReadInputMomenta(heard);
        for (var feature = 0; feature < 2; feature++)
        {
            var slope = (CostAt(feature, 1e-5) - CostAt(feature, -1e-5)) / 2e-5;
            inputs[feature].ShouldBe(slope, 1e-8);
            Math.Abs(heard[feature] / 1e-6).ShouldBe(Math.Abs(slope), 1e-4);
        }

        double CostAt(int feature, double shift)
        {
            batch.Inputs[feature] += shift;
            machine.Prepare(batch);
            machine.Evolve();
            batch.Inputs[feature] -= shift;
            return machine.Cost();
        }
    }
}
