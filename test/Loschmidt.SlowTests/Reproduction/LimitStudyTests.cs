namespace Loschmidt.SlowTests.Reproduction;

/// <summary>The limits of echoes in their small versions: how few photons teach, and how deep an echo stays good.</summary>
public sealed class LimitStudyTests : StudyTests
{
    /// <summary>Measured: trained costs 0.061 with ten million photons and 0.16 with ten thousand, by a squeezing mirror; below 0.068 for any number by one that
    /// adds nothing. Mutations: the ancilla of every mirror, or of none.</summary>
    [Fact]
    public void A_squeezing_mirror_sets_the_number_of_photons_below_which_nothing_is_learned()
    {
        Reproduce("quantum-floor");
        var costs = Rows("quantum-floor").ToDictionary(row => (row[0], Number(row[1])), row => Number(row[4]));
        costs[("squeezing mirror", 1e7)].ShouldBeLessThan(0.07);
        costs[("squeezing mirror", 1e4)].ShouldBeGreaterThan(0.12);
        costs[("mirror that adds nothing", 1e4)].ShouldBeLessThan(0.0796);
    }

    /// <summary>Measured: the graph and the chain that keeps its ancillas within a factor of 1.2 of ln(0.1/δ)/λ; fresh ancillas lose nothing. Mutation: λ of a
    /// pass instead of a unit of depth.</summary>
    [Fact]
    public void Chaos_has_the_horizon_that_its_exponent_foresees_and_fresh_ancillas_have_none()
    {
        Reproduce("echo-horizon");
        var rows = Rows("echo-horizon");
        var chaotic = rows.Where(row => row[0] is "random graph" or "chain with the same ancillas").ToArray();
        chaotic.Length.ShouldBe(10);
        chaotic.ShouldAllBe(row => Number(row[4]) / Number(row[3]) > 0.7 && Number(row[4]) / Number(row[3]) < 1.5);
        var fresh = rows.Where(row => row[0] == "chain with fresh ancillas").ToArray();
        fresh.Length.ShouldBe(5);
        fresh.ShouldAllBe(row => row[4].Length == 0 && Number(row[7]) < 3 * Number(row[2]));
        Number(rows.Single(row => row[0] == "chain that forgets its fresh ancillas")[4]).ShouldBeLessThan(10);
    }
}
