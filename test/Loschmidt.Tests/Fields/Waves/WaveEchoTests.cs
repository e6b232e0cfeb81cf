using Loschmidt.Fields;

namespace Loschmidt.Tests.Fields.Waves;

public sealed class WaveEchoTests
{
    // Echo errors are judged in physical units: Ψ = stored/√ΔV, π a density.
    private static (double Wave, double Pi, double Theta) EchoError(
        WaveSettings settings, int pattern, Action<WaveMachine<double>> turn)
    {
        var machine = WaveCases.Prepared(settings, pattern);
        var (q, p) = (machine.Wave.Q.ToArray(), machine.Wave.P.ToArray());
        var theta = machine.Learning.Theta.ToArray();
        machine.Evolve();
        turn(machine);
        machine.Return();
        machine.Reverse();
        var volume = settings.Lattice.CellVolume;
        var wave = Math.Max(WaveCases.Largest(machine.Wave.Q, q), WaveCases.Largest(machine.Wave.P, p));
        return (wave / Math.Sqrt(2 * volume), WaveCases.Largest(machine.Learning.Pi) / volume,
            WaveCases.Largest(machine.Learning.Theta, theta));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Trait("check", "4")]
    public void An_echo_without_a_nudge_returns_to_where_it_started(int pattern)
    {
        var (wave, pi, theta) = EchoError(WaveCases.Xor, pattern, machine => machine.Reverse());

        // Rounding times the growth of small differences; measured 1e-12.
        wave.ShouldBeLessThan(1e-10);
        pi.ShouldBeLessThan(1e-10);
        theta.ShouldBeLessThan(1e-10);
    }

    [Fact]
    [Trait("check", "4")]
    public void Forgetting_to_flip_the_momenta_of_the_wave_loses_the_way_home()
    {
        var (wave, _, _) = EchoError(WaveCases.Xor, 1, machine => machine.Learning.Reverse());
        wave.ShouldBeGreaterThan(0.1);
    }

    [Fact]
    [Trait("check", "4")]
    public void Forgetting_to_flip_the_momenta_of_the_learning_field_leaves_a_back_action()
    {
        var (_, pi, _) = EchoError(WaveCases.Xor, 1, machine => machine.Wave.Reverse());
        pi.ShouldBeGreaterThan(0.1);
    }

    [Fact]
    [Trait("check", "4")]
    public void A_splitting_that_is_no_palindrome_does_not_return()
    {
        var settings = WaveCases.Small;
        var palindrome = Home(settings, Palindrome);
        var lie = Home(settings, (wave, q, p, theta, pi) =>
        {
            wave.A(q, p, theta, pi, wave.StepTime);
            wave.B(q, p, theta, pi, wave.StepTime);
        });
        var finer = Home(settings with { Steps = 2 * settings.Steps }, (wave, q, p, theta, pi) =>
        {
            wave.A(q, p, theta, pi, wave.StepTime);
            wave.B(q, p, theta, pi, wave.StepTime);
        });

        palindrome.ShouldBeLessThan(1e-12);
        lie.ShouldBeGreaterThan(1e-2);
        (lie / finer).ShouldBeInRange(1.3, 3, "the error of a Lie splitting falls with dt, it is not rounding");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Trait("check", "1")]
    public void Norm_is_conserved(int pattern)
    {
        var machine = WaveCases.Prepared(WaveCases.Xor, pattern);
        var before = machine.Norm();
        before.ShouldBe(0.04, 1e-12);
        machine.Evolve();
        Math.Abs(machine.Norm() / before - 1).ShouldBeLessThan(1e-12);
    }

    [Fact]
    [Trait("check", "1")]
    public void Walls_that_absorb_lose_norm_and_the_way_home()
    {
        // The mutation: a hundredth of the amplitude is lost in the last rows at every step.
        double Norm(double kept)
        {
            var machine = WaveCases.Prepared(WaveCases.Small);
            Run(machine, (wave, q, p, theta, pi) =>
            {
                Palindrome(wave, q, p, theta, pi);
                var rows = WaveCases.Small.Lattice.Rows;
                for (var site = 0; site < q.Length; site++)
                {
                    if (site % rows >= rows - 4)
                        (q[site], p[site]) = (kept * q[site], kept * p[site]);
                }
            });
            return machine.Norm() / WaveCases.Prepared(WaveCases.Small).Norm();
        }

        Norm(kept: 1).ShouldBe(1, 1e-12);
        Norm(kept: 0.99).ShouldBeLessThan(1 - 1e-6);
    }

    [Theory]
    [InlineData(1, 50, 1e-2)]
    [InlineData(1, 100, 2e-3)]
    [InlineData(1, 200, 2e-4)]
    [InlineData(1, 400, 5e-5)]
    [InlineData(0, 400, 5e-5)]
    [InlineData(2, 400, 5e-5)]
    [InlineData(3, 400, 5e-5)]
    [Trait("check", "2")]
    public void Energy_is_conserved_better_by_finer_steps(int pattern, int steps, double tolerance)
    {
        // The packets of the other three inputs focus more tightly: only the finest step resolves them.
        var machine = WaveCases.Prepared(WaveCases.Xor with { Steps = steps }, pattern);
        var before = machine.Energy();
        machine.Evolve();
        Math.Abs(machine.Energy() / before - 1).ShouldBeLessThan(tolerance);
    }

