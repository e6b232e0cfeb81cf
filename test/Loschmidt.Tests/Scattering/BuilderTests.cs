using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Scattering;

namespace Loschmidt.Tests.Scattering;

/// <summary>A network that cannot work is refused before anything is computed, and the message names the mode.</summary>
public sealed class BuilderTests
{
    [Fact]
    public void Gain_is_no_loss() =>
        Refused(builder => builder.Group("input", 3, 1, -0.1)).ShouldContain("the loss of input is -0.1");

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_port_rate_is_finite_and_not_negative(double rate) =>
        Refused(builder => builder.Group("input", 3, rate)).ShouldContain("the port rate of input");

    [Fact]
    public void A_mode_without_a_port_cannot_be_read() =>
        Refused(builder =>
        {
            var (input, output) = (builder.Group("input", 2), builder.Group("output", 2, 0, 0.1));
            builder.Couple(input, output).ReadReflection(output).Build();
        }).ShouldContain("mode 0 of output is read, but its port rate is 0");

    [Fact]
    public void A_mode_without_a_port_cannot_be_driven() =>
        Refused(builder =>
        {
            var (input, output) = (builder.Group("input", 2, 0, 0.1), builder.Group("output", 2));
            builder.Couple(input, output).ReadTransmission(input, output).Build();
        }).ShouldContain("mode 0 of input is driven, but its port rate is 0");

    [Fact]
    public void A_mode_that_nothing_is_coupled_to_is_named() =>
        Refused(builder =>
        {
            var (input, output, alone) = (builder.Group("input", 2), builder.Group("output", 2), builder.Group("spare", 1));
            _ = alone;
            builder.Couple(input, output).ReadReflection(output).Build();
        }).ShouldContain("mode 0 of spare is coupled to no other mode");

    [Fact]
    public void Copies_must_fill_the_input_group() =>
        Refused(builder => builder.Inject(builder.Group("input", 5), 2, 2, 1, 0)).ShouldContain("input has 5 modes, but 2 inputs x 2 copies need 4");

    [Fact]
    public void A_pair_is_coupled_once()
    {
        Refused(builder =>
        {
            var (a, b) = (builder.Group("a", 2), builder.Group("b", 2));
            builder.Couple(a, b).Couple(b, a);
        }).ShouldContain("b and a are coupled already");
        Refused(builder =>
        {
            var a = builder.Group("a", 2);
            builder.Couple(a, a, CouplingForm.Real, [2], [-1, 0, 1, -1]).ReadReflection(a).Build();
        }).ShouldContain("entry (1, 0)");
    }

    /// <summary>The mutation: sizes that are no whole rows either, or that no longer have rows of five.</summary>
    [Theory]
    [InlineData(32, "hidden has 32 modes, which are no whole rows of 5; take 30 or 35")]
    [InlineData(26, "hidden has 26 modes, which are no whole rows of 5; take 25 or 30")]
    public void A_lattice_that_is_no_rectangle_says_which_sizes_are(int modes, string message)
    {
        Should.Throw<ArgumentException>(() => Lattice(modes)).Message.ShouldContain(message);
        foreach (var size in message.Split("take ")[1].Split(" or "))
        {
            Lattice(int.Parse(size));
        }

        static ScatteringNetwork Lattice(int modes) =>
            ScatteringNetworks.Build(new() { Structure = ScatteringStructure.Lattice, Inputs = 2, Hidden = [modes], Outputs = 2 }, seed: 1);
    }

    [Fact]
    public void A_network_without_a_read_out_is_refused() =>
        Refused(builder => builder.Build()).ShouldContain("no read-out");

    [Fact]
    public void Couplers_without_loss_have_no_steady_state() =>
        Refused(builder => builder.CoupleThrough(builder.Group("a", 1), builder.Group("b", 1), 1, 0)).ShouldContain("loss of the couplers is 0");

    [Fact]
    public void A_sample_of_another_length_is_refused()
    {
        var machine = new ScatteringMachine<double>(Networks.Of("layered"));

        Should.Throw<ArgumentException>(() => machine.Prepare(new Batch(5, 0, machine.Lanes))).Message
            .ShouldContain("samples of 5 inputs; this network takes up to");
    }

