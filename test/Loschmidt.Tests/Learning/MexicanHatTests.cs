using Loschmidt.Fields;
using Loschmidt.Gradients;
using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Learning;

/// <summary>θ as the angle of two driven Kerr modes.</summary>
public sealed class MexicanHatTests
{
    private const double A = 0.7, B = 1.3;
    private const double Ω = 8 * B;

    // Fewer than a vector, and more than one.
    private static readonly double[] Angles = [0.3, -2, 3.1, -3.1, 0, 1, 2, -1, 40, -7, 0.5];

    [Fact]
    public void Settled_hats_show_the_angle_they_were_given_and_rest()
    {
        var (hat, x) = Settled();
        var (θ, π) = Shown(hat, x);
        Apart(θ, Angles).ShouldBeLessThan(1e-13, "rounding of angles up to 40");
        Apart(π, new double[π.Length]).ShouldBe(0);
        hat.Energy(x).ShouldBe(0, 1e-14, "the ground state is where energies are measured from");
        hat.Drift(x, 3);
        Apart(Shown(hat, x).Theta, Angles).ShouldBeLessThan(1e-13, "a hat at rest stands still, as its splitting is symmetric");
    }

    /// <summary>Mutations: ∂θ/∂Q turned over in sign; a kick along the radius.</summary>
    [Fact]
    public void A_kick_changes_the_momentum_and_not_the_angle()
    {
        var (hat, x) = Settled();
        hat.Kick(x, Repeated(0.02));
        hat.Drift(x, 1.7);
        var before = Shown(hat, x);
        hat.Kick(x, Repeated(-0.05));
        var after = Shown(hat, x);
        Apart(after.Theta, before.Theta).ShouldBe(0);
        Apart(after.Pi, [.. before.Pi.Select(π => π - 0.05)]).ShouldBeLessThan(1e-15);
    }

    /// <summary>Mutations: modes that turn by angles of their own; unequal drives; friction left on.</summary>
    [Fact]
    public void The_angular_momentum_is_conserved_to_rounding()
    {
        var (hat, x) = Settled();
        hat.Kick(x, Repeated(0.1));
        hat.Drift(x, 50);
        Apart(Shown(hat, x).Pi, Repeated(0.1)).ShouldBeLessThan(1e-13);
    }

    [Fact]
    public void The_energy_of_a_kicked_hat_stays_within_the_error_of_its_steps()
    {
        double Error(double step)
        {
            var (hat, x) = Settled(step);
            hat.Kick(x, Repeated(0.1));
            var start = hat.Energy(x);
            var worst = 0.0;
            for (var n = 0; n < 200; n++)
            {
                hat.Drift(x, step / (4 * A));
                worst = Math.Max(worst, Math.Abs((hat.Energy(x) / start) - 1));
            }

            return worst;
        }

        Error(0.25).ShouldBeLessThan(1e-4);
        (Error(0.5) / Error(0.25)).ShouldBe(16, 4, "fourth order; the maxima are not met exactly");
    }

    /// <summary>Mutation: any flow of the palindrome out of place makes it first or second order.</summary>
    [Fact]
    public void The_splitting_is_of_fourth_order()
    {
        double Error(int steps)
        {
            var (x, exact) = (Swinging(), Swinging());
            new HatFlow(A, B, 0.3, 2.0 / steps).Run(x, steps);
            new HatFlow(A, B, 0.3, 2.0 / 640).Run(exact, 640);
            return Apart(x, exact);
        }

        Math.Log2(Error(20) / Error(40)).ShouldBe(4, 0.3, "with friction, too");
    }

    /// <summary>Mutation: a piece that is not its own mirror image, such as friction only before it, would not undo itself even without friction's arrow.</summary>
    [Fact]
    public void Reversed_hats_come_home_with_their_turns()
    {
        var (hat, x) = Settled();
        hat.Kick(x, Repeated(0.3));
        var start = x.ToArray();
        hat.Drift(x, 7);
        Apart(Shown(hat, x).Theta, Angles).ShouldBeGreaterThan(2 * Math.PI, "they went round more than once");
        hat.Reverse(x);
        hat.Drift(x, 7);
        hat.Reverse(x);
        Apart(x, start).ShouldBeLessThan(1e-12);
    }

