using Loschmidt.Machines;
using Loschmidt.Sequences;
using Loschmidt.Sequences.Units;

namespace Loschmidt.Tests.Sequences.Units;

/// <summary>A layer that is watched on its way home.</summary>
public sealed class UnitProbeTests
{
    private const int Steps = 205;

    private static readonly UnitSettings Nonlinear = new()
    {
        Kind = UnitKind.Nonlinear, Oscillators = 5, StepMap = StepMap.Fixed, Step = 0.3,
    };

    /// <summary>The mutation: a nudge at another step than the last, or readings that are not of the beginning of their
    /// stretch.</summary>
    [Theory]
    [InlineData(SequenceMethod.Bptt)]
    [InlineData(SequenceMethod.Tangent)]
    [InlineData(SequenceMethod.Echo)]
    public void The_error_signal_at_the_end_of_the_way_home_is_that_of_the_initial_state(SequenceMethod method)
    {
        foreach (var unit in new[] { Nonlinear, new UnitSettings { Oscillators = 5 } })
        {
            var problem = Problem(unit);
            var truth = problem.Gradient<double>(SequenceMethod.Bptt);
            var norm = Math.Sqrt(truth.Phi0.Sum(x => x * x) + truth.Pi0.Sum(x => x * x));
            var readings = UnitProbe.Run<double>(
                unit, 1, problem.Drive, problem.Error[^5..], new SequenceEcho(method), every: 20);

            readings[^1].ErrorSignal.ShouldBe(norm, norm * (method == SequenceMethod.Echo ? 1e-4 : 1e-12));
            readings.Select(reading => reading.Depth).ShouldBe([5, 25, 45, 65, 85, 105, 125, 145, 165, 185, 205]);
            readings.ShouldAllBe(reading => reading.Miss < 1e-12 && reading.Warning == null);
        }
    }

    [Fact]
    public void A_miss_is_of_the_size_of_rounding_and_none_on_an_exact_return()
    {
        double Miss<T>(UnitSettings unit)
            where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => UnitProbe.Run<T>(
                unit, 1, Problem(unit).Drive, new double[5], new SequenceEcho(SequenceMethod.Tangent), 64)
                .Max(reading => reading.Miss);

        Miss<float>(Nonlinear).ShouldBeInRange(1e-8, 1e-4);
        Miss<double>(Nonlinear).ShouldBeInRange(1e-17, 1e-13);
        Miss<double>(Nonlinear with { ExactReturn = true }).ShouldBe(0);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        void Run(int drive, int error, double? eta) => UnitProbe.Run<double>(
            Nonlinear, 1, new double[drive], new double[error], new SequenceEcho(SequenceMethod.Echo, null, eta), 64);
        Should.Throw<ArgumentException>(() => Run(12, 5, null)).Message.ShouldContain("12 numbers of drive");
        Should.Throw<ArgumentException>(() => Run(0, 5, null));
        Should.Throw<ArgumentException>(() => Run(10, 4, null)).Message.ShouldContain("4 of error");
        Should.Throw<ArgumentException>(() => Run(10, 5, 0)).Message.ShouldContain("η = 0");
        Should.Throw<ArgumentException>(() => Run(10, 5, double.NaN));
    }

    /// <summary>The mutation: an η that is not taken over, or not by one of the ways.</summary>
    [Fact]
    public void Eta_given_is_eta_taken()
    {
        var problem = Problem(Nonlinear);
        double Size(SequenceMethod method, double? eta) => UnitProbe.Run<double>(
            Nonlinear, 1, problem.Drive, problem.Error[^5..], new SequenceEcho(method, null, eta), 64)[^1].ErrorSignal;
        var truth = Size(SequenceMethod.Bptt, null);

        foreach (var (method, order) in new[] { (SequenceMethod.Echo, 2), (SequenceMethod.Paired, 2),
            (SequenceMethod.OneSided, 1) })
        {
            var ratio = (Size(method, 1e-2) - truth) / (Size(method, 1e-3) - truth);
            ratio.ShouldBe(Math.Pow(10, order), 0.2 * Math.Pow(10, order), $"{method}");
        }

        Size(SequenceMethod.Echo, 1e-4).ShouldBe(
            Size(SequenceMethod.Echo, null), "the own η of two echoes in double precision");
    }

    /// <summary>The oscillators as the probe draws them, with a cost of the last step alone.</summary>
    private static UnitProblem Problem(UnitSettings unit)
    {
        var parameters = UnitJourneys.Parameters(unit);
        var theta = new double[parameters.Tensors.Sum(tensor =>
            tensor.Shape.Aggregate(1, (product, size) => product * size))];
        var coefficients = new double[parameters.Coefficients * 5];
        parameters.Draw(1, "block0", theta);
        parameters.Expand(theta, coefficients);
        var problem = UnitProblem.Draw(unit.Kind, 5, Steps, 0.3);
        return problem with
        {
            Coefficients = coefficients,
            Phi0 = new double[5],
            Pi0 = new double[5],
            Error = [.. problem.Error.Select((g, i) => i < (Steps - 1) * 5 ? 0 : g)],
        };
    }
}
