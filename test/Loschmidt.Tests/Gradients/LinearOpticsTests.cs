using Loschmidt.Fields;
using Loschmidt.Gradients;
using Loschmidt.Graphs;
using Loschmidt.Imperfections;
using Loschmidt.Machines;
using Loschmidt.Tests.Fields.Waves;

namespace Loschmidt.Tests.Gradients;

/// <summary>What holds where light does not feel light: finite Fourier series, superposition, probes that see what the light saw.</summary>
public sealed class LinearOpticsTests
{
    public static TheoryData<string> Machines => ["photonic", "wave", "wave-intensity"];

    /// <summary>The mutation: <see cref="A_rule_for_fewer_frequencies_than_there_are_is_wrong"/>.</summary>
    [Theory, MemberData(nameof(Machines))]
    public void Sine_shifts_are_the_gradient_to_rounding(string name)
    {
        var (machine, batch) = Optics.Linear(name);
        var chosen = Some(machine);
        var gradient = new double[machine.Parameters.Count];
        var cost = new SineShiftEstimator().Estimate(machine, batch, chosen, gradient);
        var (reference, at) = Optics.Estimate(new ReverseSweepEstimator(), machine, batch);
        Relative(gradient, reference, chosen).ShouldBeLessThan(1e-8);
        cost.ShouldBe(at, 1e-12);
        machine.Learning.Pi.ToArray().ShouldAllBe(π => π == 0);
    }

    [Theory]
    [InlineData("photonic", 1)]
    [InlineData("wave", 2)]
    [InlineData("wave-intensity", 3)]
    public void A_rule_for_fewer_frequencies_than_there_are_is_wrong(string name, int harmonics)
    {
        var (machine, batch) = Optics.Linear(name);
        var chosen = Some(machine);
        var gradient = new double[machine.Parameters.Count];
        new SineShiftEstimator().Estimate(new Miscounted(machine, harmonics), batch, chosen, gradient);
        Relative(gradient, Optics.Estimate(new ReverseSweepEstimator(), machine, batch).Gradient, chosen).ShouldBeGreaterThan(1e-4);

        // One more than needed only costs passes.
        var more = machine.Harmonics + 1;
        new SineShiftEstimator().Estimate(new Miscounted(machine, more), batch, chosen, gradient);
        Relative(gradient, Optics.Estimate(new ReverseSweepEstimator(), machine, batch).Gradient, chosen).ShouldBeLessThan(1e-8);
    }

    /// <summary>The mutations: the field that went back not conjugated before it is sent in again, the quarter turn behind instead of
    /// ahead, ancillas forgotten in either record.</summary>
    [Theory, MemberData(nameof(Machines))]
    public void The_interference_of_light_and_adjoint_field_is_the_gradient(string name)
    {
        var (machine, batch) = Optics.Linear(name);
        var (reference, cost) = Optics.Estimate(new ReverseSweepEstimator(), machine, batch);
        var (gradient, at) = Optics.Estimate(new AdjointFieldEstimator(), machine, batch);
        Fidelity.Of(gradient, reference).RelativeError.ShouldBeLessThan(1e-8);
        at.ShouldBe(cost, 1e-12);
    }

    /// <summary>The mutation: <c>AdjointFieldEstimator</c> without its last quarter turn, which reads Re(λ*Ψ).</summary>
    [Fact]
    public void The_beams_have_to_meet_a_quarter_turn_apart()
    {
        var (machine, batch) = Optics.Linear("photonic");
        var (reference, _) = Optics.Estimate(new ReverseSweepEstimator(), machine, batch);
        var optics = (ISuperposes)machine;
        var error = new FieldRecord();
        optics.Prepare(batch);
        optics.Evolve();
        var monitors = optics.Learning.Pi.ToArray();
        optics.TakeError();
        optics.Reverse();
        optics.Learning.Pi.Clear();
        optics.Return();
        var back = optics.Learning.Pi.ToArray();
        optics.Reverse();
        optics.Expose(error);
        foreach (var (turn, expected) in new[] { (1.0, 1.0), (-1.0, -1.0) })
        {
            optics.Learning.Pi.Clear();
            optics.Prepare(batch);
            optics.Expose(new QuarterTurnAhead(error, turn));
            optics.Evolve();
            var interference = optics.Learning.Pi.ToArray().Select((both, i) => monitors[i] + back[i] - both).ToArray();
            Fidelity.Of(interference, reference).Cosine.ShouldBe(expected, 1e-9);
        }

        optics.Learning.Pi.Clear();
    }

