using System.Runtime.Intrinsics;
using Loschmidt.Machines;
using Loschmidt.Numerics;
using Loschmidt.Numerics.Reals;
using Loschmidt.Sequences;
using Loschmidt.Sequences.Units;
using LinearSweep = Loschmidt.Sequences.Units.UnitSweep<double, Loschmidt.Sequences.Units.DriftKickDrift<
    double, Loschmidt.Sequences.Units.HarmonicPotential<double>, Loschmidt.Sequences.Units.FloatingIncrement<double>>>;
using LinearWord = Loschmidt.Sequences.Units.DriftKickDrift<
    double, Loschmidt.Sequences.Units.HarmonicPotential<double>, Loschmidt.Sequences.Units.FloatingIncrement<double>>;
using NonlinearSweep = Loschmidt.Sequences.Units.UnitSweep<double, Loschmidt.Sequences.Units.DriftKickDrift<
    double, Loschmidt.Sequences.Units.CoshPotential<double>, Loschmidt.Sequences.Units.FloatingIncrement<double>>>;

namespace Loschmidt.Tests.Sequences.Units;

/// <summary>One time step of a unit: reversible, symplectic, of second order.</summary>
public sealed unsafe class UnitStepTests
{
    [Theory]
    [InlineData(UnitKind.Linear, 0.01)]
    [InlineData(UnitKind.Linear, 0.99)]
    [InlineData(UnitKind.Nonlinear, 0.01)]
    [InlineData(UnitKind.Nonlinear, 0.99)]
    [Trait("check", "T1")]
    public void A_step_with_reversed_momenta_undoes_a_step(UnitKind kind, double h)
    {
        var problem = UnitProblem.Draw(kind, 16, 1, h);
        problem.Run<double>(SequenceMethod.Tangent).Journey.HomeError.ShouldBeLessThan(1e-14);
        problem.Run<float>(SequenceMethod.Tangent).Journey.HomeError.ShouldBeLessThan(1e-6);
    }

    [Theory]
    [InlineData(UnitKind.Linear)]
    [InlineData(UnitKind.Nonlinear)]
    public void Vectors_take_the_steps_of_the_written_out_equations(UnitKind kind)
    {
        // Three lanes of different length, five oscillators padded to eight: neighbours and padding leave no trace.
        var problem = UnitProblem.Draw(kind, 5, [100, 37, 64], 0.5);
        var record = problem.Run<double>(SequenceMethod.Tangent, piece: 32);
        for (var lane = 0; lane < 3; lane++)
        {
            for (var j = 0; j < 5; j++)
            {
                var (phi, pi) = (new RealNumber(problem.Phi0[j]), new RealNumber(problem.Pi0[j]));
                var c = problem.Of(j).Select(value => new RealNumber(value)).ToArray();
                for (var t = 0; t < problem.Steps[lane]; t++)
                {
                    ScalarUnit.Step(kind, ref phi, ref pi, new RealNumber(problem.Drive[problem.At(t, lane, j)]), c);
                    record.Phi[problem.At(t, lane, j)].ShouldBe(phi.Value, 1e-12);
                    record.Retraced[problem.At(t, lane, j)].ShouldBe(phi.Value, 1e-12);
                }
            }
        }
    }

    [Theory]
    [InlineData(UnitKind.Linear)]
    [InlineData(UnitKind.Nonlinear)]
    [Trait("check", "T2")]
    public void A_step_preserves_area(UnitKind kind)
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var problem = UnitProblem.Draw(kind, 1, 1, 0.99, seed: seed);
            var d = Jacobian(problem, problem.Phi0[0], problem.Pi0[0]);
            (d[0, 0] * d[1, 1] - d[0, 1] * d[1, 0]).ShouldBe(1, 1e-13);

