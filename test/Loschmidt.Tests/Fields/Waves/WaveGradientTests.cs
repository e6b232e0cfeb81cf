using Loschmidt.Fields;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Tests.Fields.Waves;

public sealed class WaveGradientTests
{
    private static WaveSettings Settings(string name) => name switch
    {
        "small" => WaveCases.Small,
        "odd" => On(new Lattice { Columns = 11, Rows = 27 }),
        "frozen" => WaveCases.Small with { Frozen = true },
        "intensity" => WaveCases.Small with { Target = new WaveTarget { Width = 0.2, Kind = WaveCostKind.Intensity } },
        "periodic" => On(new Lattice { Columns = 12, Rows = 30, Boundary = Boundary.Periodic }),
        "tight" => On(new Lattice { Columns = 12, Rows = 30, Dispersion = Dispersion.TightBinding }),
        _ => WaveCases.Xor,
    };

    private static WaveSettings On(Lattice lattice) => WaveCases.Small with { Lattice = lattice };

    [Theory]
    [InlineData("small")]
    [InlineData("odd")]
    [InlineData("frozen")]
    [InlineData("intensity")]
    [InlineData("periodic")]
    [InlineData("tight")]
    [InlineData("xor")]
    public void Tangent_and_reverse_sweep_are_the_same_number(string name)
    {
        var machine = WaveCases.Prepared(Settings(name));
        var adjoint = WaveCases.AdjointGradient(machine, 1);
        WaveCases.RelativeDistance(WaveCases.TangentGradient(machine, 1), adjoint.Theta).ShouldBeLessThan(1e-9);
    }

    [Theory]
    [InlineData("small")]
    [InlineData("odd")]
    [InlineData("intensity")]
    [InlineData("periodic")]
    [InlineData("xor")]
    [Trait("check", "6")]
    public void An_echo_is_the_gradient_of_the_discretised_cost(string name)
    {
        var machine = WaveCases.Prepared(Settings(name));
        var echo = WaveCases.EchoGradient(machine, 1, 1e-5);
        var adjoint = WaveCases.AdjointGradient(machine, 1);
        WaveCases.RelativeDistance(echo.Theta, adjoint.Theta).ShouldBeLessThan(1e-6);
        WaveCases.RelativeDistance(echo.Pi, adjoint.Pi).ShouldBeLessThan(1e-6);
    }

    [Fact]
    [Trait("check", "6")]
    public void An_echo_agrees_with_differences_at_sites_and_along_directions()
    {
        var machine = WaveCases.Prepared(WaveCases.Xor);
        var echo = WaveCases.EchoGradient(machine, 1, 1e-5).Theta;
        var stream = new RandomStream(3, "directions");
        var largest = WaveCases.Largest(echo);
        for (var test = 0; test < 8; test++)
        {
            var direction = new double[echo.Length];
            if (test < 4)
            {
                // Sites with a gradient worth differencing: the first few above a third of the largest.
                var worthwhile = Enumerable.Range(0, echo.Length).Where(i => Math.Abs(echo[i]) > largest / 3);
                direction[worthwhile.ElementAt(5 * test)] = 1;
            }
            else
            {
                for (var i = 0; i < direction.Length; i++)
                    direction[i] = stream.Normal((uint)test, (uint)i) / 10;
            }

            // θ moves by a phase χθT of 0.03 rad (sites) or a tenth of it everywhere.
            var difference = WaveCases.FourthOrderDifference(machine, 1, direction, 1e-3);
            var expected = echo.Zip(direction, (g, d) => g * d).Sum();
            (Math.Abs(difference - expected) / Math.Abs(expected)).ShouldBeLessThan(1e-6);
        }
    }

    [Fact]
    [Trait("check", "7")]
    [Trait("check", "8")]
    public void A_one_sided_echo_errs_by_epsilon_and_a_pair_by_its_square()
    {
        var machine = WaveCases.Prepared(WaveCases.Xor);
        var adjoint = WaveCases.AdjointGradient(machine, 1).Theta;
        double Error(double epsilon, bool oneSided) => WaveCases.RelativeDistance(
            WaveCases.EchoGradient(machine, 1, epsilon, oneSided).Theta, adjoint);

        WaveCases.Slope(Error(1e-3, true), Error(1e-5, true), 1e-3, 1e-5).ShouldBe(1.0, 0.1);
        WaveCases.Slope(Error(1e-3, false), Error(1e-5, false), 1e-3, 1e-5).ShouldBe(2.0, 0.1);
    }