    [Theory]
    [InlineData("photonic", ProbeModel.Weak)]
    [InlineData("photonic", ProbeModel.Pumped)]
    [InlineData("wave", ProbeModel.Weak)]
    [InlineData("wave-intensity", ProbeModel.Pumped)]
    public void A_probe_through_linear_optics_is_the_gradient(string name, ProbeModel model)
    {
        var (machine, batch) = Optics.Linear(name);
        var (reference, cost) = Optics.Estimate(new ReverseSweepEstimator(), machine, batch);
        var (gradient, at) = Optics.Estimate(new ProbeEstimator(model), machine, batch);
        Fidelity.Of(gradient, reference).RelativeError.ShouldBeLessThan(1e-12);
        at.ShouldBe(cost, 1e-12);
    }

    [Fact]
    public void Single_precision_gives_the_same_gradients_to_its_digits()
    {
        var (machine, batch) = Optics.Linear("photonic");
        var single = Optics.Network(0).Build<float>(3, 7);
        var (reference, _) = Optics.Estimate(new ReverseSweepEstimator(), machine, batch);
        foreach (IGradientEstimator estimator in new IGradientEstimator[]
            { new AdjointFieldEstimator(), new SineShiftEstimator(), new ProbeEstimator(ProbeModel.Weak) })
        {
            Fidelity.Of(Optics.Estimate(estimator, single, batch).Gradient, reference).RelativeError.ShouldBeLessThan(1e-4, estimator.Name);
        }
    }

    [Fact]
    public void An_imperfect_device_is_shifted_by_the_rule_of_its_design()
    {
        var (model, batch) = Optics.Linear("photonic");
        var settings = new ImperfectionSettings { Parameters = new ParameterSettings { Spread = 0.1 } };
        var device = ImperfectMachine.Of(Optics.Linear("photonic").Machine, model, settings, 3);
        var exact = Optics.Estimate(new CentralDifferencesEstimator(1e-3), device, batch).Gradient;
        Fidelity.Of(Optics.Estimate(new SineShiftEstimator(), device, batch).Gradient, exact).RelativeError.ShouldBeLessThan(1e-9);
        Fidelity.Of(Optics.Estimate(new SineShiftEstimator(), model, batch).Gradient, exact).RelativeError.ShouldBeGreaterThan(1e-2);
    }

    [Fact]
    public void Where_light_feels_light_the_linear_rules_are_refused_with_the_reason()
    {
        foreach (var estimator in new IGradientEstimator[] { new SineShiftEstimator(), new AdjointFieldEstimator() })
        {
            Refused(estimator, Optics.Network(0.5).Build<double>(3, 1)).ShouldContain("conv/chi2 is nonlinear (χ = 0.5)");
            Refused(estimator, new WaveMachine<double>(WaveCases.Small with { Frozen = true }, 1)).ShouldContain("nonlinear (g = 6)");
            Refused(estimator, new WaveMachine<double>(WaveCases.Small with { Nonlinearity = 0 }, 1)).ShouldContain("recoils");
            Refused(estimator, GraphMachines.Build<double>(new RandomGraphSettings(), 1)).ShouldContain("linear optics");
        }

        Refused(new ProbeEstimator(ProbeModel.Weak), new WaveMachine<double>(WaveCases.Small, 1)).ShouldContain("recoils");
        Refused(new ProbeEstimator(ProbeModel.Weak), GraphMachines.Build<double>(new RandomGraphSettings(), 1)).ShouldContain("no medium");
    }

    private static string Refused(IGradientEstimator estimator, IMachine machine)
    {
        estimator.Supports(machine, out var reason).ShouldBeFalse(estimator.Name);
        return reason;
    }

    // Evenly over all tensors: a shift costs two passes for every harmonic.
    private static int[] Some(IMachine machine) =>
        [.. Enumerable.Range(0, 10).Select(i => (2 * i + 1) * machine.Parameters.Count / 20)];

    private static double Relative(double[] gradient, double[] reference, int[] chosen) =>
        Fidelity.Of([.. chosen.Select(i => gradient[i])], [.. chosen.Select(i => reference[i])]).RelativeError;

    /// <summary>A machine whose designer counted its frequencies wrongly.</summary>
    private sealed class Miscounted(IInterferes inner, int harmonics) : IInterferes
    {
        public int Harmonics => harmonics;

        public string Kind => inner.Kind;

        public ParameterLayout Parameters => inner.Parameters;

        public LearningField Learning => inner.Learning;

        public int Lanes => inner.Lanes;

        public int Features => inner.Features;

        public int Targets => inner.Targets;

        public int Outputs => inner.Outputs;

        public double AngleOf(int parameter) => inner.AngleOf(parameter);

        public void Prepare(Batch batch) => inner.Prepare(batch);

        public void Evolve() => inner.Evolve();

        public double Cost() => inner.Cost();

        public void Read(Span<double> outputs) => inner.Read(outputs);

        public string? DescribeFault() => inner.DescribeFault();
    }
}
