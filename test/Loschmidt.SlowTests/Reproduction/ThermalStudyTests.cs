namespace Loschmidt.SlowTests.Reproduction;

/// <summary>Learning in a warm bath and binary parameters, in the small versions of their figures.</summary>
public sealed class ThermalStudyTests : StudyTests
{
    /// <summary>Full batch, independent seeds: Kolmogorov–Smirnov accepts exp(−(H_θ + (ε/T_D)C̄)/kT) and rejects the law without the cost. Random samples are warmer by
    /// Ωε²Var(∂C)/(2ΓT_D). Mutations: a nudge of the other sign; ε instead of ε/4 an echo; friction without its noise; Γ in place of 2Γ.</summary>
    [Fact]
    public void Parameters_in_a_bath_follow_the_effective_Hamiltonian_and_random_samples_warm_them()
    {
        Reproduce("thermal");
        var laws = Rows("thermal", "table");
        laws.Length.ShouldBe(4);
        laws.ShouldAllBe(row => Number(row[4]) > 0.01);
        laws.ShouldAllBe(row => Number(row[6]) < 0.01);
        var noises = Rows("thermal", "noise");
        noises.Length.ShouldBe(3);
        noises.ShouldAllBe(row => Math.Abs(Number(row[4]) - 1) < 3 * Number(row[5]) && Number(row[5]) < 0.1);
    }

    /// <summary>Measured on ten seeds: see docs/physics/annealing.md. Mutations: an echo that is not nudged; a bath that does not cool.</summary>
    [Fact]
    public void Echoes_and_annealing_teach_binary_bonds_what_annealing_alone_does_not()
    {
        Reproduce("annealing");
        var xor = Rows("annealing", "table").ToDictionary(row => Number(row[0]));
        Number(xor[1][2]).ShouldBe(3);
        Number(xor[1][3]).ShouldBe(3);
        Number(xor[0][2]).ShouldBeLessThan(2);
        Rows("annealing", "ising").Count(row => row[3] == "1").ShouldBe(3);
    }
}
