namespace Loschmidt.SlowTests.Training;

/// <summary>How well a mirror has to reverse before a wave can teach itself XOR; ε = 0.01 and χ = 10, so that η_φ = 1.</summary>
/// <remarks>
/// Costs after 300 steps, seeds 1 to 3. Ideal: 0.05, 0.05, 0.06. Gain error 0.001: 0.07, 0.05, 0.07; 0.01: 0.11, 0.10, 0.11 (and no
/// better after 1000). A phase-conjugating surface, which returns the packets front first: 0.17, 0.17, 0.17.
/// </remarks>
public sealed class ReversalTests
{
    // No linear machine gets below: a wave that stays above has learned nothing that its nonlinearity was needed for.
    private const double LinearFloor = 0.0796;

    /// <summary>The kick of a gain error, 2δ∫χ|Ψ|²dt, is the same for every target; it has to stay below ε ∂C/∂θ.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Trait("check", "gain")]
    public void A_gain_error_of_a_tenth_of_epsilon_is_survived_and_one_of_epsilon_is_not(ulong seed)
    {
        Cost(seed, "imperfections.reversal.gain=0.001").ShouldBeLessThan(LinearFloor);
        Cost(seed, "imperfections.reversal.gain=0.01").ShouldBeGreaterThan(LinearFloor);
    }

    /// <summary>H depends on Ψ through |Ψ|² and Ψ*∇²Ψ only. The mutation: a phase of every site's own.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Trait("check", "phase")]
    public void A_phase_error_of_one_radian_common_to_all_sites_changes_nothing(ulong seed)
    {
        var ideal = Cost(seed);
        ideal.ShouldBeLessThan(LinearFloor);

        // 300 steps of a nonlinear recursion amplify the rounding of the rotation, far below anything that matters.
        Cost(seed, "imperfections.reversal.phase=1").ShouldBe(ideal, 1e-4);
        Cost(seed, "imperfections.reversal.sitePhase=1").ShouldBeGreaterThan(LinearFloor);
    }

    /// <summary>The packets are not symmetric along their way once they have crossed the nonlinear medium.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Trait("check", "mirror")]
    public void A_surface_that_returns_the_front_of_a_pulse_first_teaches_nothing_and_a_time_mirror_does(ulong seed)
    {
        Cost(seed, "imperfections.reversal.mirror=time-mirror").ShouldBeLessThan(LinearFloor);
        Cost(seed, "imperfections.reversal.mirror=phase-conjugating").ShouldBeGreaterThan(2 * LinearFloor);
    }

    private static double Cost(ulong seed, params string[] imperfections) =>
        Trained.Run("xor", seed, ["machine.coupling=10", "training.epsilon=0.01", .. imperfections])["cost"];
}
