using System.Numerics;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Scattering;
using Loschmidt.Testing;

namespace Loschmidt.Tests.Scattering;

/// <summary>Gradients of scattering machines: by the adjoint, by differences, and by experiments alone.</summary>
public sealed class ScatteringGradientTests
{
    /// <summary>Real and complex couplings, couplers; reflection and transmission; every port, rate and phase learned or not.</summary>
    public static TheoryData<CouplingForm, bool, bool, bool> Problems => new()
    {
        { CouplingForm.Real, true, false, false },
        { CouplingForm.Real, true, true, false },
        { CouplingForm.Real, false, true, false },
        { CouplingForm.Real, true, true, true },
        { CouplingForm.Real, false, false, true },
        { CouplingForm.Complex, true, true, false },
        { CouplingForm.Complex, false, true, false },
    };

    /// <summary>Mutations: λ from A† instead of Aᵀ, |u|² instead of u², a coupling counted once, the port's own share of ∂s/∂κ forgotten.</summary>
    [Theory, MemberData(nameof(Problems)), Trait("check", "S10")]
    public void The_adjoint_is_the_slope_of_the_cost(CouplingForm form, bool reflection, bool learnAll, bool couplers)
    {
        var (machine, batch) = Problem(form, reflection, learnAll, couplers);
        var adjoint = Estimate(new AdjointEstimator(), machine, batch);
        var differences = Estimate(new CentralDifferencesEstimator(1e-3), machine, batch);
        Fidelity.Of(adjoint.Gradient, differences.Gradient).RelativeError.ShouldBeLessThan(1e-8);
        adjoint.Cost.ShouldBe(differences.Cost, 1e-12);
        foreach (var tensor in machine.Parameters.Tensors)
        {
            Fidelity.Of(adjoint.Gradient.AsSpan(tensor.Offset, tensor.Count), differences.Gradient.AsSpan(tensor.Offset, tensor.Count))
                .RelativeError.ShouldBeLessThan(1e-6, tensor.Name);
        }
    }

    /// <summary>Mutations: one adjoint probe too few (an output's error not injected), fields conjugated, J's flux turned.</summary>
    [Theory, MemberData(nameof(Problems))]
    public void Probe_experiments_alone_give_the_adjoint_gradient(CouplingForm form, bool reflection, bool learnAll, bool couplers)
    {
        var (machine, batch) = Problem(form, reflection, learnAll, couplers);
        var measured = Estimate(new ReciprocityEstimator(), machine, batch);
        var exact = Estimate(new AdjointEstimator(), machine, batch);
        Fidelity.Of(measured.Gradient, exact.Gradient).RelativeError.ShouldBeLessThan(1e-10);
        measured.Cost.ShouldBe(exact.Cost, 1e-12);
    }

