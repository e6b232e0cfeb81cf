using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Tests.Reports;

/// <summary>Which gradient is called right on a device that is not the machine of its equations.</summary>
public sealed class DeviceGradcheckTests : IDisposable
{
    private const string Photonic = """
        name: small-photonic
        machine: { kind: photonic, masks: 4, imageSize: 8, offset: 11 }
        data: { set: random }
        training: { estimator: echo, optimiser: { kind: sgd, rate: 0.01 }, steps: 5 }

        """;

    private readonly ReportPlace _place = new();

    public void Dispose() => _place.Dispose();

    /// <summary>Mutation: the reference at the parameters that were programmed, so that the echo is blamed and the model praised.</summary>
    [Fact]
    public void An_echo_at_the_parameters_of_the_device_is_right_and_the_model_at_the_programmed_ones_is_not()
    {
        var report = Run(ReportPlace.Ring, ["echo", "in-silico"], "imperfections.parameters.spread=0.1");
        report.Notes.ShouldContain(note => note.Contains("parameters that the device really has", StringComparison.Ordinal));
        var (echo, model) = (report.Rows[0], report.Rows[1]);
        echo.Diagnosis.ShouldBeNull();
        echo.RelativeError.ShouldBeLessThan(1e-6, "as on the ideal machine");
        model.RelativeError.ShouldBeGreaterThan(1e-3);
        report.Recommendations[0].Sentence.ShouldStartWith("take ");
        report.Recommendations[1].Sentence.ShouldStartWith("do not trust it: the gradient of the model");
        report.Noise.ShouldBeEmpty("a static error draws nothing");
    }

    /// <summary>Mutation: the disorder of the device is not in the reference.</summary>
    [Theory]
    [InlineData("device.disorder=0.1")]
    [InlineData("device.disorder=0.1", "imperfections.parameters.spread=0.1")]
    public void The_disorder_of_a_device_is_in_the_reference(params string[] settings)
    {
        var report = Run(ReportPlace.Scatterer, ["reciprocity"], settings);
        report.Rows[0].RelativeError.ShouldBeLessThan(1e-9, "rounding");
        report.Notes.ShouldContain(note => note.Contains("really has", StringComparison.Ordinal));
    }

    /// <summary>Crosstalk of inputs changes the cost. Mutation: whatever agrees with the ideal machine is recommended.</summary>
    [Fact]
    public void Where_the_cost_itself_is_another_the_taylor_test_decides()
    {
        var report = Run(ReportPlace.Ring, ["echo", "in-silico", "central-differences"], "imperfections.drive.crosstalk=0.2");
        report.Notes.ShouldContain(note => note.Contains("the Taylor test decides", StringComparison.Ordinal));
        foreach (var own in new[] { 0, 2 })
        {
            report.Rows[own].Diagnosis.ShouldBeNull();
            report.Rows[own].RelativeError.ShouldBeGreaterThan(1e-2);
            report.Recommendations[own].Sentence.ShouldMatch(@"^the gradient of this device at ε = \S+ \(Taylor 2\.0\); that of the ideal machine differs by ");
        }

        report.Rows[1].Diagnosis.ShouldNotBeNull().Fault.ShouldBe("ideal-machine");
        report.Recommendations[1].Sentence.ShouldBe("do not use it: not the gradient of this device: agrees with the ideal machine (Taylor 1.0)");
    }

    /// <summary>Mutation: the ε about which the gradient changes least, which of a law of 1/ε is anywhere.</summary>
    [Theory]
    [InlineData("one-sided", "imperfections.reversal.gain=0.03")]
    [InlineData("echo", "imperfections.reversal.noise=0.01")]
    [InlineData("echo", "imperfections.quantum.photonsPerPulse=1000")]
    public void A_noisy_or_systematic_device_is_quoted_at_the_epsilon_of_least_error(string estimator, string setting)
    {
        var report = Run(ReportPlace.Ring, [estimator], setting);
        var least = report.Slopes.ShouldHaveSingleItem().Points.MinBy(point => point.Value)!;
        least.Value.ShouldBeGreaterThan(0.05, "no ε is good here");
        report.Rows[0].Epsilon.ShouldBe(least.At);
    }

    /// <summary>Mutation: whatever is white is called noise.</summary>
    [Fact]
    public void An_error_that_is_the_same_for_every_seed_is_a_bias_and_no_noise()
    {
        var echo = EstimatorRegistry.Find("echo");
        var report = Run(
            ReportPlace.Wave, [echo with { At = (machine, ε) => new Shifted(echo.At(machine, ε)) }], ["echo"], "imperfections.reversal.phase=1e-9");
        report.Rows[0].Diagnosis.ShouldNotBeNull().Fault.ShouldBe("bias", report.Rows[0].Diagnosis!.Words);
        report.Rows[0].Diagnosis!.Words.ShouldStartWith("a static error of ");
        report.Noise.ShouldBeEmpty();
    }

    /// <summary>A phase behind the last detector is felt by nothing. Mutation: rounding over rounding, 10¹⁷ times the reference.</summary>
    [Fact]
    public void A_tensor_without_a_gradient_has_no_relative_error()
    {
        var tensors = Run(Photonic, ["echo"]).Rows[0].Tensors;
        tensors.Where(tensor => double.IsNaN(tensor.RelativeError)).ShouldHaveSingleItem().Name.ShouldBe("dense2/u4/phase");
    }

    /// <summary>Mutations: every row counts as one that should agree; whoever comes first measures the error of the time steps.</summary>
    [Fact]
    public void Estimators_that_differ_by_design_neither_count_nor_measure()
    {
        var page = Path.Combine(Path.GetDirectoryName(_place.Write(ReportPlace.Ring))!, "gradients.html");
        var report = GradcheckCommand.Run(
            new GradcheckRequest(_place.Write(ReportPlace.Ring), false, [], null, null, 1, ["spsa", "echo"], null, null, page), new Progress<string>(),
            CancellationToken.None);
        report.Rows.Select(row => row.ByDesign).ShouldBe([true, null]);
        report.TimeSteps.ShouldHaveSingleItem().Estimator.ShouldBe("echo");
        var text = ReportPlace.Parse(page).Value;
        text.ShouldContain("1 of 1 estimators agree");
        text.ShouldContain("by design");
    }

    private GradcheckReport Run(string yaml, string[] names, params string[] settings) => Run(yaml, EstimatorRegistry.All, names, settings);

    private GradcheckReport Run(string yaml, IReadOnlyList<KnownEstimator> estimators, string[] names, params string[] settings) => GradcheckCommand.Run(
        new GradcheckRequest(_place.Write(yaml), false, settings, null, null, 1, names, null, 3), estimators, new Progress<string>(), CancellationToken.None);

    /// <summary>The same white error every time, as long as half of the gradient.</summary>
    private sealed class Shifted(IGradientEstimator right) : IGradientEstimator
    {
        public string Name => right.Name;

        public bool Supports(IMachine machine, out string reason) => right.Supports(machine, out reason);

        public double Passes(IMachine machine) => right.Passes(machine);

        public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
        {
            var cost = right.Estimate(machine, batch, gradient);
            var square = 0.0;
            foreach (var slope in gradient)
            {
                square += slope * slope;
            }

            var size = 0.5 * Math.Sqrt(square / gradient.Length);
            var white = new RandomStream(1, "white");
            for (var i = 0; i < gradient.Length; i++)
            {
                gradient[i] += size * white.Normal((uint)i);
            }

            return cost;
        }
    }
}
