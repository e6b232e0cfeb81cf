using Loschmidt.Fields;
using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Learning;

/// <summary>Matter behind θ takes the place of Ωπ²/2 and changes nothing else.</summary>
public sealed class MatterTests
{
    private const double Ω = 0.01;

    /// <summary>The same physics told twice: by the machine's own inverse mass, and by free particles that move half a step before and behind every step.</summary>
    /// <remarks>Mutation: a whole step of drift before instead of two halves, 3e-4 instead of 1e-9.</remarks>
    [Fact]
    public void Free_particles_as_matter_recoil_like_the_machines_own_theta()
    {
        var own = new WaveMachine<double>(Small with { InverseMass = Ω }, seed: 1);
        var matter = new WaveMachine<double>(Small with { InverseMass = Ω, Frozen = true }, seed: 1);
        matter.Learning.MakeOf(new FreeParticle(own.Learning.InverseMass), held: false);
        foreach (var protocol in new[] { EchoProtocol.OneSided, EchoProtocol.Pair })
        {
            var cycle = new SelfLearningCycle { Epsilon = 1e-3, DecayRate = 1e-2, Protocol = protocol };
            for (var step = 0; step < 3; step++)
            {
                var cost = cycle.Step(own, Sample(own, step));
                cycle.Step(matter, Sample(matter, step)).ShouldBe(cost, 1e-9 * cost);
            }
        }

        Largest(own.Learning.Theta, matter.Learning.Theta).ShouldBeLessThan(1e-9 * Largest(own.Learning.Theta, new double[own.Learning.Count]));
    }

    /// <summary>Held matter collects the kicks of a frozen machine and moves in the decay alone.</summary>
    /// <remarks>Mutation: absorbing kicks twice, θ moves by twice as much.</remarks>
    [Fact]
    public void Held_matter_learns_like_a_frozen_machine()
    {
        var frozen = new WaveMachine<double>(Small with { InverseMass = Ω, Frozen = true }, seed: 1);
        var held = new WaveMachine<double>(Small with { InverseMass = Ω, Frozen = true }, seed: 1);
        held.Learning.MakeOf(new FreeParticle(frozen.Learning.DecayInverseMass), held: true);
        var cycle = new SelfLearningCycle { Epsilon = 1e-3, DecayRate = 1e-2, DecayTime = 30 };
        for (var step = 0; step < 3; step++)
        {
            cycle.Step(frozen, Sample(frozen, step));
            cycle.Step(held, Sample(held, step));
        }

        Largest(frozen.Learning.Theta, held.Learning.Theta).ShouldBeLessThan(1e-12);
        Largest(frozen.Learning.Pi, held.Learning.Pi).ShouldBeLessThan(1e-15);
    }

    /// <summary>A bath tells free particles the same as matter and as themselves.</summary>
    [Fact]
    public void The_bath_kicks_free_particles_alike_in_either_form()
    {
        var own = new LearningField(5, 0, 2);
        var matter = new LearningField(5, 0, 0);
        matter.MakeOf(new FreeParticle(2), held: true);
        var bath = new Bath(0.3, seed: 7);
        for (var step = 0; step < 4; step++)
        {
            own.Pi.Fill(0.1);
            matter.Pi.Fill(0.1);
            bath.Relax(own, rate: 0.5, time: 1.5, scale: 0.7, step);
            bath.Relax(matter, rate: 0.5, time: 1.5, scale: 0.7, step);
        }

        Largest(own.Theta, matter.Theta).ShouldBeLessThan(1e-14);
        Largest(own.Pi, matter.Pi).ShouldBeLessThan(1e-14);
    }

    [Fact]
    public void A_theta_that_recoils_already_is_made_of_nothing_else() =>
        Should.Throw<InvalidOperationException>(() => new LearningField(1, 1, 1).MakeOf(new FreeParticle(1), held: true))
            .Message.ShouldContain("freeze");

    /// <summary>Theta that is written from outside is a new ground state, at rest.</summary>
    [Fact]
    public void Written_parameters_settle()
    {
        var field = new LearningField(2, 0, 0);
        field.MakeOf(new FreeParticle(1), held: false);
        field.Pi[0] = 1;
        field.Drift(2);
        field.Theta[0].ShouldBe(2);
        field.Theta[0] = 5;
        field.Pi.Clear();
        field.Drift(2);
        field.Theta.ToArray().ShouldBe([5.0, 0.0]);
    }

    private static WaveSettings Small => new()
    {
        Lattice = new Lattice { Columns = 10, Rows = 20 },
        Steps = 20,
    };

    private static Batch Sample(IMachine machine, int number)
    {
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes) { Active = 1 };
        (batch.Inputs[0], batch.Inputs[1]) = (number & 1, number >> 1 & 1);
        batch.Labels[0] = (number & 1) ^ (number >> 1 & 1);
        return batch;
    }

    private static double Largest(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        var largest = 0.0;
        for (var i = 0; i < one.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(one[i] - other[i]));
        }

        return largest;
    }
}