    [Fact]
    public void A_resonance_that_nothing_damps_is_told_with_its_mode()
    {
        var builder = new ScatteringNetworkBuilder();
        var (dark, output) = (builder.Group("dark", 2, 0), builder.Group("output", 1));
        builder.Couple(dark, output).Inject(dark, 2, 1, 1, 0);
        var machine = new ScatteringMachine<double>(builder.ReadReflection(output).Build());
        machine.Prepare(new Batch(2, 0, machine.Lanes) { Active = 1 });

        Should.Throw<ResonanceException>(machine.Evolve).Message.ShouldContain("of dark rings for ever");
    }

    [Fact]
    public void A_matrix_becomes_the_parameters_that_give_it_back()
    {
        var network = Networks.Of("complex");
        var θ = Networks.Theta(network);
        var matrix = new Complex[network.Modes, network.Modes];
        foreach (var knob in new ScatteringMachine<double>(network, θ).Knobs)
        {
            var value = knob.Kind switch
            {
                KnobKind.Detuning or KnobKind.Coupling => new Complex(θ[knob.Parameter], 0),
                KnobKind.Flux => new Complex(0, θ[knob.Parameter]),
                _ => Complex.Zero,
            };
            if (knob.Kind is KnobKind.Detuning or KnobKind.Coupling or KnobKind.Flux)
            {
                matrix[knob.First, knob.Second] += value;
                if (knob.First != knob.Second)
                {
                    matrix[knob.Second, knob.First] += Complex.Conjugate(value);
                }
            }
        }

        var back = network.ThetaOf(matrix);
        foreach (var tensor in network.Parameters.Tensors.Where(tensor => tensor.Name.StartsWith("detuning", StringComparison.Ordinal)
            || tensor.Name.StartsWith("coupling", StringComparison.Ordinal)))
        {
            back.AsSpan(tensor.Offset, tensor.Count).SequenceEqual(θ.AsSpan(tensor.Offset, tensor.Count)).ShouldBeTrue(tensor.Name);
        }
    }

    /// <summary>Conjugating one side only, or reading one triangle of the matrix, lets these pass: red.</summary>
    [Theory]
    [InlineData(0, 12, 1, 0, "J from mode 0 of input to mode 0 of hidden is")]
    [InlineData(0, 12, 0, 1, "must be conjugates of each other")]
    [InlineData(3, 3, 0, 1, "the detuning of mode 3 of input is")]
    public void A_matrix_that_is_not_Hermitian_is_refused_with_the_pair(int row, int column, double re, double im, string expected)
    {
        var network = Networks.Of("complex");
        var matrix = new Complex[network.Modes, network.Modes];
        matrix[row, column] = new Complex(re, im);

        Should.Throw<ArgumentException>(() => network.ThetaOf(matrix)).Message.ShouldContain(expected);
    }

    [Fact]
    public void A_matrix_with_couplings_that_the_network_has_not_is_refused()
    {
        var network = Networks.Of("layered");
        var matrix = new Complex[network.Modes, network.Modes];
        matrix[0, 1] = matrix[1, 0] = 1;
        Should.Throw<ArgumentException>(() => network.ThetaOf(matrix)).Message
            .ShouldContain("couples mode 0 of input and mode 1 of input, which this network does not");

        matrix = new Complex[network.Modes, network.Modes];
        (matrix[0, 12], matrix[12, 0]) = (new Complex(0, 1), new Complex(0, -1));
        Should.Throw<ArgumentException>(() => network.ThetaOf(matrix)).Message.ShouldContain("are real; couple them with CouplingForm.Complex");

        Should.Throw<ArgumentException>(() => network.ThetaOf(new Complex[2, 2])).Message.ShouldContain("the matrix is 2 x 2");
    }

    private static string Refused(Action<ScatteringNetworkBuilder> draw) =>
        Should.Throw<ArgumentException>(() => draw(new ScatteringNetworkBuilder())).Message;
}
