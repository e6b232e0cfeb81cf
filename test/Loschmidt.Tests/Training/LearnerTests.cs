using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;

namespace Loschmidt.Tests.Training;

public sealed class LearnerTests
{
    [Fact]
    public void Where_parameters_are_frozen_self_learning_becomes_gradient_descent_as_epsilon_vanishes()
    {
        // θ − η ∂C/∂θ with η = εΩ/Γ held fixed; one-sided echoes differ from it by O(ε).
        var exact = Step(TrainingTask.SelfLearning(1e-3) with { Estimator = Estimator.Tangent });
        double Error(double ε) => Fidelity.Of(Step(TrainingTask.SelfLearning(ε)), exact).RelativeError;
        Error(1e-6).ShouldBeLessThan(1e-4);
        Math.Log10(Error(1e-3) / Error(1e-5)).ShouldBe(2, 0.2); // two decades in ε, order one
    }

    [Fact]
    public void A_schedule_scales_the_step_of_either_learner()
    {
        foreach (var estimator in (Estimator[])[Estimator.Tangent, Estimator.SelfLearning])
        {
            var training = TrainingTask.SelfLearning(1e-4) with { Estimator = estimator };
            var (whole, half) = (Step(training), Step(training, schedule: 0.5));
            half.Zip(whole, (h, w) => Math.Abs(h - (0.5 * w))).Max().ShouldBeLessThan(1e-12);
        }
    }

    [Fact]
    public void Self_learning_side_by_side_gives_the_same_bits_for_any_number_of_workers() =>
        Step(TrainingTask.SelfLearning(1e-3), workers: 3).ShouldBe(Step(TrainingTask.SelfLearning(1e-3)));

    [Fact]
    public void The_cost_it_reports_is_the_mean_before_the_step()
    {
        var blocks = TrainingTask.Blocks(1);
        var data = TrainingTask.Data(blocks.Machine);
        var before = new Evaluator(blocks).Evaluate(blocks.Machine.Learning.Theta.ToArray(), data).Cost;
        var learner = Learners.Build(TrainingTask.SelfLearning(1e-3), blocks, seed: 1);
        learner.Step(0, 1, data, TrainingTask.AllRows).ShouldBe(before, 1e-12 * before);
        new Evaluator(blocks).Evaluate(learner.Theta, data).Cost.ShouldBeLessThan(before);
    }

    /// <summary>What one step changes in θ.</summary>
    private static double[] Step(TrainingSettings training, int workers = 1, double schedule = 1)
    {
        var blocks = TrainingTask.Blocks(workers);
        var learner = Learners.Build(training, blocks, seed: 1);
        var before = learner.Theta.ToArray();
        learner.Step(0, schedule, TrainingTask.Data(blocks.Machine), TrainingTask.AllRows);
        return learner.Theta.ToArray().Zip(before, (now, then) => now - then).ToArray();
    }
}
