using Loschmidt.Experiments;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Reports;

/// <summary>Time and energy of machines on platforms.</summary>
public sealed class LatencyTests
{
    private static readonly Platform Chip = PlatformFile.Load("photonic-chip");

    /// <summary>Section VII of López-Pastor and Marquardt: under 10 ps a layer, of the order of N²·10¹¹ multiply–accumulates a second, at any N; with 2.1 mm of
    /// vacuum, and c. Mutations: a length in m, the index left out, N instead of N², a slower detector in the way of a layer.</summary>
    [Theory, InlineData(1), InlineData(100), InlineData(1000)]
    public void A_layer_is_crossed_in_ten_picoseconds_and_stands_for_its_square_of_ports(int ports)
    {
        var report = LatencyAccount.Of("layer", new MachineSize(ports, 1, 1), Chip, []);
        report["layer latency"].ShouldBe(2.1e-3 / 299_792_458, 1e-18);
        report["layer latency"].ShouldBeLessThan(1e-11);
        report["layer rate of products"].ShouldBe(ports * (double)ports / report["layer latency"], 1e-3 * report["layer rate of products"]);
        (report["layer rate of products"] / ((double)ports * ports)).ShouldBeInRange(1e11, 2e11);

        // A whole training step, both ways and the reversal, keeps to the order that the paper states.
        (report["training step rate of products"] / ((double)ports * ports)).ShouldBeInRange(1e11, 3e11);
    }

    /// <summary>Mutations: one pass, the pulse counted twice, a reversal in ps, echoes that run at once.</summary>
    [Fact]
    public void A_training_step_goes_out_turns_and_comes_home_echo_by_echo()
    {
        var report = LatencyAccount.Of("step", new MachineSize(10, 5, 1, Echoes: 3), Chip, []);
        var layer = report["layer latency"];
        report["training step latency"].ShouldBe(3 * ((10 * layer) + 0.44e-12 + 100e-15), 1e-20);
        report["training step rate"].ShouldBe(1 / report["training step latency"], 1e-3);
        report["inference latency"].ShouldBe((5 * layer) + 0.44e-12 + 10e-12, 1e-20);
    }

    /// <summary>Mutations: λ in m, the experiment's photons ignored, one pass, an efficiency that multiplies.</summary>
    [Fact]
    public void Light_of_a_gradient_is_passes_times_photons_times_hc_over_lambda()
    {
        var report = LatencyAccount.Of("energy", new MachineSize(10, 5, 4, Echoes: 1, Photons: 2000), Chip, []);
        const double hcOverLambda = 1.28157e-19;
        report["training step light"].ShouldBe(2 * 2000 * hcOverLambda, 1e-5 * 4000 * hcOverLambda);
        report["training step energy"].ShouldBe(10 * report["training step light"], 1e-22);
        report["inference energy"].ShouldBe((2000 * hcOverLambda / 0.1) + (4 * 100e-15), 1e-18);
    }

    /// <summary>Mutation: an assumption that enters a formula and no list, or a number without where it comes from.</summary>
    [Fact]
    public void Every_number_says_what_it_rests_on()
    {
        var report = LatencyCommand.Run(new LatencyRequest("xor", false, []));
        foreach (var assumption in report.Assumptions)
        {
            assumption.Source.ShouldNotBeEmpty();
            report.Figures.ShouldContain(figure => figure.From.Contains(assumption.Key), assumption.Key);
        }

        report.Assumptions.Count.ShouldBe(typeof(Platform).GetProperties().Count(property => property.PropertyType == typeof(Assumption)));
    }

    /// <summary>Mutation: the presets' photons, or layers of a numerical time step.</summary>
    [Fact]
    public void A_network_of_light_is_counted_by_its_grid_and_layers_and_its_own_photons()
    {
        var report = LatencyCommand.Run(new LatencyRequest("mnist-photonic", false, ["imperfections.quantum.photonsPerPulse=5000"]));
        (report.Size.Ports, report.Size.Layers, report.Size.Photons).ShouldBe((31 * 31, 5, 5000));
        LatencyCommand.Run(new LatencyRequest("xor", false, [], Ports: 7, Layers: 3)).Size.ShouldBe(new MachineSize(7, 3, 2));
        Should.Throw<InputException>(() => LatencyCommand.Run(new LatencyRequest("ring", false, []))).Message.ShouldContain("--ports N and --layers L");
    }

