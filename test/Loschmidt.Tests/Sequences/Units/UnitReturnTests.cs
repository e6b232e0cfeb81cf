using System.Runtime.Intrinsics;
using Loschmidt.Machines;
using Loschmidt.Numerics;
using Loschmidt.Sequences;
using Loschmidt.Sequences.Units;

namespace Loschmidt.Tests.Sequences.Units;

/// <summary>The way home without a nudge leads to where the way out began, also after fifty thousand steps.</summary>
public sealed unsafe class UnitReturnTests
{
    private const int Long = 50_000;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [Trait("check", "T5")]
    public void A_linear_layer_comes_home(int lanes)
    {
        // One lane goes in segments of time, three go step by step.
        var problem = UnitProblem.Draw(UnitKind.Linear, 8, [.. Enumerable.Repeat(Long, lanes)], 0.73);
        problem.Run<double>(SequenceMethod.Tangent).Journey.HomeError.ShouldBeLessThan(1e-12);
        problem.Run<float>(SequenceMethod.Tangent).Journey.HomeError.ShouldBeLessThan(2e-4);
    }

    [Fact]
    [Trait("check", "T6")]
    public void A_nonlinear_layer_comes_home()
    {
        var problem = UnitProblem.Draw(UnitKind.Nonlinear, 16, Long, 20.0 / Long);
        problem.Run<double>(SequenceMethod.Tangent).Journey.HomeError.ShouldBeLessThan(1e-13);
        problem.Run<float>(SequenceMethod.Tangent).Journey.HomeError.ShouldBeLessThan(1e-5);
    }

    [Theory]
    [InlineData(UnitKind.Linear, 0.73)]
    [InlineData(UnitKind.Nonlinear, 0.1)]
    [Trait("check", "T7")]
    public void An_exact_return_is_exact_to_the_last_bit(UnitKind kind, double h)
    {
        // At h = 0.1 weakly chaotic: in floating point the same layer misses its start by many roundings.
        var record = UnitProblem.Draw(kind, 8, Long, h).Run<double>(SequenceMethod.Tangent, exactReturn: true);
        record.Journey.HomeError.ShouldBe(0);
        record.Retraced.ShouldBe(record.Phi);
        record.Phi.ShouldAllBe(x => double.IsInteger(x * GridIncrement.Scale));
        if (kind == UnitKind.Nonlinear)
            UnitProblem.Draw(kind, 8, Long, h).Run<double>(SequenceMethod.Tangent).Journey.HomeError
                .ShouldBeGreaterThan(1e-9);
    }

    [Theory]
    [InlineData(UnitKind.Linear)]
    [InlineData(UnitKind.Nonlinear)]
    [Trait("check", "T7")]
    public void The_grid_of_an_exact_return_is_too_fine_to_matter_for_the_gradient(UnitKind kind)
    {
        var problem = UnitProblem.Draw(kind, 16, 300, 0.3);
        var reference = problem.Gradient<double>(SequenceMethod.Bptt);
        foreach (var method in Enum.GetValues<SequenceMethod>())
        {
            double? epsilon = method == SequenceMethod.OneSided ? problem.Epsilon(1e-6) : null;
            var tolerance = method == SequenceMethod.OneSided ? 1e-4 : 1e-6;
            problem.Gradient<double>(method, epsilon, exactReturn: true).Worst(reference, kind).ShouldBeLessThan(tolerance);
        }
    }

    [Theory]
    [InlineData(UnitKind.Linear)]
    [InlineData(UnitKind.Nonlinear)]
    [Trait("check", "T7")]
    public void The_mean_of_a_pair_returns_to_the_last_bit_too(UnitKind kind)
    {
        // Two half drifts rounded as one, or the kick written as two sums, end next to where they began.
        if (kind == UnitKind.Linear)
            Returns<DriftKickDrift<double, HarmonicPotential<double>, GridIncrement>>(kind);
        else
            Returns<DriftKickDrift<double, CoshPotential<double>, GridIncrement>>(kind);
    }

