using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Reports;

/// <summary>What a comparison of gradients finds out, from the experiment to the report; wrong estimators are doubles of this test.</summary>
public sealed class GradcheckReportTests : IDisposable
{
    private const string Graph = """
        name: small-graph
        machine: { kind: random-graph, sites: 8, bonds: 12, duration: 2, steps: 40 }
        data: { set: random }
        training: { estimator: echo, epsilon: 0.0001, optimiser: { kind: sgd, rate: 0.01 }, steps: 5 }

        """;

    private readonly ReportPlace _place = new();

    public void Dispose() => _place.Dispose();

    /// <summary>Mutation: the report tells sizes of errors only.</summary>
    [Theory]
    [InlineData("sign", "opposite-sign")]
    [InlineData("factor", "factor")]
    [InlineData("order", "permuted-tensor")]
    [InlineData("site", "dropped-entries")]
    public void A_planted_fault_is_named_by_the_report(string fault, string name)
    {
        foreach (var known in new[] { EstimatorRegistry.Find("tangent"), EstimatorRegistry.Find("echo") })
        {
            var report = Run(Graph, [known with { At = (machine, ε) => new Faulty(known.At(machine, ε), fault) }], [known.Name]);
            var row = report.Rows.ShouldHaveSingleItem();
            row.Diagnosis.ShouldNotBeNull().Fault.ShouldBe(name, row.Diagnosis!.Words);
            report.Recommendations.ShouldHaveSingleItem().Sentence.ShouldStartWith($"do not use it: {row.Diagnosis.Words}");
        }
    }

    /// <summary>Mutation: the reference gradient in the place of the estimator's own.</summary>
    [Fact]
    public void The_taylor_test_tells_a_right_gradient_from_a_wrong_one_without_any_reference()
    {
        var tangent = EstimatorRegistry.Find("tangent");
        foreach (var slope in Slopes(tangent))
        {
            slope.ShouldBe(2, 0.1);
        }

        foreach (var fault in new[] { "sign", "factor" })
        {
            foreach (var slope in Slopes(tangent with { At = (machine, ε) => new Faulty(tangent.At(machine, ε), fault) }))
            {
                slope.ShouldBe(1, 0.1);
            }
        }

        double[] Slopes(KnownEstimator known)
        {
            var taylor = Run(Graph, [known], [known.Name]).Taylor;
            taylor.Select(test => test.Direction).ShouldBe(["gradient", "random"]);
            return [.. taylor.Select(test => test.Slope)];
        }
    }

    /// <summary>Mutation: the finer machines have the steps of the coarse one.</summary>
    [Theory]
    [InlineData("kick-drift-kick", 2)]
    [InlineData("yoshida4", 4)]
    public void The_error_of_time_steps_falls_with_the_order_of_the_splitting(string splitting, double order)
    {
        var test = Run(Graph, EstimatorRegistry.All, ["tangent"], $"machine.splitting={splitting}").TimeSteps.ShouldHaveSingleItem();
        test.Order.ShouldBe(order, 0.2);
        test.Points.Select(point => point.At).ShouldBe([40, 80, 160, 320]);
    }

    /// <summary>Mutation: the window is that of the other precision.</summary>
    [Fact]
    public void Single_precision_wants_a_larger_epsilon_and_a_recommendation_says_which()
    {
        var report = Run(Graph, EstimatorRegistry.All, ["echo", "tangent"]);
        var (exact, single) = (Reached("double"), Reached("float"));
        single.Epsilon!.Value.ShouldBeGreaterThan(10 * exact.Epsilon!.Value);
        single.RelativeError.ShouldBeInRange(1e3 * exact.RelativeError, 1e-2);
        exact.From!.Value.ShouldBeInRange(1e-9, exact.Epsilon.Value);
        exact.To!.Value.ShouldBeInRange(exact.Epsilon.Value, 1e-2);
        var advice = report.Recommendations[0];
        (advice.Estimator, advice.Precision, advice.Epsilon).ShouldBe(("echo", "float", single.Epsilon));
        report.Recommendations[1].Epsilon.ShouldBeNull();
        report.Rows.ShouldAllBe(row => row.Diagnosis == null);

        GradcheckPrecision Reached(string precision) => report.Precisions.First(one => one.Estimator == "echo" && one.Precision == precision);
    }

