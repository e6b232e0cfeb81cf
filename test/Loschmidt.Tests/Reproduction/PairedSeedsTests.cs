using Loschmidt.Experiments.Reproduction;

namespace Loschmidt.Tests.Reproduction;

public sealed class PairedSeedsTests
{
    /// <summary>The mutation: the error of two independent means, 1.41 here, which calls any two methods
    /// equal.</summary>
    [Fact]
    public void What_seeds_have_in_common_is_no_error_of_the_difference()
    {
        var pairs = new PairedSeeds([1, 3, 5], [1.1, 3.3, 5.2]);
        pairs.Difference.ShouldBe(0.2, 1e-12);
        pairs.StandardError.ShouldBe(0.1 / Math.Sqrt(3), 1e-12);
        pairs.Agree.ShouldBeFalse();
        new PairedSeeds([1, 3, 5], [1.1, 2.8, 5.2]).Agree.ShouldBeTrue();
        new PairedSeeds([1, 3], [1, 3]).Agree.ShouldBeTrue("nothing differs");
        PairedSeeds.Deviation([1, 3, 5]).ShouldBe(2, 1e-12);
    }
}
