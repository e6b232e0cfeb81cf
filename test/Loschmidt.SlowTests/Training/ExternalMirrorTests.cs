namespace Loschmidt.SlowTests.Training;

/// <summary>Digits by a network whose parameters turn by a quarter of a radian in every layer.</summary>
public sealed class ExternalMirrorTests
{
    private static readonly string[] Quick = ["training.epochs=2"];

    /// <summary>Measured: 0.962, 0.957 and 0.962 of the validation images. Mutations: a layer that meets the parameters of another; a mirror that forgets them.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_external_mirror_lets_parameters_learn_that_never_rest(int seed)
    {
        Trained.NeedMnist();
        Trained.Run("mnist-external-mirror", (ulong)seed, Quick)["validationAccuracy"].ShouldBeGreaterThanOrEqualTo(0.95);
    }

    /// <summary>Every decay takes θ back to where it is bound; no light reaches the outputs. Mutation: a decay that acts outside all the same.</summary>
    [Fact]
    public void An_internal_mirror_leaves_nothing_of_what_was_learned()
    {
        Trained.NeedMnist();
        Trained.Run("mnist-external-mirror", 1, [.. Quick, "training.epochs=1", "machine.boundTheta.mirror=internal"])["validationAccuracy"].ShouldBeLessThan(0.2);
    }
}
