using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Relaxation;

namespace Loschmidt.Tests.Relaxation;

public sealed class ResistorTests
{
    private const int Samples = 3;
    private static readonly ResistorSettings Settings = new() { Inputs = 3, Hidden = 2, Outputs = 2, Voltage = 2, Spread = 1 };

    /// <summary>The mutation: one held node left out of the diagonal.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Currents_into_every_free_node_add_up_to_nothing(int hidden)
    {
        var (machine, batch) = Machine(Settings with { Hidden = hidden });
        var energy = Settled(machine, batch, 0);
        // At the minimum a nudge changes E at second order only: what is odd in β is of third order.
        var (above, below) = (Settled(machine, batch, 1e-3) - energy, Settled(machine, batch, -1e-3) - energy);
        above.ShouldBeGreaterThan(0);
        Math.Abs(above - below).ShouldBeLessThan(1e-2 * (above + below));
    }

    [Fact]
    public void Outputs_are_linear_in_the_input()
    {
        var (machine, batch) = Machine(Settings);
        var outputs = Read(machine, batch);
        // The third sample is the mean of the other two.
        for (var output = 0; output < 2; output++)
        {
            var at = output * machine.Lanes;
            outputs[at + 2].ShouldBe((outputs[at] + outputs[at + 1]) / 2, 1e-14);
            outputs[at].ShouldNotBe(outputs[at + 1]);
        }
    }

    /// <summary>The mutation: dg/dθ left out, or the nudge on the wrong nodes.</summary>
    [Theory]
    [InlineData(true, 1e-6)]
    [InlineData(false, 1e-2)]
    public void Equilibrium_propagation_finds_the_gradient(bool symmetric, double tolerance)
    {
        var (machine, batch) = Machine(Settings);
        var (gradient, reference) = (new double[machine.Parameters.Count], new double[machine.Parameters.Count]);
        var cost = new CentralDifferencesEstimator(1e-3).Estimate(machine, batch, reference);
        new EquilibriumEstimator(1e-3, symmetric).Estimate(machine, batch, gradient).ShouldBe(cost, 1e-12);
        Fidelity.Of(gradient, reference).RelativeError.ShouldBeLessThan(tolerance);
    }

    /// <summary>As η → 0: the gradient of ½ΔᵀKΔ with Δ = τ − y and K held fixed, approached as η.</summary>
    /// <remarks>The mutation: hidden nodes left where they were when the outputs are clamped.</remarks>
    [Fact]
    public void Coupled_learning_is_the_gradient_weighed_by_the_stiffness_of_the_outputs()
    {
        var (machine, batch) = Machine(Settings);
        var reference = Weighed(machine, batch);
        double Error(double η)
        {
            var gradient = new double[reference.Length];
            new CoupledLearningEstimator(η).Estimate(machine, batch, gradient);
            return Fidelity.Of(gradient, reference).RelativeError;
        }

        Error(1e-5).ShouldBeLessThan(1e-4);
        (Error(1e-2) / Error(1e-3)).ShouldBe(10, 0.5);
    }

    /// <summary>The mutation: the free half counted too, or outputs held elsewhere than at their targets.</summary>
    [Fact]
    public void The_hebbian_half_and_the_free_half_make_coupled_learning_with_outputs_held_at_their_targets()
    {
        var (machine, batch) = Machine(Settings);
        var (hebbian, coupled, free) = (new double[machine.Parameters.Count], new double[machine.Parameters.Count], new double[machine.Parameters.Count]);
        var cost = new CoupledLearningEstimator(1).Estimate(machine, batch, coupled);
        new HebbianEstimator().Estimate(machine, batch, hebbian).ShouldBe(cost, 1e-12);
        machine.Prepare(batch);
        machine.Evolve();
        machine.EnergySlope(free);
        hebbian.Zip(free, (held, own) => held - own).Zip(coupled, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-12);

        // Nothing in this half knows when to stop: the heat of every resistor only falls with its conductance.
        hebbian.ShouldAllBe(slope => slope >= 0);
        coupled.ShouldContain(slope => slope < 0);
    }

    [Fact]
    public void A_clamp_holds_outputs_a_fraction_of_the_way_to_their_targets()
    {
        var (machine, batch) = Machine(Settings);
        var free = Read(machine, batch);
        machine.Clamp(0.25);
        var held = new double[free.Length];
        machine.Read(held);
        for (var lane = 0; lane < Samples; lane++)
        {
            for (var output = 0; output < 2; output++)
            {
                var y = free[output * machine.Lanes + lane];
                held[output * machine.Lanes + lane].ShouldBe(y + 0.25 * ((batch.Labels[lane] == output ? 1 : 0) - y), 1e-14);
            }
        }
    }

