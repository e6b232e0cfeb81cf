using Loschmidt.Evolution;
using Loschmidt.Graphs;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;
using Loschmidt.Splitting;
using Loschmidt.Terms;

namespace Loschmidt.Tests.Splitting;

public sealed class SplittingTests
{
    public static TheoryData<string> Schemes => [.. SplittingScheme.All.Select(scheme => scheme.Name)];

    /// <summary>All but the leapfrogs, which are for two parts.</summary>
    public static TheoryData<string> SchemesForAnyNumberOfParts =>
        [.. SplittingScheme.All.Where(scheme => scheme.Parts is null).Select(scheme => scheme.Name)];

    public static TheoryData<string> Palindromes =>
        [.. SplittingScheme.All.Where(scheme => scheme.IsPalindromic(2)).Select(scheme => scheme.Name)];

    [Fact]
    public void Tables_are_flattened_and_adjacent_flows_of_a_part_merged()
    {
        SplittingScheme.DriftKickDrift.Stages(2).ShouldBe([new(0, 0.5), new(1, 1), new(0, 0.5)]);
        SplittingScheme.KickDriftKick.Stages(2).ShouldBe([new(1, 0.5), new(0, 1), new(1, 0.5)]);
        SplittingScheme.Strang.Stages(3).ShouldBe([new(0, 0.5), new(1, 0.5), new(2, 1), new(1, 0.5), new(0, 0.5)]);
        SplittingScheme.LieTrotter.Stages(3).ShouldBe([new(0, 1), new(1, 1), new(2, 1)]);
        SplittingScheme.Yoshida4.Stages(2).Count.ShouldBe(7);
        SplittingScheme.McLachlan4.Stages(2).Count.ShouldBe(11);
        SplittingScheme.Yoshida6.Stages(2).Count.ShouldBe(15);
    }

    [Theory, MemberData(nameof(Schemes))]
    public void Every_part_flows_for_one_whole_step(string name)
    {
        var scheme = SplittingScheme.Named(name);
        foreach (var parts in scheme.Parts is { } only ? [only] : (int[])[1, 2, 3, 4])
        {
            for (var part = 0; part < parts; part++)
            {
                scheme.Stages(parts).Where(stage => stage.Part == part).Sum(stage => stage.Coefficient)
                    .ShouldBe(1, 1e-14);
            }
        }
    }

    [Fact]
    public void A_palindrome_is_read_off_the_table_and_not_declared()
    {
        SplittingScheme.All.Where(scheme => !scheme.IsPalindromic(2)).ShouldBe([SplittingScheme.LieTrotter]);
        SplittingScheme.Compose("lopsided", 2, 0.4, 0.6).IsPalindromic(2).ShouldBeFalse();
        SplittingScheme.Compose("even", 2, 0.5, 0.5).IsPalindromic(3).ShouldBeTrue();

        // One part alone is exact in any splitting, and one flow reads the same backwards.
        SplittingScheme.LieTrotter.IsPalindromic(1).ShouldBeTrue();
    }

    [Fact]
    public void A_table_that_is_not_one_step_or_not_for_this_many_parts_is_refused()
    {
        Should.Throw<ArgumentException>(() => SplittingScheme.Compose("short", 2, 0.5, 0.4))
            .Message.ShouldContain("one step");
        Should.Throw<ArgumentException>(() => SplittingScheme.KickDriftKick.Stages(3)).Message.ShouldContain("strang");
        Should.Throw<ArgumentException>(() => SplittingScheme.Named("euler")).Message.ShouldContain("yoshida4");
    }

    [Theory, MemberData(nameof(Schemes))]
    public void Every_splitting_has_its_order(string name)
    {
        var scheme = SplittingScheme.Named(name);
        var exact = Run(scheme.Order > 2 ? SplittingScheme.Yoshida6 : SplittingScheme.McLachlan4, 4096);

        // Step counts in the asymptotic regime and above rounding, for each order its own.
        var coarse = scheme.Order switch { 1 => 200, 2 => 80, 4 => 40, _ => 48 };
        var slope = Math.Log2(Distance(Run(scheme, coarse), exact) / Distance(Run(scheme, 2 * coarse), exact));
        slope.ShouldBe(scheme.Order, 0.1 * scheme.Order);
    }

    [Theory, MemberData(nameof(SchemesForAnyNumberOfParts))]
    public void Three_parts_that_do_not_commute_have_the_same_order(string name)
    {
        var scheme = SplittingScheme.Named(name);
        var exact = Run(SplittingScheme.Yoshida6, 4096, Magnet);
        var coarse = scheme.Order switch { 1 => 200, 2 => 80, 4 => 40, _ => 48 };
        var slope = Math.Log2(
            Distance(Run(scheme, coarse, Magnet), exact) / Distance(Run(scheme, 2 * coarse, Magnet), exact));
        slope.ShouldBe(scheme.Order, 0.1 * scheme.Order);
    }

    [Theory, MemberData(nameof(Schemes))]
    public void A_step_preserves_phase_volume(string name) =>
        // differences, 1e-5²
        Determinant(x => Advance(x, SplittingScheme.Named(name), 1, 0.4, Anharmonic())).ShouldBe(1, 1e-8);

