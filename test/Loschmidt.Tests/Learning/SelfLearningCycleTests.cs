using Loschmidt.Gradients;
using Loschmidt.Graphs;
using Loschmidt.Learning;
using Loschmidt.Machines;
using Loschmidt.Tests.Graphs;

namespace Loschmidt.Tests.Learning;

/// <summary>The physical cycle, on a random machine whose parameters recoil during a pass.</summary>
public sealed class SelfLearningCycleTests
{
    [Fact]
    public void One_echo_kicks_the_momenta_by_minus_epsilon_times_the_gradient()
    {
        var (machine, batch) = Machine(recoil: 0.05);
        var gradient = Gradient(machine, batch);
        const double ε = 1e-6;
        Cycle(EchoProtocol.OneSided, ε).Kick(machine, batch);
        Error(machine.Learning.Pi, gradient, -ε).ShouldBeLessThan(1e-4);
    }

    [Fact]
    public void A_reversal_that_forgets_the_momenta_of_the_parameters_leaves_no_gradient()
    {
        // The mutation: π keeps its sign at the turning point, so the back-action of the two passes adds up instead of cancelling.
        var (machine, batch) = Machine(recoil: 0.05);
        var gradient = Gradient(machine, batch);
        const double ε = 1e-6;
        machine.Prepare(batch);
        machine.Evolve();
        machine.Reverse();
        machine.Learning.Reverse();
        machine.Nudge(-ε);
        machine.Return();
        machine.Reverse();
        Error(machine.Learning.Pi, gradient, -ε).ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData(EchoProtocol.OneSided, 0.1, 1)]
    [InlineData(EchoProtocol.TwoSided, 0.1, 2)]
    [InlineData(EchoProtocol.Pair, 0.1, 1)]
    [InlineData(EchoProtocol.Pair, 0.0, 2)]
    [InlineData(EchoProtocol.Symmetric, 0.1, 2)]
    public void The_bias_of_a_protocol_falls_with_its_order_in_epsilon(EchoProtocol protocol, double recoil, int order)
    {
        var (machine, batch) = Machine(recoil);
        var gradient = Gradient(machine, batch);
        var start = machine.Learning.Theta.ToArray();
        double ErrorAt(double ε)
        {
            start.CopyTo(machine.Learning.Theta);
            machine.Learning.Pi.Clear();
            Cycle(protocol, ε).Kick(machine, batch);
            return Error(machine.Learning.Pi, gradient, -ε);
        }

        var slope = Math.Log10(ErrorAt(1e-3) / ErrorAt(1e-4));
        slope.ShouldBe(order, 0.15);
    }

    [Fact]
    [Trait("check", "12")]
    public void A_whole_step_is_a_step_of_gradient_descent_plus_the_drift_of_the_parameters()
    {
        // θ changes by −η ∂C/∂θ + ε ∂C/∂π, up to O(ε²), with the derivatives of the stored trajectory.
        var (machine, batch) = Machine(recoil: 0.05);
        const double ε = 1e-7;
        const double rate = 0.01;
        var (byTheta, byPi) = (new double[machine.Parameters.Count], new double[machine.Parameters.Count]);
        machine.PullBack(batch, byTheta, byPi);
        var η = ε * machine.Learning.DecayInverseMass / rate;
        var expected = byTheta.Zip(byPi, (c, d) => (-η * c) + (ε * d)).ToArray();

        var before = machine.Learning.Theta.ToArray();
        (Cycle(EchoProtocol.OneSided, ε) with { DecayRate = rate }).Step(machine, batch);
        var moved = machine.Learning.Theta.ToArray().Zip(before, (now, then) => now - then).ToArray();

        Fidelity.Of(moved, expected).RelativeError.ShouldBeLessThan(1e-5);
        machine.Learning.Pi.ToArray().ShouldAllBe(π => π == 0, "a complete decay leaves the field at rest");
    }

