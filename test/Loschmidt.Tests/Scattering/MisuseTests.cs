using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Scattering;

namespace Loschmidt.Tests.Scattering;

/// <summary>What is handed over wrongly is refused by what is wrong with it, and never becomes a result.</summary>
public sealed class MisuseTests
{
    /// <summary>Mutation: no look at numbers; the dense way then finds a resonance without loss, the fast ones a cost that is no number.</summary>
    [Theory]
    [InlineData("layered")]
    [InlineData("dense")]
    public void A_number_that_is_none_is_named(string name)
    {
        var network = Networks.Of(name);
        var θ = Networks.Theta(network);
        var machine = new ScatteringMachine<double>(network, θ);
        var batch = Networks.Samples(machine, 2, machine.Lanes);
        batch.Inputs[4 * machine.Lanes + 1] = double.NaN;
        Refused(() => machine.Prepare(batch)).ShouldContain("input 4 of sample 1 is NaN");
        double[] input = [0, 0.5, double.PositiveInfinity, 0, 0, 0];
        Refused(() => ScatteringMatrix.Of(network, θ, input)).ShouldContain("input 2 is Infinity");
        Refused(() => _ = new LangevinEquation(network, θ, input)).ShouldContain("input 2 is Infinity");
        Refused(() => ScatteringMatrix.Of(network, θ, new double[6], double.NaN)).ShouldContain("ω is NaN");

        machine.Prepare(Networks.Samples(machine, 2, machine.Lanes));
        machine.Learning.Theta[3] = θ[3] = double.NaN;
        Refused(machine.Evolve).ShouldContain("detuning/input[3] is NaN");
        Refused(() => ScatteringMatrix.Of(network, θ, new double[6])).ShouldContain("detuning/input[3] is NaN");
    }

    /// <summary>Mutation: what there is of θ is copied, and the rest is 0.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(300)]
    public void Parameters_of_another_number_are_refused(int count)
    {
        var network = Networks.Of("layered");
        Refused(() => _ = new ScatteringMachine<double>(network, new double[count]))
            .ShouldContain($"the network has {network.Parameters.Count} parameters, not {count}");
    }

    /// <summary>Mutation: no look at labels; an index is then out of some array's range.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_label_that_is_none_of_the_outputs_is_refused(int label)
    {
        var machine = new ScatteringMachine<double>(Networks.Of("layered"));
        var batch = Networks.Samples(machine, 2, machine.Lanes);
        batch.Labels[1] = label;
        Refused(() => new AdjointEstimator().Estimate(machine, batch, new double[machine.Parameters.Count]))
            .ShouldContain($"sample 1 has the label {label}, but the 3 outputs are 0 to 2");
    }

    /// <summary>Mutation: the buffer is written until it ends.</summary>
    [Fact]
    public void A_gradient_does_not_fit_into_a_shorter_buffer()
    {
        var machine = new ScatteringMachine<double>(Networks.Of("layered"), Networks.Theta(Networks.Of("layered")));
        var batch = Networks.Samples(machine, 2, machine.Lanes);
        foreach (var estimator in new IGradientEstimator[]
            { new AdjointEstimator(), new ReciprocityEstimator(), new MoebiusEstimator(0.5), new CentralDifferencesEstimator(1e-3) })
        {
            Refused(() => estimator.Estimate(machine, batch, new double[5]))
                .ShouldContain($"scattering machine has {machine.Parameters.Count} numbers, its buffer 5", customMessage: estimator.Name);
        }
    }

    /// <summary>Mutation: any shift is taken; one of 0 finds a gradient of 0.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    public void A_shift_moves_something(double shift)
    {
        Refused(() => _ = new MoebiusEstimator(shift)).ShouldContain("the shift is");
        Refused(() => _ = new MoebiusEstimator(1) with { Shift = shift }).ShouldContain("the shift is");
        new MoebiusEstimator(-0.5).Shift.ShouldBe(-0.5);
    }

    [Fact]
    public void A_group_without_modes_is_refused_by_its_name() =>
        Refused(() => new ScatteringNetworkBuilder().Group("hidden", 0)).ShouldContain("the group hidden has 0 modes");

    /// <summary>Mutation: keys of other structures are read over; whoever sweeps one then compares a machine with itself.</summary>
    [Theory]
    [InlineData("structure: layered, connected: 0.2", "connected has no meaning for structure: layered; remove it")]
    [InlineData("structure: lattice, hidden: [4], kernel: 4", "kernel has no meaning for structure: lattice; remove it")]
    [InlineData("structure: dense, hidden: [4], couplerStrength: 4", "couplerStrength has no meaning for structure: dense; remove it")]
    [InlineData("structure: random, hidden: [4], couplerLoss: 0.1", "couplerLoss has no meaning for structure: random; remove it")]
    [InlineData("structure: layered, channels: [2]", "channels has no meaning for structure: layered; remove it")]
    [InlineData("structure: racetrack, complex: true", "complex has no meaning for structure: racetrack; remove it")]
    [InlineData("structure: convolutional, replication: 1, channels: [2], kernel: 9", "kernel 9 is larger than the images of 4 x 4 of input")]
    [InlineData("structure: convolutional, replication: 1, channels: [2, 2], kernel: 3", "kernel 3 is larger than the images of 2 x 2 of image1")]
    [InlineData("outputs: 1", "outputs is 1, but cross-entropy chooses among outputs; use two, or score: half-squares")]
    public void Settings_that_would_mean_nothing_are_refused(string keys, string message)
    {
        var refusal = Should.Throw<UnsuitableException>(() => Build(keys));
        refusal.Message.ShouldContain($"machine: {message}");
        refusal.Where.ShouldNotBeNull().Column.ShouldBeGreaterThan(3, "the key, not the block");
    }

    [Theory]
    [InlineData("structure: random, hidden: [4], connected: 0.2, complex: true")]
    [InlineData("structure: racetrack, couplerStrength: 3, couplerLoss: 0.1")]
    [InlineData("structure: convolutional, replication: 1, channels: [2], kernel: 4")]
    [InlineData("outputs: 1, score: half-squares")]
    public void Settings_of_the_structure_that_knows_them_are_taken(string keys) => Build(keys).Outputs.ShouldBeGreaterThan(0);

    private static IEvolves Build(string keys) => MachineFactory.Build(
        ExperimentFile.Parse(
            $$"""
            name: small
            machine: { kind: scattering, inputs: 16, {{keys}} }
            data: { set: random }
            training: { estimator: adjoint, optimiser: { kind: sgd, rate: 0.1 }, steps: 1 }

            """,
            "small.yaml", [], quick: false, MachineFactory.Kinds).Machine,
        Precision.Double, seed: 1);

    private static string Refused(Action use) => Should.Throw<ArgumentException>(use).Message;
}