    [Fact]
    [Trait("check", "2")]
    public void A_learning_field_that_listens_but_does_not_recoil_does_not_conserve_energy()
    {
        // The mutation, at the finest step: π hears the wave, and the Ωπ²/2 it gathers is paid for by nobody.
        Error(frozen: false).ShouldBeLessThan(5e-5);
        Error(frozen: true).ShouldBeGreaterThan(5e-4);

        static double Error(bool frozen)
        {
            var settings = WaveCases.Xor with { Steps = 400 };
            var machine = WaveCases.Prepared(settings);
            var before = machine.Energy();
            var mutant = WaveCases.Prepared(settings with { Frozen = frozen });
            mutant.Evolve();
            machine.Learning.CopyFrom(mutant.Learning);
            mutant.Wave.Q.CopyTo(machine.Wave.Q);
            mutant.Wave.P.CopyTo(machine.Wave.P);
            return Math.Abs(machine.Energy() / before - 1);
        }
    }

    [Fact]
    [Trait("check", "19")]
    public void Echoes_compose_like_flows()
    {
        // A pass is undone exactly and an injection is a flow, so two echoes are one with the sum of the nudges. The
        // wave is not prepared anew in between: it, θ and π carry on from where the first echo has left them.
        Difference(prepareBetween: false).ShouldBeLessThan(1e-12);

        // The mutation: a new wave in between. What the first echo did to the wave is lost: ε₁ε₂ ∂²C.
        Difference(prepareBetween: true).ShouldBeGreaterThan(1e-8);

        static double Difference(bool prepareBetween)
        {
            var (twice, once) = (WaveCases.Prepared(WaveCases.Xor), WaveCases.Prepared(WaveCases.Xor));
            WaveCases.Echo(twice, 3e-4);
            if (prepareBetween)
                twice.Prepare(WaveCases.Pattern(1));

            WaveCases.Echo(twice, 7e-4);
            WaveCases.Echo(once, 1e-3);
            return new[]
            {
                WaveCases.Largest(twice.Wave.Q, once.Wave.Q), WaveCases.Largest(twice.Wave.P, once.Wave.P),
                WaveCases.Largest(twice.Learning.Theta, once.Learning.Theta),
                WaveCases.Largest(twice.Learning.Pi, once.Learning.Pi),
            }.Max();
        }
    }

    [Fact]
    public void A_float_wave_returns_to_float_rounding()
    {
        var machine = new WaveMachine<float>(WaveCases.Xor, 1);
        machine.Prepare(WaveCases.Pattern(1));
        var q = Array.ConvertAll(machine.Wave.Q.ToArray(), x => (double)x);
        WaveCases.Echo(machine, 0);
        var home = Array.ConvertAll(machine.Wave.Q.ToArray(), x => (double)x);

        // 6e-8 per operation, some hundred operations, the growth of small differences.
        WaveCases.RelativeDistance(home, q).ShouldBeLessThan(1e-4);
    }

    private delegate void Step(PlainWave wave, double[] q, double[] p, double[] theta, double[] pi);

    private static void Palindrome(PlainWave wave, double[] q, double[] p, double[] theta, double[] pi)
    {
        wave.A(q, p, theta, pi, wave.StepTime / 2);
        wave.B(q, p, theta, pi, wave.StepTime);
        wave.A(q, p, theta, pi, wave.StepTime / 2);
    }

    /// <summary>One pass of the plain splitting, written back into the machine.</summary>
    private static void Run(WaveMachine<double> machine, Step step)
    {
        var wave = new PlainWave(machine.Settings);
        var (q, p) = (machine.Wave.Q.ToArray(), machine.Wave.P.ToArray());
        var (theta, pi) = (machine.Learning.Theta.ToArray(), machine.Learning.Pi.ToArray());
        for (var i = 0; i < machine.Settings.Steps; i++)
            step(wave, q, p, theta, pi);

        q.CopyTo(machine.Wave.Q);
        p.CopyTo(machine.Wave.P);
        theta.CopyTo(machine.Learning.Theta);
        pi.CopyTo(machine.Learning.Pi);
    }

    private static double Home(WaveSettings settings, Step step)
    {
        var machine = WaveCases.Prepared(settings);
        var wave = new PlainWave(settings);
        var (q, p) = (machine.Wave.Q.ToArray(), machine.Wave.P.ToArray());
        var start = q.ToArray();
        var (theta, pi) = (machine.Learning.Theta.ToArray(), machine.Learning.Pi.ToArray());
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < settings.Steps; i++)
                step(wave, q, p, theta, pi);

            p = Array.ConvertAll(p, x => -x);
            pi = Array.ConvertAll(pi, x => -x);
        }

        return WaveCases.RelativeDistance(q, start);
    }
}
