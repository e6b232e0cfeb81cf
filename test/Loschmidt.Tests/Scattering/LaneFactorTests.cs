using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics;
using Loschmidt.Numerics.Linear;
using Loschmidt.Numerics.Random;
using Loschmidt.Scattering.Solvers;

namespace Loschmidt.Tests.Scattering;

/// <summary>Elimination without pivots is safe where every mode is damped, and only there.</summary>
public sealed unsafe class LaneFactorTests
{
    private const int Order = 80, Inputs = 128, Columns = 2;

    /// <summary>
    /// 200 systems as the trained digit scatterer of 80 hidden modes has them, eight at a time. Mutation: a single input mode that is added with a
    /// minus, as a wrong sign in its Schur complement would, moves the solution by more than 10⁻³.
    /// </summary>
    [Fact, Trait("check", "S14")]
    public void Elimination_without_pivots_solves_damped_systems_as_elimination_with_pivots()
    {
        var lanes = Vector512<double>.Count;
        var factor = new LaneFactor<double>(new int[Order]);
        var x = new AlignedBuffer<double>(factor.Padded * Columns * LaneTiles<double>.Number);
        var reference = new ComplexLu(Order);
        var (worst, mistaken) = (0.0, double.PositiveInfinity);
        for (uint instance = 0; instance < 200 / lanes; instance++)
        {
            var stream = new RandomStream(instance, "trained-like");
            var couplings = Couplings(stream);
            var systems = Enumerable.Range(0, lanes).Select(lane => Eliminated(stream, couplings, (uint)lane)).ToArray();
            var sources = Enumerable.Range(0, lanes).Select(lane => Sources(stream, (uint)lane)).ToArray();
            for (var lane = 0; lane < lanes; lane++)
            {
                Write(factor, systems[lane], lane);
                Write(x, sources[lane], lane);
            }

            factor.Factor();
            factor.SolveForward(x.Pointer, Columns, 0);
            factor.SolveBackward(x.Pointer, Columns, 0, 0);
            for (var lane = 0; lane < lanes; lane++)
            {
                worst = Math.Max(worst, Distance(x, Solutions(reference, systems[lane], sources[lane]), lane));
            }

            TurnOneInput(systems[0], couplings, stream);
            mistaken = Math.Min(mistaken, Distance(x, Solutions(reference, systems[0], sources[0]), 0));
        }

        worst.ShouldBeLessThan(1e-11);
        mistaken.ShouldBeGreaterThan(1e-3);
    }

    /// <summary>Mutation of the promise: two resonant modes without loss are an invertible system whose first pivot is zero.</summary>
    [Fact, Trait("check", "S14")]
    public void Without_damping_a_pivot_may_vanish_although_the_system_has_a_solution()
    {
        var factor = new LaneFactor<double>([0, 0]);
        var x = new AlignedBuffer<double>(factor.Padded * Columns * LaneTiles<double>.Number);
        double Solve(double damping)
        {
            Complex[] system = [damping, Complex.ImaginaryOne, Complex.ImaginaryOne, damping];
            Complex[] sources = [1, 0, 0, 1];
            x.Span.Clear();
            for (var lane = 0; lane < Vector512<double>.Count; lane++)
            {
                Write(factor, system, lane);
                Write(x, sources, lane);
            }

            factor.Factor();
            factor.SolveForward(x.Pointer, Columns, 0);
            factor.SolveBackward(x.Pointer, Columns, 0, 0);
            return Distance(x, Solutions(new ComplexLu(2), system, sources), 3);
        }

        double.IsFinite(Solve(0)).ShouldBeFalse();
        Solve(0.1).ShouldBeLessThan(1e-14);
    }

    /// <summary>J of 128 inputs and 80 hidden modes, spread as after training: 2.1 ± 0.6.</summary>
    private static double[] Couplings(RandomStream stream) =>
        [.. Enumerable.Range(0, Inputs * Order).Select(entry => 2.1 + 0.6 * stream.Normal((uint)entry))];