            // The kernels, by differences.
            const double δ = 1e-5;
            var (φ1, φ0) = (After(problem, δ, 0), After(problem, -δ, 0));
            var (π1, π0) = (After(problem, 0, δ), After(problem, 0, -δ));
            var area = (φ1.Phi - φ0.Phi) * (π1.Pi - π0.Pi) - (π1.Phi - π0.Phi) * (φ1.Pi - φ0.Pi);
            (area / (4 * δ * δ)).ShouldBe(1, 1e-8);
        }
    }

    [Fact]
    [Trait("check", "T2")]
    public void A_kick_at_the_old_position_does_not_preserve_area()
    {
        // Its determinant is 1 + h² V″/2.
        var c = new[] { 0.5, 0.8 };
        var h = c[0];
        var d = new[,] { { 1 - h * h * c[1] / 2, h }, { -h * c[1], 1 } };
        (d[0, 0] * d[1, 1] - d[0, 1] * d[1, 0] - 1).ShouldBe(h * h * c[1] / 2, 1e-15);
    }

    [Theory]
    [InlineData(UnitKind.Linear)]
    [InlineData(UnitKind.Nonlinear)]
    [Trait("check", "T30")]
    public void The_derivative_at_the_reversed_end_is_the_exchanged_transpose_of_that_at_the_start(UnitKind kind)
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var problem = UnitProblem.Draw(kind, 1, 1, 0.99, seed: seed);
            var (phi, pi) = (new RealNumber(problem.Phi0[0]), new RealNumber(problem.Pi0[0]));
            var there = Jacobian(problem, phi.Value, pi.Value);
            ScalarUnit.Step(
                kind, ref phi, ref pi, new RealNumber(problem.Drive[0]),
                problem.Of(0).Select(value => new RealNumber(value)).ToArray());
            var back = Jacobian(problem, phi.Value, -pi.Value);
            back[0, 0].ShouldBe(there[1, 1], 1e-13);
            back[1, 1].ShouldBe(there[0, 0], 1e-13);
            back[0, 1].ShouldBe(there[0, 1], 1e-13);
            back[1, 0].ShouldBe(there[1, 0], 1e-13);
        }
    }

    [Fact]
    [Trait("check", "T3")]
    public void A_linear_step_is_bounded_up_to_its_limit_and_keeps_its_own_invariant()
    {
        double[] stiffness = [0.01, 0.5, 1, 2, 3, 3.9, 3.999, 4.001];
        var shape = UnitShape.Of<double>(8, 1);
        double[] h = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3];
        double[] coefficients = [.. h, .. stiffness.Zip(h, (k, step) => k / (step * step))];
        for (var j = 0; j < 8; j++)
        {
            var m = LinearWord.Matrix([coefficients[j], coefficients[8 + j]]);
            (m.PhiPhi * m.PiPi - m.PhiPi * m.PiPhi).ShouldBe(1, 1e-15);
        }

        var state = new UnitState<double>(shape);
        state.Phi.Fill(1);
        var table = new UnitTable<double>(shape, 2);
        table.Expand(coefficients);
        double Invariant(UnitState<double> x, int j) =>
            coefficients[8 + j] * x.Phi[j] * x.Phi[j] / 2 + (1 - stiffness[j] / 4) * x.Pi[j] * x.Pi[j] / 2;
        var start = Enumerable.Range(0, 8).Select(j => Invariant(state, j)).ToArray();
        Rest(shape, 100_000, piece => LinearSweep.Out(state, table, piece, shape.Width));
        for (var j = 0; j < 6; j++)
            (Invariant(state, j) / start[j]).ShouldBe(1, 1e-11);
        Math.Abs(state.Phi[6]).ShouldBeLessThan(100);
        double.IsFinite(state.Phi[7]).ShouldBeFalse("a step beyond the limit is not bounded");
    }

    [Fact]
    [Trait("check", "T4")]
    public void The_energy_of_a_nonlinear_unit_errs_by_the_square_of_the_step()
    {
        double Deviation(double h)
        {
            var c = new[] { h, 0.7, 0.6, 0.8, 0.1 };
            var shape = UnitShape.Of<double>(1, 1);
            var state = new UnitState<double>(shape);
            state.Phi[0] = 1.5;
            var table = new UnitTable<double>(shape, 5);
            table.Expand(c);
            var momenta = new AlignedBuffer<double>(64L * shape.Elements);
            var phi = new AlignedBuffer<double>(64L * shape.Elements);
            var (start, worst) = (ScalarUnit.Potential(UnitKind.Nonlinear, 1.5, 0.4, c), 0.0);
            Rest(
                shape, (int)(200 / h), piece =>
                {
                    NonlinearSweep.Out(
                        state, table, With(piece, phi), shape.Width, momenta.Pointer, shape.Elements);
                    for (var t = 0; t < piece.Steps; t++)
                    {
                        var (x, p) = (phi.Span[t * shape.Elements], momenta.Span[t * shape.Elements]);
                        var energy = p * p / 2 + ScalarUnit.Potential(UnitKind.Nonlinear, x, 0.4, c);
                        worst = Math.Max(worst, Math.Abs(energy - start));
                    }
                },
                drive: 0.4);
            return worst;
        }

        (Deviation(0.2) / Deviation(0.1)).ShouldBe(4, 0.4);
        (Deviation(0.1) / Deviation(0.05)).ShouldBe(4, 0.4);
    }

    private delegate void Piece(UnitPiece<double> piece);

    // The same drive at every step.
    private static void Rest(UnitShape shape, int steps, Piece advance, double drive = 0)
    {
        var (s, phi) = (new AlignedBuffer<double>(64L * shape.Elements), new AlignedBuffer<double>(64L * shape.Elements));
        s.Span.Fill(drive);
        for (var t = 0; t < steps; t += 64)
            advance(new UnitPiece<double>
            {
                FirstLane = 0,
                Lanes = shape.Lanes,
                FirstStep = t,
                Steps = Math.Min(64, steps - t),
                Stride = shape.Elements,
                Drive = s.Pointer,
                Phi = phi.Pointer,
            });
        GC.KeepAlive(s);
        GC.KeepAlive(phi);
    }

    private static UnitPiece<double> With(UnitPiece<double> piece, AlignedBuffer<double> phi) =>
        new()
        {
            FirstLane = piece.FirstLane,
            Lanes = piece.Lanes,
            FirstStep = piece.FirstStep,
            Steps = piece.Steps,
            Stride = piece.Stride,
            Drive = piece.Drive,
            Phi = phi.Pointer,
        };

    private static (double Phi, double Pi) After(UnitProblem problem, double δφ, double δπ)
    {
        var c = problem.Of(0);
        var lines = new AlignedBuffer<double>([.. Lines([c[0] / 2, .. c, .. c[1..].Select(value => -c[0] * value)])]);
        var φ = Vector512.Create(problem.Phi0[0] + δφ);
        var π = Vector512.Create(problem.Pi0[0] + δπ);
        var s = Vector512.Create(problem.Drive[0]);
        if (problem.Kind == UnitKind.Linear)
            LinearWord.Step(ref φ, ref π, s, lines.Pointer);
        else
            DriftKickDrift<double, CoshPotential<double>, FloatingIncrement<double>>.Step(ref φ, ref π, s, lines.Pointer);
        GC.KeepAlive(lines);
        return (φ[0], π[0]);
    }

    private static IEnumerable<double> Lines(double[] values) =>
        values.SelectMany(value => Enumerable.Repeat(value, Vector512<double>.Count));

    private static double[,] Jacobian(UnitProblem problem, double phi0, double pi0)
    {
        const double tiny = 1e-30;
        var c = problem.Of(0).Select(ComplexNumber.FromDouble).ToArray();
        var jacobian = new double[2, 2];
        for (var column = 0; column < 2; column++)
        {
            var (phi, pi) = (new ComplexNumber(phi0, column == 0 ? tiny : 0), new ComplexNumber(pi0, column == 1 ? tiny : 0));
            ScalarUnit.Step(problem.Kind, ref phi, ref pi, ComplexNumber.FromDouble(problem.Drive[0]), c);
            (jacobian[0, column], jacobian[1, column]) = (phi.Im / tiny, pi.Im / tiny);
        }

        return jacobian;
    }
}
