using Loschmidt.Costs;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Tests.Costs;

/// <summary>Pins the sign and the place of the nudge on a two-mode ring written out by hand.</summary>
/// <remarks>
/// H = θ₀|Ψ₀|² + θ₁|Ψ₁|² + ½g(|Ψ₀|⁴ + |Ψ₁|⁴) + J(Ψ₀*Ψ₁ + c.c.), Strang splitting, π̇ = −∂H/∂θ. The targets carry a
/// phase and the second cost weighs p differently from q, so that every wrong spelling shows.
/// </remarks>
public class NudgeConventionTests
{
    private const double Kerr = 0.8, Hopping = 0.6, Step = 0.1;
    private const int Steps = 12;

    public static TheoryData<string> Costs => new("field with carrier", "position and momentum");

    [Theory, MemberData(nameof(Costs))]
    [Trait("check", "6")]
    public void A_nudge_after_the_reversal_gives_the_gradient_with_a_plus_sign(string name)
    {
        var reference = Differences(name);
        reference.ShouldAllBe(g => Math.Abs(g) > 1e-2);
        Error(Echo(name, Spelling.NudgeAfterReversal), reference).ShouldBeLessThan(1e-7);
    }

    [Theory, MemberData(nameof(Costs))]
    public void An_injection_of_minus_epsilon_before_the_reversal_is_the_same_thing(string name)
    {
        var nudged = Echo(name, Spelling.NudgeAfterReversal);
        Error(Echo(name, Spelling.InjectBeforeReversal), nudged).ShouldBeLessThan(1e-9);
    }

    [Theory, MemberData(nameof(Costs))]
    [Trait("check", "6")]
    public void A_forgotten_conjugation_of_the_target_gives_another_gradient(string name) =>
        Error(Echo(name, Spelling.TargetNotConjugated), Differences(name)).ShouldBeGreaterThan(0.1);

    private enum Spelling
    {
        NudgeAfterReversal,
        InjectBeforeReversal,
        TargetNotConjugated,
    }

    private static double[] Echo(string name, Spelling spelling)
    {
        const double ε = 1e-4;
        var (plus, minus) = (Home(name, spelling, ε), Home(name, spelling, -ε));
        return [(plus[0] - minus[0]) / (2 * ε), (plus[1] - minus[1]) / (2 * ε)];
    }

    private static double[] Home(string name, Spelling spelling, double ε)
    {
        var cost = CostOf(name);
        var ring = new Ring();
        ring.Run();
        if (spelling == Spelling.InjectBeforeReversal)
            cost.Inject(ring.Field.View, -ε);

        ring.Reverse();
        if (spelling == Spelling.NudgeAfterReversal)
        {
            ring.Field.View.Reverse();
            cost.Inject(ring.Field.View, -ε);
            ring.Field.View.Reverse();
        }
        else if (spelling == Spelling.TargetNotConjugated)
        {
            cost.Inject(ring.Field.View, ε);
        }

        ring.Run();
        ring.Reverse();
        return ring.Pi;
    }

    private static double[] Differences(string name)
    {
        const double h = 1e-5;
        var gradient = new double[2];
        for (var k = 0; k < 2; k++)
        {
            foreach (var sign in new[] { 1, -1 })
            {
                var ring = new Ring();
                ring.Theta[k] += sign * h;
                ring.Run();
                gradient[k] += sign * CostOf(name).Value(ring.Field.View) / (2 * h);
            }
        }

        return gradient;
    }

    private static double Error(double[] a, double[] b) =>
        Math.Max(Math.Abs(a[0] - b[0]), Math.Abs(a[1] - b[1])) / Math.Max(Math.Abs(b[0]), Math.Abs(b[1]));

    private static ICost<double> CostOf(string name)
    {
        ICost<double> cost = name == "field with carrier"
            ? new FieldCost<double>([0, 1], [1.0, 0.5], [[new(0.3, 0.8), new(-0.2, -0.7)]])
            : new QuadraticPhaseCost<double>([0, 1], [0.4, 0.2], [1.1, 0.9], [[0.5, 0.9, -0.3, -0.6]]);
        cost.Prepare(new Batch(0, 0, 1) { Active = 1 }, PhasePoint<double>.PaddedLanes(1));
        return cost;
    }

    private sealed class Ring
    {
        public Ring()
        {
            (Field.View.Q[0], Field.View.P[0]) = (1.1, 0.2);
            (Field.View.Q[Field.Lanes], Field.View.P[Field.Lanes]) = (-0.4, 0.7);
        }

        public PhasePoint<double> Field { get; } = new(2, 1);

        public double[] Theta { get; } = [0.9, -0.5];

        public double[] Pi { get; } = new double[2];

        public void Reverse()
        {
            Field.View.Reverse();
            (Pi[0], Pi[1]) = (-Pi[0], -Pi[1]);
        }

        public void Run()
        {
            for (var step = 0; step < Steps; step++)
            {
                Couple(Step / 2);
                Turn(0, Step);
                Turn(1, Step);
                Couple(Step / 2);
            }
        }

        private void Turn(int k, double dt)
        {
            ref var q = ref Field.View.Q[k * Field.Lanes];
            ref var p = ref Field.View.P[k * Field.Lanes];
            var intensity = (q * q + p * p) / 2;
            var (s, c) = Math.SinCos((Theta[k] + Kerr * intensity) * dt);
            (q, p) = (c * q + s * p, c * p - s * q);
            Pi[k] -= intensity * dt;
        }

        private void Couple(double dt)
        {
            Span<double> q = Field.View.Q, p = Field.View.P;
            var n = Field.Lanes;
            var (s, c) = Math.SinCos(Hopping * dt);
            (q[0], p[0], q[n], p[n]) = (
                c * q[0] + s * p[n], c * p[0] - s * q[n], c * q[n] + s * p[0], c * p[n] - s * q[0]);
        }
    }
}
