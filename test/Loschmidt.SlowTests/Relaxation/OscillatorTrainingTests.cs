using Loschmidt.Experiments.Data;
using Loschmidt.SlowTests.Training;

namespace Loschmidt.SlowTests.Relaxation;

/// <summary>Coupled phase oscillators and resistors by their presets.</summary>
public sealed class OscillatorTrainingTests
{
    private static readonly ulong[] Seeds = [.. Enumerable.Range(1, 20).Select(seed => (ulong)seed)];

    /// <summary>Twenty of twenty were solved when this was written; the least cost there is is −ln 2 =
    /// −0.693.</summary>
    [Fact]
    public void At_least_eighteen_of_twenty_seeds_solve_xor_with_at_most_two_restarts() =>
        Seeds.Count(seed => Solved(Trained.Run("xor-oscillators", seed))).ShouldBeGreaterThanOrEqualTo(18);

    /// <summary>The mutation: one oscillator in the field of two inputs turns where Σ W sin φ + h sin ψ points, a
    /// linear threshold.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Without_hidden_oscillators_none_does(ulong seed) =>
        Solved(Trained.Run("xor-oscillators", seed, "machine.hidden=[]")).ShouldBeFalse();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Oscillators_read_the_digits_of_writers_they_do_not_know(ulong seed)
    {
        NeedDigits();
        Trained.Run("digits-oscillators", seed)["testAccuracy"].ShouldBeGreaterThanOrEqualTo(0.94);
    }

    /// <summary>Linear regression on one-hot targets reads 93 %; a network of resistors is one, with weights that it
    /// can reach.</summary>
    [Fact]
    public void Resistors_read_digits_as_well_as_a_linear_map_by_least_squares()
    {
        NeedDigits();
        Trained.Run("digits-resistors", 1)["testAccuracy"].ShouldBeGreaterThanOrEqualTo(0.9);
    }

    private static bool Solved(IReadOnlyDictionary<string, double> metrics) => metrics["accuracy"] == 1 && metrics["cost"] < -0.6;

    private static void NeedDigits() => Assert.SkipUnless(
        DataFolder.Usual(null).Find("digits", Digits.TrainFile) is not null,
        "needs the digits: set LOSCHMIDT_DATA to the folder that holds digits/");
}