    /// <summary>Mutation: atan2 alone.</summary>
    [Fact]
    public void The_angle_never_jumps()
    {
        var (hat, x) = Settled();
        hat.Kick(x, [.. Angles.Select((_, i) => i % 2 == 0 ? 0.2 : -0.2)]);
        var last = Shown(hat, x).Theta;
        for (var n = 0; n < 300; n++)
        {
            hat.Drift(x, 0.03);
            var now = Shown(hat, x).Theta;
            Apart(now, last).ShouldBeLessThan(0.2, "θ̇ is about Ωπ = 2 rad a unit of time");
            last = now;
        }

        Math.Abs(last[0] - Angles[0]).ShouldBeGreaterThan(4 * Math.PI);
    }

    [Fact]
    public void Drifting_preserves_phase_space_volume_and_brackets()
    {
        const double h = 1e-5;
        var hat = new MexicanHat(A, B);
        double[] start = [0.4, 0.1, -0.2, 0.15, 0];
        var columns = new double[4][];
        for (var j = 0; j < 4; j++)
        {
            var (plus, minus) = (start.ToArray(), start.ToArray());
            plus[j] += h;
            minus[j] -= h;
            hat.Drift(plus, 2.1);
            hat.Drift(minus, 2.1);
            columns[j] = [.. plus.Zip(minus, (p, m) => (p - m) / (2 * h)).Take(4)];
        }

        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (u, v) = (columns[j], columns[i]);
                var bracket = (u[0] * v[1]) - (u[1] * v[0]) + (u[2] * v[3]) - (u[3] * v[2]);
                bracket.ShouldBe((j, i) is (0, 1) or (2, 3) ? 1 : 0, 1e-8, "central differences of 1e-5");
            }
        }
    }

    /// <summary>Acceptance of the theory: Ω_eff = 8b. Mutations: Kerr effect in each mode's own intensity; friction in q too; 4b for 8b.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(5)]
    public void A_complete_decay_moves_the_angle_by_eight_b_L_over_gamma(double rate)
    {
        const double L = 1e-5;
        var hat = new MexicanHat(A, B, step: 0.1);
        var x = Carriers(hat);
        hat.Kick(x, Repeated(L));
        hat.Relax(x, rate, double.PositiveInfinity, 1, null, 0);
        var (θ, π) = Shown(hat, x);
        for (var i = 0; i < θ.Length; i++)
        {
            ((θ[i] - Angles[i]) / (Ω * L / rate)).ShouldBe(1, 1e-6);
        }

        Apart(π, new double[π.Length]).ShouldBeLessThan(1e-16 * L / 1e-5);
    }

    /// <summary>Mutation: a schedule that scales the friction but not the time.</summary>
    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(3.0)]
    public void A_schedule_scales_the_step_and_not_what_is_left_of_the_momentum(double time)
    {
        (double Theta, double Pi) Decayed(double scale)
        {
            var (hat, x) = Settled();
            hat.Kick(x, Repeated(1e-6));
            hat.Relax(x, 0.4, time, scale, null, 0);
            var (θ, π) = Shown(hat, x);
            return (θ[0] - Angles[0], π[0]);
        }

        var (whole, half, none) = (Decayed(1), Decayed(0.5), Decayed(0));
        (half.Theta / whole.Theta).ShouldBe(0.5, 1e-4);
        half.Pi.ShouldBe(whole.Pi, 1e-12);
        none.Theta.ShouldBe(0, 1e-15);
        none.Pi.ShouldBe(whole.Pi, 1e-12);
    }

    /// <summary>Equipartition ⟨π²⟩ = kT/Ω. Mutations: noise without friction's share; kT/2a for kT/4a.</summary>
    [Fact]
    public void A_warm_hat_turns_with_the_energy_of_the_bath()
    {
        const double kT = 1e-4;
        var hat = new MexicanHat(A, B);
        var (θ, π) = (new double[4000], new double[4000]);
        var x = new double[5 * θ.Length];
        hat.Settle(θ, x);
        hat.Relax(x, 0.5, 16, 1, new Bath(kT, seed: 3), 1);
        hat.Read(x, θ, π);
        (π.Sum(one => one * one) / π.Length / (kT / Ω)).ShouldBe(1, 0.09, "four standard deviations of a variance");
    }

    /// <summary>Held, the hat hears what a frozen θ hears; the echo knows no difference.</summary>
    [Fact]
    public void A_held_hat_has_the_gradient_of_the_free_particle()
    {
        var (free, hat) = (Wave(), Wave());
        hat.Learning.MakeOf(new MexicanHat(A, B), held: true);
        var (right, ours) = (new double[free.Learning.Count], new double[free.Learning.Count]);
        new EchoEstimator(1e-5).Estimate(free, Sample(free), right);
        new EchoEstimator(1e-5).Estimate(hat, Sample(hat), ours);
        Apart(ours, right).ShouldBeLessThan(1e-8 * right.Max(Math.Abs), "θ was rounded once on its way into the hat");
    }

    /// <summary>Mutation: a Drift that is no palindrome, or θ set back to the ground state in the middle of a pass.</summary>
    [Fact]
    public void The_echo_of_a_moving_hat_agrees_with_differences_of_its_cost()
    {
        var machine = Wave();
        machine.Learning.MakeOf(new MexicanHat(2, 4), held: false);
        var gradient = new double[machine.Learning.Count];
        new EchoEstimator(1e-5).Estimate(machine, Sample(machine), gradient);
        var direction = new double[gradient.Length];
        for (var i = 0; i < direction.Length; i++)
        {
            direction[i] = Math.Sin(i);
        }

        var along = new CentralDifferencesEstimator(1e-3).Along(machine, Sample(machine), direction);
        var expected = gradient.Zip(direction, (g, d) => g * d).Sum();
        (along / expected).ShouldBe(1, 1e-6);

        var still = Wave();
        var frozen = new double[gradient.Length];
        new EchoEstimator(1e-5).Estimate(still, Sample(still), frozen);
        Apart(gradient, frozen).ShouldBeGreaterThan(1e-3 * frozen.Max(Math.Abs), "it did move");
    }

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(1.0, double.NaN)]
    public void A_hat_without_a_drive_or_a_rim_is_refused(double drive, double kerr) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new MexicanHat(drive, kerr));

    private static WaveMachine<double> Wave() => new(
        new WaveSettings { Lattice = new Lattice { Columns = 10, Rows = 20 }, Steps = 20, InverseMass = 0.01, Frozen = true }, seed: 1);

    private static Batch Sample(IMachine machine)
    {
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes) { Active = 1 };
        batch.Inputs[0] = 1;
        batch.Labels[0] = 1;
        return batch;
    }

    private static double[] Repeated(double value) => [.. Angles.Select(_ => value)];

    private static double[] Carriers(MexicanHat hat)
    {
        var x = new double[Angles.Length * hat.Carriers];
        hat.Settle(Angles, x);
        return x;
    }

    private static (MexicanHat Hat, double[] Carriers) Settled(double step = 0.25)
    {
        var hat = new MexicanHat(A, B, step);
        return (hat, Carriers(hat));
    }

    private static double[] Swinging() => [0.4, 0.1, -0.2, 0.15, 0];

    private static (double[] Theta, double[] Pi) Shown(MexicanHat hat, double[] carriers)
    {
        var (θ, π) = (new double[carriers.Length / hat.Carriers], new double[carriers.Length / hat.Carriers]);
        hat.Read(carriers, θ, π);
        return (θ, π);
    }

    private static double Apart(double[] one, double[] other) => one.Zip(other, (a, b) => Math.Abs(a - b)).Max();
}
