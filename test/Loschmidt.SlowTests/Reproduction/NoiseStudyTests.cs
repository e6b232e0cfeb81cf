namespace Loschmidt.SlowTests.Reproduction;

/// <summary>Figure 7(d) in its small version: what a noisy reversal does, and what a pair of echoes does against
/// it.</summary>
public sealed class NoiseStudyTests : StudyTests
{
    /// <summary>
    /// Measured: floors 0.121, 0.143, 0.123 one-sided and 0.069, 0.073, 0.077 for the pair; drift 0.997, 0.991, 1.007
    /// of its prediction. The mutation of the drift: Γ = 0.1 instead of 0.01, which takes ΓT/2 = 5 % off.
    /// </summary>
    [Fact]
    public void A_pair_of_echoes_has_the_lower_floor_and_theta_drifts_as_predicted()
    {
        Reproduce("heb-7d");

        var costs = Rows("heb-7d").ToLookup(row => row[0], row => Number(row[^3]));
        var (onesided, pair) = (costs["noisy schedule"].ToArray(), costs["noisy ±ε pair"].ToArray());
        onesided.Length.ShouldBe(3);
        onesided.Zip(pair).ShouldAllBe(floor => floor.First > floor.Second);

        var drifts = Rows("heb-7d", "drift").Select(row => Number(row[3])).ToArray();
        drifts.Length.ShouldBe(3);
        drifts.ShouldAllBe(ratio => Math.Abs(ratio - 1) < 0.05);
    }
}
