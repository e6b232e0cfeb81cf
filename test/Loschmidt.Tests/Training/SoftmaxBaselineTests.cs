using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Execution;

namespace Loschmidt.Tests.Training;

/// <summary>The linear classifier that others have to beat.</summary>
public sealed class SoftmaxBaselineTests
{
    /// <summary>No weighted sum tells XOR, and the best of them answers nothing. Mutation: rounding decides, a quarter or three quarters of the answers.</summary>
    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Where_a_linear_classifier_knows_nothing_it_is_right_as_often_as_chance(ulong seed)
    {
        var data = new XorDataSet();
        SoftmaxBaseline.Accuracy(data, data, seed).ShouldBe(0.5);
    }

    [Fact]
    public void An_answer_that_is_shared_counts_in_parts()
    {
        SoftmaxBaseline.Share([1, 1 + 1e-9, 0], 0).ShouldBe(0.5);
        SoftmaxBaseline.Share([1, 1 + 1e-9, 0], 2).ShouldBe(0);
        SoftmaxBaseline.Share([1, 2, 0], 1).ShouldBe(1);
    }
}