    /// <summary>Ã = D + JᵀχJ of one sample: half of its pixels dark, offsets of the copies about ± 8.</summary>
    private static Complex[] Eliminated(RandomStream stream, double[] couplings, uint lane)
    {
        var system = new Complex[Order * Order];
        for (var j = 0; j < Inputs; j++)
        {
            var χ = Susceptibility(stream, j, lane);
            for (var a = 0; a < Order; a++)
            {
                var left = χ * couplings[j * Order + a];
                for (var b = 0; b <= a; b++)
                {
                    system[a * Order + b] += left * couplings[j * Order + b];
                }
            }
        }

        for (var a = 0; a < Order; a++)
        {
            system[a * Order + a] += new Complex(0.5, 3 * stream.Normal((uint)a, 1));
            for (var b = 0; b < a; b++)
            {
                system[b * Order + a] = system[a * Order + b];
            }
        }

        return system;
    }

    private static Complex Susceptibility(RandomStream stream, int input, uint lane)
    {
        var pixel = Math.Max(0, 2 * stream.Uniform((uint)(input / 2), 2, lane) - 1);
        var offset = (input % 2 == 0 ? 8 : -8) + stream.Normal((uint)input, 3);
        return 1 / new Complex(0.5, 10 * (1 - pixel) + offset);
    }

    /// <summary>The first input mode of lane 0 taken off twice, as a minus in its Schur complement would.</summary>
    private static void TurnOneInput(Complex[] system, double[] couplings, RandomStream stream)
    {
        var χ = Susceptibility(stream, 0, 0);
        for (var a = 0; a < Order; a++)
        {
            for (var b = 0; b < Order; b++)
            {
                system[a * Order + b] -= 2 * χ * couplings[a] * couplings[b];
            }
        }
    }

    private static Complex[] Sources(RandomStream stream, uint lane) =>
    [
        .. Enumerable.Range(0, Order * Columns)
            .Select(entry => new Complex(stream.Normal((uint)entry, 4, lane), stream.Normal((uint)entry, 5, lane))),
    ];

    private static Complex[] Solutions(ComplexLu reference, Complex[] system, Complex[] sources)
    {
        reference.Factor(system).ShouldBe(-1);
        var solutions = new Complex[sources.Length];
        var column = new Complex[sources.Length / Columns];
        for (var c = 0; c < Columns; c++)
        {
            for (var row = 0; row < column.Length; row++)
            {
                column[row] = sources[row * Columns + c];
            }

            reference.Solve(column);
            for (var row = 0; row < column.Length; row++)
            {
                solutions[row * Columns + c] = column[row];
            }
        }

        return solutions;
    }

    private static void Write(LaneFactor<double> factor, Complex[] system, int lane)
    {
        for (var a = 0; a < factor.Order; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                Put(factor.Row(a) + b * LaneTiles<double>.Number + lane, system[a * factor.Order + b]);
            }
        }
    }

    private static void Write(AlignedBuffer<double> x, Complex[] columns, int lane)
    {
        for (var entry = 0; entry < columns.Length; entry++)
        {
            Put(x.Pointer + entry * LaneTiles<double>.Number + lane, columns[entry]);
        }
    }

    private static void Put(double* at, Complex value) => (*at, at[Vector512<double>.Count]) = (value.Real, value.Imaginary);

    private static double Distance(AlignedBuffer<double> x, Complex[] solutions, int lane)
    {
        var error = 0.0;
        for (var entry = 0; entry < solutions.Length; entry++)
        {
            var at = x.Pointer + entry * LaneTiles<double>.Number + lane;
            var distance = Complex.Abs(new Complex(*at, at[Vector512<double>.Count]) - solutions[entry]);
            error = double.IsNaN(distance) ? double.NaN : Math.Max(error, distance);
            if (double.IsNaN(error))
            {
                return error;
            }
        }

        return error / solutions.Max(Complex.Abs);
    }
}
