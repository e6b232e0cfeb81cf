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
    public void An_echo_without_a_nudge_returns_to_where_it_started(int pattern)
    {
        var (wave, pi, theta) = EchoError(WaveCases.Xor, pattern, machine => machine.Reverse());

        // Rounding times the growth of small differences; measured 1e-12.
        wave.ShouldBeLessThan(1e-10);
        pi.ShouldBeLessThan(1e-10);
        theta.ShouldBeLessThan(1e-10);
    }

    [Fact]
    public void Forgetting_to_flip_the_momenta_of_the_wave_loses_the_way_home()
    {
        var (wave, _, _) = EchoError(WaveCases.Xor, 1, machine => machine.Learning.Reverse());
        wave.ShouldBeGreaterThan(0.1);
    }

    [Fact]
    public void Forgetting_to_flip_the_momenta_of_the_learning_field_leaves_a_back_action()
    {
        var (_, pi, _) = EchoError(WaveCases.Xor, 1, machine => machine.Wave.Reverse());
        pi.ShouldBeGreaterThan(0.1);
    }

    [Fact]
    public void A_splitting_that_is_no_palindrome_does_not_return()
    {
        var settings = WaveCases.Small;
        var palindrome = Home(settings, (wave, q, p, theta, pi) =>
        {
            wave.A(q, p, theta, pi, wave.StepTime / 2);
            wave.B(q, p, theta, pi, wave.StepTime);
            wave.A(q, p, theta, pi, wave.StepTime / 2);
        });
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

    [Fact]
    public void Norm_is_conserved()
    {
        var machine = WaveCases.Prepared(WaveCases.Xor);
        var before = machine.Norm();
        before.ShouldBe(0.04, 1e-12);
        machine.Evolve();
        Math.Abs(machine.Norm() / before - 1).ShouldBeLessThan(1e-12);
    }

    [Theory]
    [InlineData(50, 1e-2)]
    [InlineData(100, 2e-3)]
    [InlineData(200, 2e-4)]
    [InlineData(400, 5e-5)]
    public void Energy_is_conserved_better_by_finer_steps(int steps, double tolerance)
    {
        var machine = WaveCases.Prepared(WaveCases.Xor with { Steps = steps });
        var before = machine.Energy();
        machine.Evolve();
        Math.Abs(machine.Energy() / before - 1).ShouldBeLessThan(tolerance);
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