    [Fact]
    public void A_kick_at_the_old_position_does_not_preserve_phase_volume()
    {
        // The mutation: half drift, kick with the force of the undrifted position, half drift.
        static void Step(PhaseView<double> x)
        {
            double[] old = [.. x.Q];
            for (var i = 0; i < x.Q.Length; i++)
            {
                x.Q[i] += 0.2 * x.P[i];
                x.P[i] -= 0.4 * (old[i] + old[i] * old[i] * old[i]);
                x.Q[i] += 0.2 * x.P[i];
            }
        }

        Math.Abs(Determinant(x => Step(x.View)) - 1).ShouldBeGreaterThan(0.01);
    }

    [Theory, MemberData(nameof(Palindromes))]
    public void The_energy_error_stays_bounded_over_a_hundred_thousand_steps(string name)
    {
        // A secular drift would be a hundred times larger in the second window than in the first.
        var (early, late) = EnergyError(SplittingScheme.Named(name), 1000, 100_000);
        early.ShouldBeLessThan(0.05);
        late.ShouldBeLessThan(1.5 * early + 1e-10);
    }

    internal static (double Early, double Late) EnergyError(SplittingScheme scheme, int window, int steps)
    {
        var hamiltonian = Anharmonic(single: true);
        var step = new SplitStep<double>(hamiltonian, scheme, 0);
        var x = Start(hamiltonian.Coordinates);
        var start = Energy(x, hamiltonian);
        double early = 0, late = 0;
        for (var n = 0; n < steps; n++)
        {
            step.Step(x.View, Theta(hamiltonian), new double[2], default, 0.1);
            var error = n < window || n >= steps - window ? Math.Abs(Energy(x, hamiltonian) - start) : 0;
            early = n < window ? Math.Max(early, error) : early;
            late = n < window ? late : Math.Max(late, error);
        }

        return (early, late);
    }

    private static Hamiltonian<double> Anharmonic(bool single = false)
    {
        var graph = single ? new Graph(1) : Graph.Ring(3);
        return single
            ? new(1, [new KineticTerm<double>(graph)], [new SiteTerm<double, DuffingSite>("wells", graph)])
            : RandomHamiltonian.On<double>(graph, 4);
    }

    // Kinetic energy, wells and a rotation by a magnetic field: no two commute.
    private static Hamiltonian<double> Magnet()
    {
        var graph = Graph.Ring(3);
        return new(
            3, [new KineticTerm<double>(graph)], [new SiteTerm<double, DuffingSite>("wells", graph)],
                [new FluxTerm<double>(0, 2, 0.7)]);
    }

    private static double[] Run(SplittingScheme scheme, int steps, Func<Hamiltonian<double>>? make = null)
    {
        var hamiltonian = make is null ? Anharmonic() : make();
        var x = Start(hamiltonian.Coordinates);
        Advance(x, scheme, steps, 4.0 / steps, hamiltonian);
        return [.. x.View.Q, .. x.View.P];
    }

    private static void Advance(
        PhasePoint<double> x, SplittingScheme scheme, int steps, double dt, Hamiltonian<double> hamiltonian)
    {
        var step = new SplitStep<double>(hamiltonian, scheme, 0);
        var θ = Theta(hamiltonian);
        for (var n = 0; n < steps; n++)
        {
            step.Step(x.View, θ, new double[θ.Length], default, dt);
        }
    }

    private static double[] Theta(Hamiltonian<double> hamiltonian)
    {
        var count = hamiltonian.Terms.Sum(term => term.Tensors.Sum(tensor => tensor.Shape[0]));
        return [.. Enumerable.Range(0, count).Select(i => 0.3 + new RandomStream(2, "theta").Uniform(0, (uint)i))];
    }

    private static PhasePoint<double> Start(int sites)
    {
        var x = new PhasePoint<double>(sites, 1);
        for (var i = 0; i < sites; i++)
        {
            (x.View.Q[i * x.Lanes], x.View.P[i * x.Lanes]) = (0.9 - 0.5 * i, 0.4 * i - 0.3);
        }

        return x;
    }

    private static double Energy(PhasePoint<double> x, Hamiltonian<double> hamiltonian)
    {
        var θ = Theta(hamiltonian);
        var energy = new double[x.Lanes];
        var offset = 0;
        foreach (var term in hamiltonian.Terms)
        {
            var count = term.Tensors.Sum(tensor => tensor.Shape[0]);
            term.Energy(x.View, new(θ.AsSpan(offset, count)), energy);
            offset += count;
        }

        return energy[0];
    }

    private static double Distance(double[] a, double[] b) =>
        Math.Sqrt(a.Zip(b, (left, right) => (left - right) * (left - right)).Sum());

    private static double Determinant(Action<PhasePoint<double>> map)
    {
        const double h = 1e-5;
        var jacobian = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(6, 6);
        for (var column = 0; column < 6; column++)
        {
            var (plus, minus) = (Shifted(column, h), Shifted(column, -h));
            map(plus);
            map(minus);
            for (var row = 0; row < 6; row++)
            {
                jacobian[row, column] = (Entry(plus, row) - Entry(minus, row)) / (2 * h);
            }
        }

        return jacobian.Determinant();

        static PhasePoint<double> Shifted(int column, double h)
        {
            var x = Start(3);
            (column < 3 ? x.View.Q : x.View.P)[column % 3 * x.Lanes] += h;
            return x;
        }

        static double Entry(PhasePoint<double> x, int row) => (row < 3 ? x.View.Q : x.View.P)[row % 3 * x.Lanes];
    }
}
