namespace Loschmidt.SlowTests.Training;

/// <summary>The photonic network on handwritten digits, judged on images kept for validation.</summary>
public sealed class DigitTests
{
    /// <summary>
    /// P = 4, η_φ = εΩχ_l²/Γ = 0.1, one echo a step, 6,000 samples; at least 80 % of 1,000 images it never saw.
    /// </summary>
    [Fact]
    [Trait("check", "18")]
    public void A_photonic_network_teaches_itself_digits_from_six_thousand_echoes()
    {
        Trained.NeedMnist();
        SelfTaught("machine.chi1=1", "machine.chi2=3")["validationAccuracy"].ShouldBeGreaterThanOrEqualTo(0.8);
    }

    /// <summary>The mutation: a step ten times as long, at which θ wanders.</summary>
    [Fact]
    [Trait("check", "18")]
    public void With_ten_times_the_rate_it_does_not_get_there()
    {
        Trained.NeedMnist();
        SelfTaught("machine.chi1=1", "machine.chi2=3", "machine.inverseMass=10")["validationAccuracy"]
            .ShouldBeLessThan(0.8);
    }

    private static IReadOnlyDictionary<string, double> SelfTaught(params string[] settings) => Trained.Run(
        "mnist-photonic-autonomous", 1,
        [
            "machine.masks=4", "machine.inputAmplitude=1", "machine.learningStrength=1", "machine.inverseMass=1",
            "data.validation=1000", "training.batch=1", "training.steps=6000", "training.schedule.kind=constant",
            "training.evaluateEvery=6000", .. settings,
        ]);
}
