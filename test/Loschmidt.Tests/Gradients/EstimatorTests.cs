using Loschmidt.Gradients;
using Loschmidt.Graphs;
using Loschmidt.Machines;
using Loschmidt.Tests.Graphs;

namespace Loschmidt.Tests.Gradients;

/// <summary>All ways to a gradient must agree, on the same machine.</summary>
public sealed class EstimatorTests
{
    public static TheoryData<string, double> Estimators => new()
    {
        { "echo", 1e-6 },
        { "one-sided", 1e-3 },
        { "tangent", 1e-12 },
        { "central-differences", 1e-7 },
        { "complex-step", 1e-12 },
    };

    [Theory, MemberData(nameof(Estimators))]
    public void Every_estimator_agrees_with_the_reverse_sweep(string name, double tolerance)
    {
        foreach (var recoil in new[] { 0, 0.1 })
        {
            var (machine, batch) = Machine(recoil);
            var reference = Estimate(new ReverseSweepEstimator(), machine, batch);
            var estimate = Estimate(Named(name), machine, batch);
            Fidelity.Of(estimate.Gradient, reference.Gradient).RelativeError.ShouldBeLessThan(tolerance);
            estimate.Cost.ShouldBe(reference.Cost, 1e-12);
        }
    }

    [Theory]
    [InlineData("echo")]
    [InlineData("one-sided")]
    [InlineData("tangent")]
    [InlineData("central-differences")]
    [InlineData("complex-step")]
    public void An_estimate_leaves_the_learning_field_as_it_was(string name)
    {
        var (machine, batch) = Machine(0.1);
        machine.Learning.Pi.Fill(0.25);
        var before = machine.Learning.Theta.ToArray();
        Estimate(Named(name), machine, batch);
        machine.Learning.Theta.ToArray().ShouldBe(before);
        machine.Learning.Pi.ToArray().ShouldAllBe(π => π == 0.25);
    }

    [Fact]
    public void A_machine_that_cannot_be_reversed_has_no_echo_and_says_so()
    {
        var machine = new OneWay();
        new EchoEstimator(1e-3).Supports(machine, out var reason).ShouldBeFalse();
        reason.ShouldContain("cannot be reversed");
        Should.Throw<NotSupportedException>(() => new EchoEstimator(1e-3).Estimate(machine, new Batch(1, 0, 1), new double[1]))
            .Message.ShouldBe(reason);
        new CentralDifferencesEstimator(1e-3).Supports(machine, out _).ShouldBeTrue();
    }

    [Fact]
    public void Fidelity_tells_direction_size_and_distance_apart()
    {
        Fidelity.Of([0.5, 0], [1, 0]).ShouldBe(new Fidelity(1, 0.5, 0.5));
        var across = Fidelity.Of([0, 1], [1, 0]);
        (across.Cosine, across.NormRatio).ShouldBe((0, 1));
        Fidelity.Of([1, 1], [0, 0]).RelativeError.ShouldBe(double.PositiveInfinity);
    }

    private static IGradientEstimator Named(string name) => name switch
    {
        "echo" => new EchoEstimator(1e-4),
        "one-sided" => new OneSidedEchoEstimator(1e-6),
        "tangent" => new TangentEstimator(),
        "central-differences" => new CentralDifferencesEstimator(1e-3),
        _ => new ComplexStepEstimator(),
    };

    private static (HamiltonianMachine<double> Machine, Batch Batch) Machine(double recoil)
    {
        var settings = new RandomGraphSettings { Steps = 50, Duration = 2, InverseMass = recoil };
        return (GraphMachines.Build<double>(settings, 5), GraphTasks.Sample(settings, 5));
    }

    private static (double Cost, double[] Gradient) Estimate(IGradientEstimator estimator, IMachine machine, Batch batch)
    {
        estimator.Supports(machine, out var reason).ShouldBeTrue(reason);
        var gradient = new double[machine.Parameters.Count];
        return (estimator.Estimate(machine, batch, gradient), gradient);
    }

    private sealed class OneWay : IEvolves
    {
        public string Kind => "one-way";

        public ParameterLayout Parameters { get; } = new(("a/b", [1]));

        public LearningField Learning { get; } = new(1, 0, 0);

        public int Lanes => 1;

        public int Features => 1;

        public int Targets => 0;

        public int Outputs => 1;

        public void Prepare(Batch batch)
        {
        }

        public void Evolve()
        {
        }

        public double Cost() => 0;

        public void Read(Span<double> outputs)
        {
        }

        public string? DescribeFault() => null;
    }
}
