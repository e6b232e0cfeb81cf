using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Tests.Training;

/// <summary>The words of experiments and the estimators behind them.</summary>
public sealed class EstimatorRegistryTests
{
    public static TheoryData<Estimator> Readers => [.. Enum.GetValues<Estimator>().Where(one => one != Estimator.SelfLearning)];

    /// <summary>Mutation: a word of the schema without its line in the registry.</summary>
    [Theory, MemberData(nameof(Readers))]
    public void Every_estimator_that_an_experiment_can_name_can_be_built(Estimator estimator) =>
        EstimatorRegistry.Names.ShouldContain(ValueTypes.Word(estimator));

    [Fact]
    public void No_name_is_given_twice() => EstimatorRegistry.Names.ShouldBeUnique();
}