    [Fact]
    [Trait("check", "12")]
    public void In_the_limit_of_a_weak_nudge_a_whole_step_is_gradient_descent_to_ten_digits()
    {
        // The odd part of the step is a series in ε³, ε⁵, …: three halvings of ε, extrapolated, leave ε⁸ and rounding.
        var (machine, batch) = Machine(recoil: 0.05);
        const double rate = 0.01;
        var (byTheta, byPi) = (new double[machine.Parameters.Count], new double[machine.Parameters.Count]);
        machine.PullBack(batch, byTheta, byPi);
        var start = machine.Learning.Theta.ToArray();
        var table = new[] { 1, 2, 4, 8 }.Select(k => StepPerEpsilon(1e-2 / k)).ToArray();
        for (var level = 1; level < table.Length; level++)
        {
            var weight = Math.Pow(4, level) - 1;
            for (var k = table.Length - 1; k >= level; k--)
                table[k] = table[k].Zip(table[k - 1], (fine, coarse) => fine + (fine - coarse) / weight).ToArray();
        }

        var reach = machine.Learning.DecayInverseMass / rate;
        Fidelity.Of(table[^1], Expected(recoil: 1)).RelativeError.ShouldBeLessThan(1e-10);

        // The mutation: the recoil ε ∂C/∂π forgotten.
        Fidelity.Of(table[^1], Expected(recoil: 0)).RelativeError.ShouldBeGreaterThan(1e-4);

        double[] Expected(double recoil) => byTheta.Zip(byPi, (c, d) => (-reach * c) + (recoil * d)).ToArray();

        double[] StepPerEpsilon(double ε)
        {
            var (plus, minus) = (After(ε), After(-ε));
            return plus.Zip(minus, (a, b) => (a - b) / (2 * ε)).ToArray();
        }

        double[] After(double ε)
        {
            start.CopyTo(machine.Learning.Theta);
            machine.Learning.Pi.Clear();
            (Cycle(EchoProtocol.OneSided, ε) with { DecayRate = rate }).Step(machine, batch);
            return machine.Learning.Theta.ToArray();
        }
    }

    [Fact]
    [Trait("check", "20")]
    public void One_step_lowers_the_cost_of_its_own_sample()
    {
        // Twenty machines; the mutation is a step with the wrong sign of ε, which raises it.
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var (machine, batch) = Machine(recoil: 0.01, seed);
            var start = machine.Learning.Theta.ToArray();
            var before = Cost(machine, batch);
            Cycle(EchoProtocol.OneSided, 1e-6).Step(machine, batch);
            Cost(machine, batch).ShouldBeLessThan(before);

            start.CopyTo(machine.Learning.Theta);
            Cycle(EchoProtocol.OneSided, -1e-6).Step(machine, batch);
            Cost(machine, batch).ShouldBeGreaterThan(before);
        }
    }

    [Fact]
    [Trait("check", "20")]
    public void Damping_faster_than_the_pass_learns_uphill()
    {
        // The update is −εΩ(1/Γ − cT) ∂C/∂θ, so ΓT ≳ 2 changes its sign.
        var (machine, batch) = Machine(recoil: 0.2);
        var before = Cost(machine, batch);
        (Cycle(EchoProtocol.OneSided, 1e-4) with { DecayRate = 50 }).Step(machine, batch);
        Cost(machine, batch).ShouldBeGreaterThan(before);
    }

    [Fact]
    public void A_learning_field_of_infinite_mass_cannot_teach_itself()
    {
        var (machine, _) = Machine(recoil: 0);
        Cycle(EchoProtocol.OneSided, 1e-3).Supports(machine, out var reason).ShouldBe(machine.Learning.DecayInverseMass > 0);
        if (machine.Learning.DecayInverseMass == 0)
        {
            reason.ShouldContain("infinite mass");
        }
    }

    private static SelfLearningCycle Cycle(EchoProtocol protocol, double ε) =>
        new() { Protocol = protocol, Epsilon = ε, DecayRate = 0.01 };

    private static (HamiltonianMachine<double> Machine, Batch Batch) Machine(double recoil, ulong seed = 3)
    {
        var settings = new RandomGraphSettings { Steps = 40, Duration = 1.5, InverseMass = recoil };
        return (GraphMachines.Build<double>(settings, seed), GraphTasks.Sample(settings, seed));
    }

    private static double[] Gradient(IPullsBack machine, Batch batch)
    {
        var gradient = new double[machine.Parameters.Count];
        new ReverseSweepEstimator().Estimate(machine, batch, gradient);
        return gradient;
    }

    /// <summary>The cost at the present θ with π = 0; Θ is put back, at rest.</summary>
    private static double Cost(IEvolves machine, Batch batch)
    {
        var start = machine.Learning.Theta.ToArray();
        machine.Learning.Pi.Clear();
        machine.Prepare(batch);
        machine.Evolve();
        var cost = machine.Cost();
        start.CopyTo(machine.Learning.Theta);
        machine.Learning.Pi.Clear();
        return cost;
    }

    private static double Error(ReadOnlySpan<double> kick, ReadOnlySpan<double> gradient, double factor)
    {
        var expected = new double[gradient.Length];
        System.Numerics.Tensors.TensorPrimitives.Multiply(gradient, factor, expected);
        return Fidelity.Of(kick, expected).RelativeError;
    }
}