    /// <summary>Any shift will do. Mutation: the symmetric difference (S₊ − S₋)/2h, wrong by 30 % at h = 1.</summary>
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.3)]
    [InlineData(1.0)]
    [InlineData(3.0)]
    public void The_moebius_rule_is_exact_at_any_shift(double shift)
    {
        foreach (var (form, reflection, learnAll, couplers) in Problems.Select(row => row.Data))
        {
            var (machine, batch) = Problem(form, reflection, learnAll, couplers);
            var shifted = Estimate(new MoebiusEstimator(shift), machine, batch);
            var exact = Estimate(new AdjointEstimator(), machine, batch);
            Fidelity.Of(shifted.Gradient, exact.Gradient).RelativeError.ShouldBeLessThan(1e-10, $"{form} {reflection} {learnAll} {couplers}");
            shifted.Cost.ShouldBe(exact.Cost, 1e-12);
        }
    }

    [Theory]
    [InlineData(CouplingForm.Real, true, 3)]
    [InlineData(CouplingForm.Real, false, 2)]
    [InlineData(CouplingForm.Complex, true, 14)]
    [InlineData(CouplingForm.Complex, false, 15)]
    public void As_many_experiments_are_made_as_announced(CouplingForm form, bool reflection, double experiments)
    {
        var (machine, batch) = Problem(form, reflection, learnAll: true, couplers: false);
        var counting = new CountingProbes(machine);
        new ReciprocityEstimator().Estimate(counting, batch, new double[machine.Parameters.Count]);
        counting.Probes.ShouldBe((int)experiments);
        new ReciprocityEstimator().Passes(machine).ShouldBe(experiments);
        counting.Probes = 0;
        new MoebiusEstimator(1).Estimate(counting, batch, new double[machine.Parameters.Count]);
        new MoebiusEstimator(1).Passes(machine).ShouldBe(counting.Probes);
    }

    /// <summary>Mutation: parameters of a group taken in another order than its modes.</summary>
    [Fact, Trait("check", "S20")]
    public void Hidden_modes_that_change_places_change_nothing_but_their_names()
    {
        var network = Layers();
        var (machine, batch) = GraphNetworks.Problem(network);
        int[] order = [3, 0, 4, 1, 2];
        var permuted = new DenseScatteringMachine(network, machine.Lanes);
        var places = Places(network, order);
        for (var i = 0; i < places.Length; i++)
        {
            permuted.Learning.Theta[places[i]] = machine.Learning.Theta[i];
        }

        var (here, there) = (Estimate(new AdjointEstimator(), machine, batch), Estimate(new AdjointEstimator(), permuted, batch));
        there.Cost.ShouldBe(here.Cost, 1e-12);
        there.Gradient.ShouldNotBe(here.Gradient);
        for (var i = 0; i < places.Length; i++)
        {
            there.Gradient[places[i]].ShouldBe(here.Gradient[i], 1e-12);
        }
    }

    [Fact]
    public void A_machine_that_is_not_reciprocal_and_has_hidden_modes_is_refused_with_the_mode()
    {
        var (machine, _) = GraphNetworks.Problem(GraphNetworks.Graph(CouplingForm.Complex, 0.2, middlePorts: 0));
        new ReciprocityEstimator().Supports(machine, out var reason).ShouldBeFalse();
        reason.ShouldBe("this scattering machine is not reciprocal, so it is probed from every port, and mode 0 of middle has none; "
            + "give it a port, or make all couplings real");
        new MoebiusEstimator(1).Supports(machine, out _).ShouldBeTrue();
    }

    [Fact]
    public void Hidden_modes_of_a_reciprocal_machine_need_taps_but_no_ports()
    {
        var (machine, batch) = GraphNetworks.Problem(GraphNetworks.Graph(loss: 0.2, middlePorts: 0));
        var (measured, exact) = (Estimate(new ReciprocityEstimator(), machine, batch), Estimate(new AdjointEstimator(), machine, batch));
        Fidelity.Of(measured.Gradient, exact.Gradient).RelativeError.ShouldBeLessThan(1e-10);
    }

    [Fact]
    public void Shared_couplings_add_up_and_have_no_moebius_rule()
    {
        var builder = new ScatteringNetworkBuilder();
        var (a, b) = (builder.Group("a", 3, 1, 0.1), builder.Group("b", 2, 1, 0.1));
        var network = builder.Couple(a, b, CouplingForm.Real, [2], [0, -1, 1, 0, -1, 1])
            .Inject(a, 3, 1, -1, 1).ReadReflection(b).Build();
        var (machine, batch) = GraphNetworks.Problem(network);
        var exact = Estimate(new AdjointEstimator(), machine, batch).Gradient;
        Fidelity.Of(exact, Estimate(new CentralDifferencesEstimator(1e-3), machine, batch).Gradient).RelativeError.ShouldBeLessThan(1e-8);
        Fidelity.Of(Estimate(new ReciprocityEstimator(), machine, batch).Gradient, exact).RelativeError.ShouldBeLessThan(1e-10);
        new MoebiusEstimator(1).Supports(machine, out var reason).ShouldBeFalse();
        reason.ShouldBe("coupling/a-b[0] turns several places at once, so the response to it is no Moebius function; use reciprocity");
    }

    [Fact]
    public void Other_machines_are_told_why_they_cannot()
    {
        var wave = ReferenceProblems.KerrModes(1).Machine;
        new ReciprocityEstimator().Supports(wave, out var ports).ShouldBeFalse();
        ports.ShouldContain("has no ports");
        new MoebiusEstimator(1).Supports(wave, out _).ShouldBeFalse();
        new AdjointEstimator().Supports(wave, out var steady).ShouldBeFalse();
        steady.ShouldContain("no steady state");
    }

    private static (DenseScatteringMachine Machine, Batch Batch) Problem(CouplingForm form, bool reflection, bool learnAll, bool couplers) =>
        GraphNetworks.Problem(GraphNetworks.Graph(form, 0.2, reflection, 0.7, learnAll, couplers));

    private static ScatteringNetwork Layers()
    {
        var builder = new ScatteringNetworkBuilder();
        var (input, hidden, output) = (builder.Group("input", 4), builder.Group("hidden", 5), builder.Group("output", 3));
        return builder.Couple(input, hidden).Couple(hidden, output).Inject(input, 2, 2, -5, 5).ReadReflection(output).Build();
    }

    /// <summary>Where every parameter goes when hidden mode h becomes hidden mode order[h].</summary>
    private static int[] Places(ScatteringNetwork network, int[] order)
    {
        var places = Enumerable.Range(0, network.Parameters.Count).ToArray();
        var (detuning, incoming, outgoing) =
            (network.OffsetOf("detuning/hidden"), network.OffsetOf("coupling/input-hidden"), network.OffsetOf("coupling/hidden-output"));
        for (var h = 0; h < order.Length; h++)
        {
            places[detuning + h] = detuning + order[h];
            for (var i = 0; i < 4; i++)
            {
                places[incoming + i * order.Length + h] = incoming + i * order.Length + order[h];
            }

            for (var o = 0; o < 3; o++)
            {
                places[outgoing + h * 3 + o] = outgoing + order[h] * 3 + o;
            }
        }

        return places;
    }

    private static (double Cost, double[] Gradient) Estimate(IGradientEstimator estimator, IMachine machine, Batch batch)
    {
        var gradient = new double[machine.Parameters.Count];
        gradient.AsSpan().Fill(double.NaN);
        return (estimator.Estimate(machine, batch, gradient), gradient);
    }

    private sealed class CountingProbes(DenseScatteringMachine inner) : IScatters
    {
        public int Probes { get; set; }

        public string Kind => inner.Kind;

        public ParameterLayout Parameters => inner.Parameters;

        public LearningField Learning => inner.Learning;

        public int Lanes => inner.Lanes;

        public int Features => inner.Features;

        public int Targets => inner.Targets;

        public int Outputs => inner.Outputs;

        public int Modes => inner.Modes;

        public IReadOnlyList<ModeGroup> Groups => inner.Groups;

        public IReadOnlyList<double> PortRates => inner.PortRates;

        public bool IsReciprocal => inner.IsReciprocal;

        public IReadOnlyList<ScatteringKnob> Knobs => inner.Knobs;

        public ScatteringReadout Readout => inner.Readout;

        public double Frequency { get; set; }

        public void Prepare(Batch batch) => inner.Prepare(batch);

        public void Evolve() => inner.Evolve();

        public double Cost() => inner.Cost();

        public void Read(Span<double> outputs) => inner.Read(outputs);

        public string? DescribeFault() => inner.DescribeFault();

        public double Judge(ReadOnlySpan<double> outputs, Batch batch, Span<double> slope) => inner.Judge(outputs, batch, slope);

        public void Probe(ReadOnlySpan<Complex> incoming, Span<Complex> fields, Span<Complex> outgoing)
        {
            Probes++;
            inner.Probe(incoming, fields, outgoing);
        }
    }
}
