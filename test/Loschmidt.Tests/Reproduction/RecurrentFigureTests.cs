using System.Globalization;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reproduction;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Sequences;
using Loschmidt.Tests.Sequences.Stack;

namespace Loschmidt.Tests.Reproduction;

/// <summary>The figures of recurrent echoes: what their tables say is physics.</summary>
public sealed class RecurrentFigureTests
{
    private static readonly Workshop Workshop = new(
        new TrainingStore(Path.GetTempPath(), again: false, 1, null), null, new Progress<string>(),
        CancellationToken.None);

    public static TheoryData<UnitKind, SequenceMethod> Ways => new()
    {
        { UnitKind.Linear, SequenceMethod.Echo }, { UnitKind.Linear, SequenceMethod.Paired },
        { UnitKind.Nonlinear, SequenceMethod.Echo }, { UnitKind.Nonlinear, SequenceMethod.Paired },
    };

    /// <summary>The mutation: one echo instead of two, see below; any mistake of the table in rhel-checks.md.</summary>
    [Theory, MemberData(nameof(Ways)), Trait("check", "T28")]
    public void Every_tensor_of_every_block_points_where_backpropagation_does(UnitKind kind, SequenceMethod method)
    {
        var settings = Published(kind);
        Judge(kind, new StackComparison(Workshop, settings, 2345, Stacks.Batch(settings, 9, 448)), method,
            settings.Blocks);
    }

    [Theory, MemberData(nameof(Ways)), Trait("check", "T28")]
    public void The_same_holds_on_the_published_sample_in_the_published_stack(UnitKind kind, SequenceMethod method)
    {
        Assert.SkipWhen(NeededData.Scp1.Refusal(null) is not null, "the recordings are not at hand");
        var (settings, seed, batch) = RhelPlans.Sample(
            Workshop, RhelPlans.Units[kind == UnitKind.Linear ? 0 : 1].Preset, quick: false);
        Judge(kind, new StackComparison(Workshop, settings, seed, batch), method, blocks: 6);
    }

    [Theory, Trait("check", "T28")]
    [InlineData(UnitKind.Linear, 1e-9)]
    [InlineData(UnitKind.Nonlinear, 1e-6)]
    public void One_echo_alone_does_not_pass(UnitKind kind, double angle)
    {
        var settings = Published(kind);
        new StackComparison(Workshop, settings, 2345, Stacks.Batch(settings, 9, 448))
            .Compare<double>(new SequenceEcho(SequenceMethod.OneSided, Eta: 1e-3))
            .Min(one => one.Cosine).ShouldBeLessThan(1 - angle);
    }

    [Fact]
    public void The_error_of_a_stack_falls_by_the_square_of_epsilon_and_of_one_echo_by_epsilon()
    {
        var settings = Published(UnitKind.Nonlinear);
        var comparison = new StackComparison(Workshop, settings, 2345, Stacks.Batch(settings, 9, 448));
        double[] Ratios(SequenceMethod method, double epsilon) =>
        [
            .. comparison.Compare<double>(new SequenceEcho(method, epsilon)).Zip(
                comparison.Compare<double>(new SequenceEcho(method, epsilon / 10)), (large, small) =>
                    large.RelativeError / small.RelativeError),
        ];

        // Far above rounding, far below where the next order shows.
        Ratios(SequenceMethod.Paired, 10).ShouldAllBe(ratio => Math.Abs(ratio - 100) < 5);
        Ratios(SequenceMethod.OneSided, 1e-2).ShouldAllBe(ratio => Math.Abs(ratio - 10) < 2);
    }

