using Loschmidt.Fields;
using Loschmidt.Learning;

namespace Loschmidt.Tests.Fields.Waves;

public sealed class WaveLearningTests
{
    private const double Damping = 1e-2;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Trait("check", "20")]
    public void One_step_on_one_sample_lowers_its_own_cost_and_the_opposite_nudge_raises_it(int pattern)
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            var machine = WaveCases.Prepared(WaveCases.Xor, pattern, seed);
            var before = CostAtRest(machine, pattern);
            var (down, up) = (After(machine, +1e-4), After(machine, -1e-4));
            down.ShouldBeLessThan(before);
            up.ShouldBeGreaterThan(before);
        }

        double After(WaveMachine<double> machine, double epsilon)
        {
            // ε ∂²C ≪ 1 and a hundredth of the usual Ω/Γ: the first order decides.
            var start = machine.Learning.Theta.ToArray();
            var cycle = new SelfLearningCycle { Epsilon = epsilon, DecayRate = Damping };
            cycle.Step(machine, WaveCases.Pattern(pattern), schedule: 0.01);
            var cost = CostAtRest(machine, pattern);
            start.CopyTo(machine.Learning.Theta);
            return cost;
        }
    }

    private static double CostAtRest(WaveMachine<double> machine, int pattern) =>
        WaveCases.CostAt(machine, pattern, new double[machine.Learning.Count], 0);

    [Fact]
    [Trait("check", "12")]
    public void A_full_cycle_is_a_step_of_gradient_descent()
    {
        const double epsilon = 1e-5;
        var settings = WaveCases.Small;
        var machine = WaveCases.Prepared(settings);
        var adjoint = WaveCases.AdjointGradient(machine, 1);
        var start = machine.Learning.Theta.ToArray();
        var plus = Cycle(machine, -epsilon);
        var minus = Cycle(machine, +epsilon);

        // The half difference of two cycles is free of the O(ε) bias of one. Canonical units: η = εΩ/(ΔV Γ).
        var rate = epsilon * settings.InverseMass / settings.Lattice.CellVolume / Damping;
        var step = plus.Zip(minus, (a, b) => (a - b) / 2).ToArray();
        var expected = adjoint.Theta.Zip(adjoint.Pi, (byTheta, byPi) => -rate * byTheta + epsilon * byPi).ToArray();
        WaveCases.RelativeDistance(step, expected).ShouldBeLessThan(1e-6);

        // Closed-form decay: the step is the recoil plus (Ω/Γ)π, to rounding.
        machine.Prepare(WaveCases.Pattern(1));
        machine.Keep();
        WaveCases.Echo(machine, -epsilon);
        var reach = machine.Learning.DecayInverseMass / Damping;
        var kicked = machine.Learning.Theta.ToArray()
            .Zip(machine.Learning.Pi.ToArray(), (theta, pi) => theta + reach * pi).ToArray();
        var moved = kicked.Zip(start, (a, b) => a - b).ToArray();
        WaveCases.RelativeDistance(plus.Zip(start, (a, b) => a - b).ToArray(), moved).ShouldBeLessThan(1e-10);
    }

    [Fact]
    public void Frozen_theta_moves_in_the_decay_step_alone()
    {
        var machine = WaveCases.Prepared(WaveCases.Small with { Frozen = true });
        var start = machine.Learning.Theta.ToArray();
        WaveCases.Echo(machine, -1e-3);
        machine.Learning.Theta.ToArray().ShouldBe(start);
        machine.Learning.Decay(Damping, double.PositiveInfinity);
        machine.Learning.Theta.ToArray().ShouldNotBe(start);
        machine.Learning.DecayInverseMass.ShouldBe(
            WaveCases.Small.InverseMass / WaveCases.Small.Lattice.CellVolume, 1e-12);
    }

    [Fact]
    public void Gradients_belong_to_single_sites_and_not_to_densities()
    {
        // η_φ = (εΩ/Γ)χ²T² is the step in the local phase per gradient density; here it is read off one cycle.
        var settings = WaveCases.Xor with { Frozen = true };
        var machine = WaveCases.Prepared(settings);
        var start = machine.Learning.Theta.ToArray();
        var gradient = WaveCases.AdjointGradient(machine, 1).Theta;
        var step = Cycle(machine, -1e-6).Zip(start, (a, b) => a - b).ToArray();
        var phase = settings.Coupling * settings.Duration;
        var ratio = 0.0;
        for (var i = 0; i < step.Length; i++)
        {
            var density = gradient[i] / phase / settings.Lattice.CellVolume;
            ratio += step[i] * phase * density;
        }

        ratio /= gradient.Sum(g => g / phase / settings.Lattice.CellVolume * (g / phase / settings.Lattice.CellVolume));
        var rate = 1e-6 * settings.InverseMass / Damping * phase * phase;
        ratio.ShouldBe(-rate, 1e-3 * rate);
    }

    [Fact]
    [Trait("check", "17")]
    public void A_wave_teaches_itself_xor()
    {
        var machine = new WaveMachine<float>(WaveCases.Xor, 1);
        Train(machine, 1, 100);
        Answers(machine).Right.ShouldBe(4);
    }

    internal static void Train<T>(WaveMachine<T> machine, ulong seed, int steps)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var order = new Loschmidt.Numerics.Random.RandomStream(seed, "batches");
        for (var step = 1u; step <= steps; step++)
        {
            machine.Prepare(WaveCases.Pattern(order.Index(4, step)));
            WaveCases.Echo(machine, -1e-3);
            machine.Learning.Decay(Damping, double.PositiveInfinity);
        }
    }

    internal static (double Cost, int Right, double WorstContrast) Answers<T>(WaveMachine<T> machine)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var (cost, right, worst) = (0.0, 0, 1.0);
        var outputs = new double[2];
        machine.Keep();
        for (var pattern = 0; pattern < 4; pattern++)
        {
            machine.Recall();
            var batch = WaveCases.Pattern(pattern);
            machine.Prepare(batch);
            machine.Evolve();
            machine.Read(outputs);
            cost += machine.Cost() / 4;
            var (bright, dark) = (outputs[batch.Labels[0]], outputs[1 - batch.Labels[0]]);
            right += bright > dark ? 1 : 0;
            worst = Math.Min(worst, (bright * bright - dark * dark) / (bright * bright + dark * dark));
        }

        machine.Recall();
        return (cost, right, worst);
    }

    private static double[] Cycle(WaveMachine<double> machine, double nudge)
    {
        machine.Keep();
        machine.Prepare(WaveCases.Pattern(1));
        WaveCases.Echo(machine, nudge);
        machine.Learning.Decay(Damping, double.PositiveInfinity);
        var theta = machine.Learning.Theta.ToArray();
        machine.Recall();
        return theta;
    }
}
