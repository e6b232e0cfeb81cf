using Loschmidt.Experiments.Data;
using Loschmidt.Gradients;
using Loschmidt.Graphs;
using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Graphs;

/// <summary>Machines of binary parameters: what they show, and that their echoes tell the gradient.</summary>
public sealed class BinaryMachineTests
{
    /// <summary>Half a period shows θ itself, whatever θ: the leapfrog's steps are cut so that they turn by π exactly. Mutation: steps of π/4.</summary>
    [Fact]
    public void Modes_of_an_ising_machine_show_their_spins()
    {
        var (machine, batch) = Ising(7);
        for (var i = 0; i < 7; i++)
        {
            machine.Learning.Theta[i] = 0.3 * i - 1;
        }

        machine.Prepare(batch);
        machine.Evolve();
        var outputs = new double[7 * machine.Lanes];
        machine.Read(outputs);
        for (var i = 0; i < 7; i++)
        {
            outputs[i * machine.Lanes].ShouldBe(0.3 * i - 1, 1e-14);
        }

        machine.Cost().ShouldBe(Energy(machine.Learning.Theta, batch), 1e-12);
    }

    /// <summary>The echo brings every spin the field of the others, ε Σ_j J_ij θ_j. Mutation: a cost that pushes only one of a pair.</summary>
    [Fact]
    public void An_echo_injects_every_spin_with_the_field_of_the_others()
    {
        var (machine, batch) = Ising(7);
        var gradient = new double[7];
        new EchoEstimator(1e-3).Estimate(machine, batch, gradient);
        for (var i = 0; i < 7; i++)
        {
            var theta = machine.Learning.Theta.ToArray();
            (theta[i], var here) = (theta[i] + 1, Energy(theta, batch));
            (Energy(theta, batch) - here).ShouldBe(gradient[i], 1e-9, "C is linear in one spin");
        }
    }

    /// <summary>Mutation: bits that displace by A instead of ±A.</summary>
    [Fact]
    public void A_binary_network_hears_the_gradient_of_its_signs()
    {
        var machine = BinaryMachines.Build<double>(new BinaryNetworkSettings { Hidden = 3 }, seed: 1);
        machine.Learning.Theta.ToArray().ShouldAllBe(θ => Math.Abs(θ) == 1);
        machine.Parameters.Count.ShouldBe(15);
        var batch = new Batch(2, 0, machine.Lanes);
        new XorDataSet().Read([0, 1, 2, 3], batch);
        var (echo, adjoint) = (new double[15], new double[15]);
        new EchoEstimator(1e-4).Estimate(machine, batch, echo);
        new ReverseSweepEstimator().Estimate(machine, batch, adjoint);
        Fidelity.Of(echo, adjoint).RelativeError.ShouldBeLessThan(1e-4);
        machine.Prepare(batch);
        machine.State.Q[0].ShouldBe(-1.75);
        machine.State.Q[2].ShouldBe(1.75);
    }

    /// <summary>Matter that moves during a pass comes home with it. Mutation: a drift that is no palindrome.</summary>
    [Theory]
    [InlineData("double-well")]
    [InlineData("opo-phase")]
    public void An_echo_brings_home_matter_that_moves_during_the_pass(string name)
    {
        var machine = BinaryMachines.Build<double>(new BinaryNetworkSettings { Hidden = 3, Lanes = 1 }, seed: 1);
        machine.Learning.MakeOf(name == "double-well" ? new DoubleWell(1, 0.05) : new OpoPhase(0.16, 0.00625), held: false);
        var batch = new Batch(2, 0, machine.Lanes);
        new XorDataSet().Read([1], batch);
        machine.Prepare(batch);
        machine.Keep();
        machine.Evolve();
        Math.Abs(machine.Learning.Pi[0]).ShouldBeGreaterThan(1e-3, "θ was pushed");
        machine.Reverse();
        machine.Return();
        machine.Reverse();
        machine.DistanceFromKept().Overlap.ShouldBeGreaterThan(1 - 1e-10);
        machine.Learning.Pi.ToArray().ShouldAllBe(π => Math.Abs(π) < 1e-9);
    }

    private static (HamiltonianMachine<double> Machine, Batch Batch) Ising(int spins)
    {
        var machine = BinaryMachines.Build<double>(new IsingSettings { Spins = spins }, seed: 2);
        var batch = new Batch(0, spins * (spins - 1) / 2, machine.Lanes);
        IsingDataSet.Draw(spins, null, 3).Read([0], batch);
        return (machine, batch);
    }

    private static double Energy(ReadOnlySpan<double> theta, Batch batch)
    {
        var energy = 0.0;
        for (var (i, pair) = (0, 0); i < theta.Length; i++)
        {
            for (var j = i + 1; j < theta.Length; j++, pair++)
            {
                energy -= batch.Targets[pair * batch.Lanes] * theta[i] * theta[j];
            }
        }

        return energy;
    }
}
