using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Learning;

/// <summary>Memories that slide, because some θ cost more energy than others.</summary>
public sealed class BrokenDegeneracyTests
{
    private const double Ω = 2, H = 0.003, K = 2, Start = 0.4, Moved = 0.2;

    public static TheoryData<string> Matters => ["free", "hat"];

    /// <summary>Mutations: Ω of the wrong matter; a force of the wrong sign, which slides the other way.</summary>
    [Theory, MemberData(nameof(Matters))]
    public void With_friction_a_memory_creeps_as_long_as_theory_says(string name)
    {
        const double Γ = 4;
        var matter = new BrokenDegeneracy(Matter(name), H, K);
        var time = MemoryLifetime.WithFriction(Ω, Γ, H, K, Start, Moved);
        var x = Settled(matter);
        matter.Relax(x, Γ, time, 1, null, 0);
        (Theta(matter, x) - Start).ShouldBe(Moved, 1e-3 * Moved, "creep and its next order in λ/Γ = 0.0015");
    }

    [Theory, MemberData(nameof(Matters))]
    public void Without_friction_it_lets_go_like_a_pendulum(string name)
    {
        var matter = new BrokenDegeneracy(Matter(name), H, K);
        var x = Settled(matter);
        matter.Drift(x, MemoryLifetime.WithoutFriction(Ω, H, K, Start, Moved));
        (Theta(matter, x) - Start).ShouldBe(Moved, 2e-3 * Moved);
    }

    [Fact]
    public void It_slides_downhill_either_way()
    {
        foreach (var height in new[] { H, -H })
        {
            var matter = new BrokenDegeneracy(Matter("free"), height, K);
            var x = Settled(matter);
            matter.Relax(x, 1, 3, 1, null, 0);
            Math.Sign(Theta(matter, x) - Start).ShouldBe(Math.Sign(height), "cos 2θ falls at 0.4");
        }
    }

    /// <summary>Mutation: half a kick left out.</summary>
    [Theory, MemberData(nameof(Matters))]
    public void A_pinned_memory_comes_home_from_an_echo_and_keeps_its_energy(string name)
    {
        var matter = new BrokenDegeneracy(Matter(name), 0.02, K);
        var x = Settled(matter);
        matter.Kick(x, [0.01]);
        var (start, energy) = (x.ToArray(), matter.Energy(x));
        matter.Drift(x, 5);
        matter.Energy(x).ShouldBe(energy, 2e-3 * 0.02, "steps of 0.05 in units of the fastest swing, second order");
        matter.Reverse(x);
        matter.Drift(x, 5);
        matter.Reverse(x);
        x.Zip(start, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-12);
    }

    [Fact]
    public void Without_height_nothing_is_broken()
    {
        var (pinned, free) = (new BrokenDegeneracy(Matter("free"), 0, K), Matter("free"));
        var (x, y) = (Settled(pinned), Settled(free));
        pinned.Kick(x, [0.01]);
        free.Kick(y, [0.01]);
        pinned.Relax(x, 0.5, double.PositiveInfinity, 0.7, null, 0);
        free.Relax(y, 0.5, double.PositiveInfinity, 0.7, null, 0);
        x.Zip(y, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-13);
    }

    /// <summary>A bath must not kick every piece of the decay alike. Mutation: the same names in every piece, ⟨π²⟩ many times too large.</summary>
    [Fact]
    public void A_warm_memory_has_the_energy_of_the_bath()
    {
        const double kT = 0.01;
        var matter = new BrokenDegeneracy(new FreeParticle(Ω), 1e-6, K);
        var (θ, π) = (new double[4000], new double[4000]);
        var x = new double[2 * θ.Length];
        matter.Settle(θ, x);
        matter.Relax(x, 1, 8, 1, new Bath(kT, 5), 2);
        matter.Read(x, θ, π);
        (π.Sum(one => one * one) / π.Length / (kT / Ω)).ShouldBe(1, 0.09);
    }

    private static LearningMatter Matter(string name) => name == "free" ? new FreeParticle(Ω) : new MexicanHat(1, Ω / 8);

    private static double[] Settled(LearningMatter matter)
    {
        var x = new double[matter.Carriers];
        matter.Settle([Start], x);
        return x;
    }

    private static double Theta(LearningMatter matter, double[] carriers)
    {
        var (θ, π) = (new double[1], new double[1]);
        matter.Read(carriers, θ, π);
        return θ[0];
    }
}