    [Fact]
    public void In_whole_numbers_no_echo_is_lost_and_others_are_lost_when_rounding_has_grown_to_the_state()
    {
        var rows = new RhelHorizon().Run(Workshop, quick: true).Tables[0].Rows;
        rows.Count.ShouldBe(18);
        foreach (var row in rows)
        {
            var (announced, lost, growth, expected) = (Number(row[4]), Number(row[8]), Number(row[9]), Number(row[10]));
            if (row[3] == "whole numbers")
                Number(row[11]).ShouldBe(0);
            if (double.IsNaN(lost))
                continue;
            announced.ShouldBeLessThan(lost, "a warning that comes too late is none");

            // e⁸ either way: λ differs between oscillators, and single rounding steps from their mean.
            growth.ShouldBeInRange(expected - 8, expected + 18);
        }

        int Lost(string arithmetic) => rows.Count(row => row[3] == arithmetic && row[8].Length > 0);
        Lost("single").ShouldBeGreaterThan(Lost("double") - 1);
        Lost("double").ShouldBeGreaterThan(2);
        rows[0][8].ShouldBeEmpty("a regular layer comes home in single precision, too");
    }

    [Fact]
    public void Error_signals_of_linear_units_and_short_journeys_keep_their_size_and_others_explode()
    {
        var rows = new RhelGradients().Run(Workshop, quick: true).Tables[0].Rows
            .ToDictionary(row => row[0], row => row);
        foreach (var name in new[] { "linear", "h 0.0001", "h 0.01" })
        {
            Number(rows[name][2]).ShouldBeLessThan(3, name);
            Number(rows[name][3]).ShouldBeGreaterThan(0.3, name);
        }

        Number(rows["h 0.6"][2]).ShouldBeGreaterThan(1e20);
        Number(rows["h 0.6"][5]).ShouldBeInRange(100, 10_000);

        // 10¹³ roundings are 10⁻³; on an exact return nothing is amplified but the signal itself.
        rows.Values.ShouldAllBe(row => Number(row[6]) < 1e-2);
        rows.Values.ShouldAllBe(row => Number(row[7]) < 1e-11);
        Number(rows["h 0.6"][8]).ShouldBeGreaterThan(0.1, "at a finite ε the two echoes part for good");
    }

    [Fact]
    public void Memory_grows_with_the_series_unless_the_norm_is_local_and_the_trajectory_not_stored()
    {
        var findings = new RhelMemory().Run(Workshop, quick: true);
        var rows = findings.Tables[0].Rows.Select(row => row.Select(Number).ToArray()).ToArray();
        rows.ShouldAllBe(row => row[4] == rows[0][4]);
        foreach (var way in new[] { 1, 2, 3 })
            (rows[^1][way] / rows[^3][way]).ShouldBe(
                10, 0.2, $"column {way}, a million steps against a hundred thousand");
        findings.Measured.Count.ShouldBe(16);
        findings.Measured.Where(one => one.Key.EndsWith("measured", StringComparison.Ordinal)).ShouldAllBe(one =>
            one.Value > 0);
    }

    private static void Judge(UnitKind kind, StackComparison comparison, SequenceMethod method, int blocks)
    {
        var (angle, ratio) = kind == UnitKind.Linear ? (1e-9, 1e-6) : (1e-6, 1e-3);
        Fidelity[] all = comparison.Compare<double>(new SequenceEcho(method, Eta: 1e-3));
        all.Length.ShouldBe(blocks * (kind == UnitKind.Linear ? 3 : 5));
        all.ShouldAllBe(one => one.Cosine > 1 - angle);
        all.ShouldAllBe(one => Math.Abs(one.NormRatio - 1) < ratio);
    }

    /// <summary>The stacks of the paper, narrower.</summary>
    private static HssmSettings Published(UnitKind kind) => new()
    {
        Channels = 3,
        Hidden = 16,
        Blocks = 6,
        Norm = NormKind.BatchEma,
        Dropout = 0.05,
        Unit = kind == UnitKind.Linear
            ? new UnitSettings { Oscillators = 16, Complex = true }
            : new UnitSettings { Kind = kind, Oscillators = 16, StepMap = StepMap.Fixed, Step = 1e-4 },
    };

    private static double Number(string cell) =>
        cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture);
}