    [Fact]
    [Trait("check", "9")]
    public void The_gradient_of_the_discretised_cost_converges_with_the_square_of_the_step()
    {
        // The smooth regime: two separate packets, and steps that turn the carrier by less than a radian.
        double[] Gradient(int steps) =>
            WaveCases.TangentGradient(WaveCases.Prepared(WaveCases.Xor with { Steps = steps }), 1);

        var gradients = new[] { 100, 200, 400, 800 }.Select(Gradient).ToArray();
        var limit = gradients[3].Zip(gradients[2], (fine, coarse) => fine + (fine - coarse) / 3).ToArray();
        double Error(int i) => WaveCases.RelativeDistance(gradients[i], limit);

        for (var i = 0; i < 3; i++)
            Math.Log2(Error(i) / Error(i + 1)).ShouldBe(2, 0.3);
    }

    [Fact]
    [Trait("check", "11")]
    public void The_recoil_of_theta_is_the_derivative_by_its_momentum()
    {
        var machine = WaveCases.Prepared(WaveCases.Xor);
        var echo = WaveCases.EchoGradient(machine, 1, 1e-5).Pi;
        var direction = new double[echo.Length];
        for (var i = 0; i < direction.Length; i++)
            direction[i] = new RandomStream(5, "directions").Normal(0, (uint)i);

        // π moves by 1e-4 · N(0, 1): θ then drifts by Ω/ΔV times that, a phase of some 0.1 rad.
        var difference = WaveCases.FourthOrderDifference(machine, 1, direction, 1e-4, alongPi: true);
        var expected = echo.Zip(direction, (g, d) => g * d).Sum();
        (Math.Abs(difference - expected) / Math.Abs(expected)).ShouldBeLessThan(1e-5);
    }

    [Fact]
    [Trait("check", "11")]
    public void A_learning_field_that_does_not_turn_around_recoils_elsewhere()
    {
        // The mutation: at the turning point the wave is reversed and π is not, so θ flies on.
        var machine = WaveCases.Prepared(WaveCases.Small);
        var adjoint = WaveCases.AdjointGradient(machine, 1).Pi;
        WaveCases.RelativeDistance(Recoil(turned: true), adjoint).ShouldBeLessThan(1e-6);
        WaveCases.RelativeDistance(Recoil(turned: false), adjoint).ShouldBeGreaterThan(0.1);

        double[] Recoil(bool turned)
        {
            var (plus, minus) = (Home(1e-5, turned), Home(-1e-5, turned));
            return plus.Zip(minus, (a, b) => -(a - b) / 2e-5).ToArray();
        }

        double[] Home(double epsilon, bool turned)
        {
            machine.Keep();
            machine.Prepare(WaveCases.Pattern(1));
            machine.Evolve();
            machine.Reverse();
            if (!turned)
                machine.Learning.Reverse();

            machine.Nudge(epsilon);
            machine.Return();
            machine.Reverse();
            var theta = machine.Learning.Theta.ToArray();
            machine.Recall();
            return theta;
        }
    }

    [Fact]
    [Trait("check", "6")]
    public void Nudging_towards_the_unconjugated_target_points_elsewhere()
    {
        var machine = WaveCases.Prepared(WaveCases.Xor);
        var right = WaveCases.TangentGradient(machine, 1);

        // The mistake: after the reversal, the flow of C itself instead of C∘R.
        var wrong = new double[2][];
        for (var sign = 0; sign < 2; sign++)
        {
            machine.Keep();
            machine.Prepare(WaveCases.Pattern(1));
            machine.Evolve();
            machine.Reverse();
            InjectUnconjugated(machine, sign == 0 ? 1e-5 : -1e-5);
            machine.Return();
            machine.Reverse();
            wrong[sign] = machine.Learning.Pi.ToArray();
            machine.Recall();
        }

        var gradient = wrong[0].Zip(wrong[1], (a, b) => a - b).ToArray();
        WaveCases.Cosine(WaveCases.EchoGradient(machine, 1, 1e-5).Theta, right).ShouldBeGreaterThan(1 - 1e-10);

        // The unconjugated target travels the other way; what is left is the pull of |Ψ|² alone. Measured 0.65.
        WaveCases.Cosine(gradient, right).ShouldBeLessThan(0.9);
    }

