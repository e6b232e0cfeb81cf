using Loschmidt.Experiments.Data;

namespace Loschmidt.SlowTests.Training;

/// <summary>Machines that could be built, by their presets: the whole physical cycle, no optimiser.</summary>
public sealed class BuildableMachineTests
{
    /// <summary>The mutation: a map of one spin in the field of neighbours that are held, which comes home and is not canonical.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Spin_waves_teach_themselves_xor(ulong seed)
    {
        var metrics = Trained.Run("spin-wave", seed);
        metrics["accuracy"].ShouldBe(1);
        metrics["cost"].ShouldBeLessThan(0.001);
    }

    /// <summary>0.0796 is what no wave without interaction reaches.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Rubidium_teaches_itself_xor(ulong seed)
    {
        var metrics = Trained.Run("matter-wave", seed);
        metrics["accuracy"].ShouldBe(1);
        metrics["cost"].ShouldBeLessThan(0.0796);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_fibre_loop_teaches_itself_digits(ulong seed)
    {
        Assert.SkipUnless(
            DataFolder.Usual(null).Find("digits", Digits.TrainFile) is not null,
            "needs the 8 x 8 digits: set LOSCHMIDT_DATA to the folder that holds digits/");
        Trained.Run("fibre-loop", seed)["testAccuracy"].ShouldBeGreaterThan(0.92);
    }
}