    /// <summary>One per cent of noise on every tap: scatter, and a mean that is right within it. Mutation: all repeats draw the same numbers.</summary>
    [Fact]
    public void Over_noise_seeds_a_noisy_laboratory_scatters_about_the_reference()
    {
        var report = Run(ReportPlace.Scatterer.Replace("adjoint", "reciprocity", StringComparison.Ordinal), EstimatorRegistry.All, ["reciprocity"], "device.tapNoise=0.01");
        var noise = report.Noise.ShouldHaveSingleItem();
        noise.Repeats.ShouldBe(6);
        noise.Deviation.ShouldBeInRange(1e-3, 0.1);
        noise.Bias.ShouldBeLessThan(noise.Deviation);
        report.TimeSteps.ShouldBeEmpty();
        Run(Graph, EstimatorRegistry.All, ["echo"]).Noise.ShouldBeEmpty();
    }

    [Fact]
    public void A_share_of_a_gradient_says_what_the_whole_would_take()
    {
        var report = Run(ReportPlace.Wave, EstimatorRegistry.All, ["central-differences"]);
        var row = report.Rows.ShouldHaveSingleItem();
        row.Passes.ShouldBe(4 * row.Probes!.Value);
        row.WholePasses!.Value.ShouldBe(1 + (4 * 108), "the window has 108 sites");
        report.Taylor.ShouldBeEmpty();
    }

    [Fact]
    public void The_page_stands_alone_and_shows_the_lines()
    {
        var file = Path.Combine(Path.GetDirectoryName(_place.Write(Graph))!, "gradients.html");
        GradcheckCommand.Run(
            new GradcheckRequest(_place.Write(Graph), false, [], null, null, 1, ["echo", "tangent", "adjoint"], null, null, file), new Progress<string>(),
            CancellationToken.None);
        var page = ReportPlace.Parse(file);
        string[] sections = [.. page.Descendants().Select(element => element.Attribute("id")?.Value ?? "")];
        sections.ShouldContain("epsilon");
        sections.ShouldContain("taylor-gradient");
        sections.ShouldContain("refused");
        File.ReadAllText(file).ShouldNotContain("src=\"http");
        Should.Throw<UnsuitableException>(() => GradcheckCommand.Run(
            new GradcheckRequest(_place.Write(Graph), false, [], null, null, 1, ["echo"], null, null, Path.GetDirectoryName(file)), new Progress<string>(),
            CancellationToken.None)).Message.ShouldContain("--html");
    }

    private GradcheckReport Run(string yaml, IReadOnlyList<KnownEstimator> estimators, string[] names, params string[] settings) => GradcheckCommand.Run(
        new GradcheckRequest(_place.Write(yaml), false, settings, null, null, 1, names, null, 6), estimators, new Progress<string>(),
        CancellationToken.None);

    /// <summary>A machine keeps what it reserved when it was asked before. Mutation: memory is counted with the machine under test, in which the reference has
    /// stored its trajectory already.</summary>
    [Fact]
    public void Memory_is_counted_with_a_machine_that_nobody_asked_before()
    {
        var asked = new List<IMachine>();
        var right = EstimatorRegistry.Find("reverse-sweep");
        var report = Run(Graph, [right with { At = (machine, ε) => new Overheard(right.At(machine, ε), asked) }], ["reverse-sweep"]);
        report.Rows.ShouldHaveSingleItem().PeakBytes.ShouldBePositive();
        asked.Count(machine => ReferenceEquals(machine, asked[^1])).ShouldBe(1);
        asked.Count.ShouldBeGreaterThan(1);
    }

    private sealed class Overheard(IGradientEstimator estimator, List<IMachine> asked) : IGradientEstimator
    {
        public string Name => estimator.Name;

        public bool Supports(IMachine machine, out string reason) => estimator.Supports(machine, out reason);

        public double Passes(IMachine machine) => estimator.Passes(machine);

        public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
        {
            asked.Add(machine);
            return estimator.Estimate(machine, batch, gradient);
        }
    }

    private sealed class Faulty(IGradientEstimator right, string fault) : IGradientEstimator
    {
        public string Name => right.Name;

        public bool Supports(IMachine machine, out string reason) => right.Supports(machine, out reason);

        public double Passes(IMachine machine) => right.Passes(machine);

        public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
        {
            var cost = right.Estimate(machine, batch, gradient);
            var tensor = machine.Parameters.Tensors.MaxBy(one => one.Count)!;
            var part = gradient.Slice(tensor.Offset, tensor.Count);
            switch (fault)
            {
                case "sign":
                    Scale(gradient, -1);
                    break;
                case "factor":
                    Scale(gradient, 2);
                    break;
                case "order":
                    part.Reverse();
                    break;
                default:
                    part[tensor.Count / 2] = 0;
                    break;
            }

            return cost;
        }

        private static void Scale(Span<double> gradient, double factor)
        {
            foreach (ref var slope in gradient)
            {
                slope *= factor;
            }
        }
    }
}