    /// <summary>Mutations: an echo a sample whatever the estimator; one draw where more were asked for; readings without detectors.</summary>
    [Fact]
    public void A_training_step_takes_the_passes_of_its_own_estimator()
    {
        var spsa = LatencyCommand.Run(new LatencyRequest("digits-photonic", false, ["training.estimator=spsa", "training.draws=3", "training.batch=8"]));
        (spsa.Size.Echoes, spsa.Size.Readings).ShouldBe((0, 2 * 3 * 8));
        spsa["training step latency"].ShouldBe(48 * spsa["inference latency"], 1e-6 * spsa["inference latency"]);
        spsa["training step energy"].ShouldBe(48 * spsa["inference energy"], 1e-6 * spsa["inference energy"]);
        spsa.Assumptions.ShouldNotContain(one => one.Key == "reversalTime", "nothing is reversed");

        string[] adam = ["training.optimiser.kind=adam", "training.optimiser.rate=0.1", "machine.nonlinearity=0"];
        var shift = LatencyCommand.Run(new LatencyRequest("xor-frozen", false, ["training.estimator=parameter-shift", .. adam]));
        shift.Size.Readings.ShouldBeGreaterThan(4150, "two settings a parameter or more");
        LatencyCommand.Run(new LatencyRequest("xor-frozen", false, ["training.estimator=one-sided", .. adam])).Size.ShouldBe(shift.Size with { Echoes = 1, Readings = 0 });
        LatencyCommand.Run(new LatencyRequest("xor-frozen", false, ["training.estimator=echo", .. adam])).Size.Echoes.ShouldBe(2);
    }

    /// <summary>Mutation: figures of a training step that no device can do.</summary>
    [Theory]
    [InlineData("tangent", "tangent runs in a computer alone")]
    [InlineData("parameter-shift", "nonlinear")]
    public void What_no_device_can_do_has_figures_of_inference_alone(string estimator, string reason)
    {
        var report = LatencyCommand.Run(new LatencyRequest("digits-photonic", false, [$"training.estimator={estimator}"]));
        report.Figures.ShouldNotContain(figure => figure.Name.StartsWith("training", StringComparison.Ordinal));
        report["inference latency"].ShouldBeGreaterThan(0);
        report.Notes.ShouldContain(note => note.Contains(reason, StringComparison.Ordinal) && note.Contains("one-sided", StringComparison.Ordinal));
    }

    /// <summary>Mutation: the platform's photons stand in the table of what the figures rest on.</summary>
    [Fact]
    public void Photons_of_the_experiment_stand_among_the_assumptions()
    {
        var photons = LatencyCommand.Run(new LatencyRequest("xor", false, ["imperfections.quantum.photonsPerPulse=5000"])).Assumptions
            .Single(one => one.Key == "photonsPerPulse");
        (photons.Value, photons.Source).ShouldBe((5000, "the experiment, imperfections.quantum.photonsPerPulse"));
    }

    /// <summary>Mutation: keys that nobody knows are passed over.</summary>
    [Theory]
    [InlineData("efficiency:", "eficiency:", "unknown key 'eficiency'; did you mean 'efficiency'?")]
    [InlineData("  source: assumed, laser and couplers\n", "", "efficiency needs the key 'source'")]
    [InlineData("  value: 0.1\n", "  value: 2\n", "no light comes of nothing")]
    [InlineData("  value: 2.1\n", "  value: 0.5\n", "no pulse is faster than light")]
    [InlineData("  value: 1550\n", "  value: 0\n", "wavelength expects a value > 0")]
    [InlineData("  value: 1550\n", "  value: -1\n", "wavelength expects a value > 0")]
    [InlineData("  value: 10\n", "  value: -1\n", "detectorTime expects a value from 0")]
    [InlineData("  value: 1550\n", "  value: blue\n", "wavelength.value expects a finite number")]
    public void A_platform_is_refused_with_the_place_of_its_mistake(string good, string bad, string problem)
    {
        var text = PlatformFile.Text("photonic-chip");
        text.ShouldContain(good);
        var refusal = Should.Throw<ExperimentException>(() => PlatformFile.Parse(text.Replace(good, bad, StringComparison.Ordinal), "mine.yaml"));
        refusal.Message.ShouldContain(problem);
        refusal.Message.ShouldStartWith("mine.yaml:");
    }

    [Fact]
    public void A_platform_that_is_not_there_is_told_from_those_that_are() =>
        Should.Throw<ExperimentException>(() => PlatformFile.Load("photonic-chop")).Message.ShouldContain("did you mean 'photonic-chip'?");
}