    [Fact]
    public void Float_agrees_with_double()
    {
        var (exact, batch) = Machine(Settings);
        var single = new ResistorMachine<float>(Settings, 4);
        var wide = Fill(new Batch(3, 0, single.Lanes));
        var (fine, rough) = (new double[exact.Parameters.Count], new double[exact.Parameters.Count]);
        new CoupledLearningEstimator(0.1).Estimate(exact, batch, fine);
        new CoupledLearningEstimator(0.1).Estimate(single, wide, rough);
        Fidelity.Of(rough, fine).RelativeError.ShouldBeLessThan(1e-4); // 1e-7 of squared voltages, over 0.1 times smaller ones
    }

    [Fact]
    public void A_push_that_the_network_cannot_hold_and_a_batch_of_another_shape_are_said()
    {
        var (machine, batch) = Machine(Settings);
        machine.Prepare(batch);
        machine.Relax(-1000);
        machine.DescribeFault()!.ShouldContain("training.epsilon");
        machine.Prepare(batch);
        machine.Relax(1000);
        machine.DescribeFault().ShouldBeNull();
        Should.Throw<ArgumentException>(() => machine.Prepare(new Batch(4, 0, machine.Lanes) { Active = 1 }))
            .Message.ShouldContain("of 3 numbers");
    }

    private static double[] Weighed(ResistorMachine<double> machine, Batch batch)
    {
        const double h = 1e-4;
        var start = machine.Learning.Theta.ToArray();
        var (stiffness, y) = (Stiffness(start), Read(machine, batch));
        var gradient = new double[start.Length];
        for (var k = 0; k < start.Length; k++)
        {
            machine.Learning.Theta[k] = start[k] + h;
            var above = Read(machine, batch);
            machine.Learning.Theta[k] = start[k] - h;
            var below = Read(machine, batch);
            machine.Learning.Theta[k] = start[k];
            for (var lane = 0; lane < Samples; lane++)
            {
                double Gap(int output) => (batch.Labels[lane] == output ? 1 : 0) - y[output * machine.Lanes + lane];
                double Slope(int output) => (above[output * machine.Lanes + lane] - below[output * machine.Lanes + lane]) / (2 * h);
                for (var (i, j) = (0, 0); i < 2; (i, j) = j == 1 ? (i + 1, 0) : (i, j + 1))
                {
                    gradient[k] -= Slope(i) * stiffness[i, j] * Gap(j);
                }
            }
        }

        return gradient;
    }

    /// <summary>K = L_oo − L_oh L_hh⁻¹ L_ho for two hidden nodes and two outputs.</summary>
    private static double[,] Stiffness(double[] theta)
    {
        const int held = 8;
        var g = theta.Select(θ => Settings.Floor + Math.Exp(θ)).ToArray();
        var l = new double[4, 4];
        for (var node = 0; node < 4; node++)
        {
            l[node, node] = Enumerable.Range(0, held).Sum(from => g[from * 4 + node]);
        }

        var edge = held * 4;
        for (var i = 0; i < 4; i++)
        {
            for (var j = i + 1; j < 4; j++, edge++)
            {
                l[i, i] += g[edge];
                l[j, j] += g[edge];
                l[i, j] = l[j, i] = -g[edge];
            }
        }

        var determinant = l[0, 0] * l[1, 1] - l[0, 1] * l[0, 1];
        double[,] inverse = { { l[1, 1] / determinant, -l[0, 1] / determinant }, { -l[0, 1] / determinant, l[0, 0] / determinant } };
        var k = new double[2, 2];
        for (var (i, j) = (0, 0); i < 2; (i, j) = j == 1 ? (i + 1, 0) : (i, j + 1))
        {
            k[i, j] = l[2 + i, 2 + j];
            for (var (a, b) = (0, 0); a < 2; (a, b) = b == 1 ? (a + 1, 0) : (a, b + 1))
            {
                k[i, j] -= l[2 + i, a] * inverse[a, b] * l[b, 2 + j];
            }
        }

        return k;
    }

    private static double Settled(ResistorMachine<double> machine, Batch batch, double nudge)
    {
        machine.Prepare(batch);
        machine.Relax(nudge);
        return machine.Energy();
    }

    private static double[] Read(ResistorMachine<double> machine, Batch batch)
    {
        machine.Prepare(batch);
        machine.Evolve();
        var outputs = new double[machine.Outputs * machine.Lanes];
        machine.Read(outputs);
        return outputs;
    }

    private static (ResistorMachine<double> Machine, Batch Batch) Machine(ResistorSettings settings)
    {
        var machine = new ResistorMachine<double>(settings, 4);
        return (machine, Fill(new Batch(3, 0, machine.Lanes)));
    }

    private static Batch Fill(Batch batch)
    {
        double[][] inputs = [[0.1, 0.9, 0.4], [0.7, -0.3, 0.2], [0.4, 0.3, 0.3]];
        for (var lane = 0; lane < Samples; lane++)
        {
            for (var i = 0; i < 3; i++)
            {
                batch.Inputs[i * batch.Lanes + lane] = inputs[lane][i];
            }

            batch.Labels[lane] = lane % 2;
        }

        batch.Active = Samples;
        return batch;
    }
}