    [Theory]
    [InlineData(UnitKind.Linear)]
    [InlineData(UnitKind.Nonlinear)]
    [Trait("check", "T14")]
    public void An_echo_without_a_nudge_hears_what_the_way_out_hears(UnitKind kind)
    {
        if (kind == UnitKind.Linear)
            HearsTheSame<DriftKickDrift<double, HarmonicPotential<double>, FloatingIncrement<double>>>(kind);
        else
            HearsTheSame<DriftKickDrift<double, CoshPotential<double>, FloatingIncrement<double>>>(kind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(777)]
    [InlineData(1024)]
    [Trait("check", "T18")]
    public void Segments_of_time_side_by_side_are_the_steps_one_after_the_other(int steps)
    {
        // One lane of one vector goes in segments; the same lane three times does not. Uncorrected, the second segment
        // is wrong altogether.
        var one = UnitProblem.Draw(UnitKind.Linear, 5, steps, 0.9);
        double[] Thrice(double[] values) => [.. values.Chunk(5).SelectMany(step => step.Concat(step).Concat(step))];
        var three = one with { Steps = [steps, steps, steps], Drive = Thrice(one.Drive), Error = Thrice(one.Error) };
        foreach (var piece in new[] { 64, 1024 })
        {
            var scan = one.Run<double>(SequenceMethod.Tangent, piece: piece);
            var plain = three.Run<double>(SequenceMethod.Tangent);
            double[] First(double[] values) => [.. values.Chunk(15).SelectMany(step => step.Take(5))];
            UnitGradient.Relative(scan.Phi, First(plain.Phi)).ShouldBeLessThan(1e-11);
            UnitGradient.Relative(scan.Retraced, First(plain.Retraced)).ShouldBeLessThan(1e-11);
            UnitGradient.Relative(scan.Gradient.Drive, First(plain.Gradient.Drive)).ShouldBeLessThan(1e-11);
            UnitGradient.Relative(scan.Gradient.Coefficients[1], [.. plain.Gradient.Coefficients[1].Select(x => x / 3)])
                .ShouldBeLessThan(1e-11);
        }
    }

    [Fact]
    public void Pieces_of_any_length_give_the_same_bits_where_steps_follow_one_another()
    {
        var problem = UnitProblem.Draw(UnitKind.Nonlinear, 20, [100, 37], 0.5);
        var whole = problem.Run<double>(SequenceMethod.Tangent, piece: 1000);
        var cut = problem.Run<double>(SequenceMethod.Tangent, piece: 7);
        cut.Phi.ShouldBe(whole.Phi);
        cut.Retraced.ShouldBe(whole.Retraced);
        cut.Gradient.Drive.ShouldBe(whole.Gradient.Drive);
    }

    [Theory]
    [InlineData(UnitKind.Linear)]
    [InlineData(UnitKind.Nonlinear)]
    public void A_lane_does_not_notice_its_neighbour(UnitKind kind)
    {
        var pair = UnitProblem.Draw(kind, 5, [90, 150], 0.5);
        double[] Second(double[] values) => [.. values.Chunk(10).SelectMany(step => step.Skip(5))];
        var alone = pair with { Steps = [150], Drive = Second(pair.Drive), Error = Second(pair.Error) };
        foreach (var method in new[] { SequenceMethod.Bptt, SequenceMethod.Tangent })
        {
            var (both, one) = (pair.Run<float>(method), alone.Run<float>(method));
            Second(both.Phi).ShouldBe(one.Phi);
            Second(both.Gradient.Drive).ShouldBe(one.Gradient.Drive);
        }
    }

    private static void Returns<TWord>(UnitKind kind)
        where TWord : struct, IUnitWord<double>
    {
        const int steps = 2000;
        var shape = UnitShape.Of<double>(8, 3);
        var problem = UnitProblem.Draw(kind, 8, [steps, steps, steps], 0.3);
        var (state, start, mean, expected) = (
            new UnitState<double>(shape), new UnitState<double>(shape), new UnitState<double>(shape),
            new UnitState<double>(shape));
        var table = new UnitTable<double>(shape, TWord.Coefficients);
        table.Expand(problem.Coefficients);
        var (drive, zeros, spare) = (
            new AlignedBuffer<double>(problem.Drive), new AlignedBuffer<double>(problem.Drive.Length),
            new AlignedBuffer<double>(problem.Drive.Length));
        var piece = new UnitPiece<double>
        {
            FirstLane = 0, Lanes = 3, FirstStep = 0, Steps = steps, Stride = shape.Elements,
            Drive = drive.Pointer, Phi = spare.Pointer, Error = zeros.Pointer, DriveError = spare.Pointer,
        };
        for (var e = 0; e < shape.Elements; e++)
            (state.Phi[e], state.Pi[e]) = (TWord.Admit(problem.Phi0[e % 8]), TWord.Admit(problem.Pi0[e % 8]));
        start.CopyFrom(state);

        UnitSweep<double, TWord>.Out(state, table, piece, shape.Width);
        state.Reverse();
        UnitSweep<double, TWord>.Drift(state, table, mean);
        UnitSweep<double, TWord>.Pair(
            mean, new UnitState<double>(shape), table, piece, shape.Width, 0,
            new UnitTotals<double>(shape, UnitSums<double>.Count));

        start.Reverse();
        UnitSweep<double, TWord>.Drift(start, table, expected);
        mean.Phi.ToArray().ShouldBe(expected.Phi.ToArray());
        mean.Pi.ToArray().ShouldBe(expected.Pi.ToArray());
        GC.KeepAlive((drive, zeros, spare));
    }

    private static void HearsTheSame<TWord>(UnitKind kind)
        where TWord : struct, IUnitWord<double>
    {
        var problem = UnitProblem.Draw(kind, 1, 300, 0.5);
        var count = TWord.Coefficients + 1;
        var width = Vector512<double>.Count;
        var c = problem.Of(0);
        double[] values = [c[0] / 2, .. c, .. c[1..].Select(value => -c[0] * value)];
        var lines = new AlignedBuffer<double>([.. values.SelectMany(x => Enumerable.Repeat(x, width))]);
        var heard = new AlignedBuffer<double>(count * width);
        var (φ, π) = (Vector512.Create(problem.Phi0[0]), Vector512.Create(problem.Pi0[0]));
        double[] Walk(IEnumerable<double> drive)
        {
            var sums = new double[count];
            foreach (var s in drive)
            {
                TWord.Listen(ref φ, ref π, Vector512.Create(s), lines.Pointer, heard.Pointer);
                for (var k = 0; k < count; k++)
                    sums[k] += heard.Span[k * width];
            }

            return sums;
        }

        var there = Walk(problem.Drive);
        π = -π;
        UnitGradient.Relative(Walk(problem.Drive.Reverse()), there).ShouldBeLessThan(1e-12);
        φ[0].ShouldBe(problem.Phi0[0], 1e-12);
    }
}
