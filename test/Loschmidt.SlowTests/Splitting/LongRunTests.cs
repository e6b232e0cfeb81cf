using Loschmidt.Evolution;
using Loschmidt.PhaseSpace;
using Loschmidt.Splitting;
using Loschmidt.Terms;

namespace Loschmidt.SlowTests.Splitting;

public sealed class LongRunTests
{
    public static TheoryData<string> Palindromes =>
        [.. SplittingScheme.All.Where(scheme => scheme.IsPalindromic(2)).Select(scheme => scheme.Name)];

    [Theory, MemberData(nameof(Palindromes))]
    public void The_energy_error_stays_bounded_over_a_million_steps(string name)
    {
        // A secular drift would be a thousand times larger in the last window than in the first.
        const int window = 1000;
        const int steps = 1_000_000;
        var graph = new Graph(1);
        var wells = new SiteTerm<double, DuffingSite>("wells", graph);
        var kinetic = new KineticTerm<double>(graph);
        var step = new SplitStep<double>(new(1, [kinetic], [wells]), SplittingScheme.Named(name), 0);
        var x = new PhasePoint<double>(1, 1);
        (x.View.Q[0], x.View.P[0]) = (0.9, -0.3);
        double[] θ = [0.8, 0.6];
        var start = Energy();
        double early = 0, late = 0;
        for (var n = 0; n < steps; n++)
        {
            step.Step(x.View, θ, new double[2], default, 0.1);
            early = n < window ? Math.Max(early, Math.Abs(Energy() - start)) : early;
            late = n >= steps - window ? Math.Max(late, Math.Abs(Energy() - start)) : late;
        }

        late.ShouldBeLessThan(1.5 * early + 1e-10);

        double Energy()
        {
            var energy = new double[x.Lanes];
            wells.Energy(x.View, new(θ), energy);
            kinetic.Energy(x.View, new(), energy);
            return energy[0];
        }
    }
}