    [Fact]
    [Trait("check", "6")]
    public void Momentum_that_hears_the_wave_half_a_step_late_has_another_gradient()
    {
        // The response belongs to B's own intensity; the mistake reads it after the following half step of A.
        double Error(bool late)
        {
            var settings = WaveCases.Small;
            var machine = WaveCases.Prepared(settings);
            var adjoint = WaveCases.AdjointGradient(machine, 1).Theta;
            var plus = PlainEcho(settings, 1e-5, late);
            var minus = PlainEcho(settings, -1e-5, late);
            return WaveCases.RelativeDistance(plus.Zip(minus, (a, b) => (a - b) / 2e-5).ToArray(), adjoint);
        }

        Error(late: false).ShouldBeLessThan(1e-6);
        Error(late: true).ShouldBeGreaterThan(1e-2);
    }

    [Fact]
    public void A_float_tangent_agrees_with_double()
    {
        var reference = WaveCases.TangentGradient(WaveCases.Prepared(WaveCases.Xor), 1);
        var gradient = WaveCases.TangentGradient(new WaveMachine<float>(WaveCases.Xor, 1), 1);
        WaveCases.RelativeDistance(gradient, reference).ShouldBeLessThan(3e-4);
    }

    [Fact]
    public void Gradients_start_from_any_momentum_of_the_learning_field()
    {
        var machine = WaveCases.Prepared(WaveCases.Small);
        var stream = new RandomStream(9, "pi");
        for (var i = 0; i < machine.Learning.Count; i++)
            machine.Learning.Pi[i] = 1e-3 * stream.Normal(0, (uint)i);

        var adjoint = WaveCases.AdjointGradient(machine, 2).Theta;
        var echo = WaveCases.EchoGradient(machine, 2, 1e-5).Theta;
        WaveCases.RelativeDistance(echo, adjoint).ShouldBeLessThan(1e-6);
        WaveCases.RelativeDistance(WaveCases.TangentGradient(machine, 2), adjoint).ShouldBeLessThan(1e-9);
    }

    private static void InjectUnconjugated(WaveMachine<double> machine, double epsilon)
    {
        var cost = new WaveCost<double>(machine.Settings);
        cost.Prepare(WaveCases.Pattern(1), 1);
        cost.Inject(machine.Wave, epsilon);
    }

    private static double[] PlainEcho(WaveSettings settings, double epsilon, bool late)
    {
        var machine = WaveCases.Prepared(settings);
        var wave = new PlainWave(settings);
        var (q, p) = (machine.Wave.Q.ToArray(), machine.Wave.P.ToArray());
        var (theta, pi) = (machine.Learning.Theta.ToArray(), machine.Learning.Pi.ToArray());
        for (var pass = 0; pass < 2; pass++)
        {
            for (var step = 0; step < settings.Steps; step++)
            {
                wave.A(q, p, theta, pi, wave.StepTime / 2);
                if (late)
                {
                    var deaf = pi.ToArray();
                    wave.B(q, p, theta, deaf, wave.StepTime);
                    wave.A(q, p, theta, pi, wave.StepTime / 2);
                    wave.B(q.ToArray(), p.ToArray(), theta, pi, wave.StepTime);
                }
                else
                {
                    wave.B(q, p, theta, pi, wave.StepTime);
                    wave.A(q, p, theta, pi, wave.StepTime / 2);
                }
            }

            if (pass == 0)
            {
                var cost = new WaveCost<double>(settings);
                cost.Prepare(WaveCases.Pattern(1), 1);
                cost.Inject(new PhaseView<double>(q, p, 1, 1), -epsilon);
            }

            p = Array.ConvertAll(p, x => -x);
            pi = Array.ConvertAll(pi, x => -x);
        }

        return pi;
    }
}
