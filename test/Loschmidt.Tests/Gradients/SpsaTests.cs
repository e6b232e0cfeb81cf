using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Tests.Training;

namespace Loschmidt.Tests.Gradients;

/// <summary>Random directions: right in the mean, and in the mean only.</summary>
public sealed class SpsaTests
{
    /// <summary>δ(δ·g) in every draw, so E[δδᵀ]g = g in the mean, whatever h. The mutation: a one-sided difference, whose curvature term
    /// is δ h(δᵀAδ)/2.</summary>
    [Fact]
    public void On_a_quadratic_cost_a_draw_is_exactly_the_slope_along_its_direction()
    {
        var bowl = new Bowl(cubic: 0);
        var g = bowl.Gradient();
        for (var moment = 0; moment < 20; moment++)
        {
            var draw = Estimate(new SpsaEstimator(0.3) { Moment = moment }, bowl);
            var slope = Math.Abs(draw[0]);
            var along = Math.Abs(draw.Zip(g, (d, own) => Math.Sign(d) * own).Sum());
            draw.ShouldAllBe(d => Math.Abs(Math.Abs(d) - slope) < 1e-12);
            slope.ShouldBe(along, 1e-12);
        }
    }

    /// <summary>‖g − ∂C/∂θ‖² ≈ (N − 1)‖∂C/∂θ‖²/draws. The mutation: the same direction in every draw, or directions that are not
    /// independent from site to site.</summary>
    [Fact]
    public void The_mean_over_draws_tends_to_the_gradient_with_their_square_root()
    {
        var bowl = new Bowl(cubic: 0);
        var g = bowl.Gradient();
        var size = g.Sum(one => one * one);
        foreach (var draws in new[] { 16, 256, 4096 })
        {
            const int Repetitions = 24;
            var square = Enumerable.Range(0, Repetitions).Average(moment =>
                Estimate(new SpsaEstimator(0.3, draws) { Moment = moment }, bowl).Zip(g, (a, b) => (a - b) * (a - b)).Sum());

            // The mean of 24 squares of a vector of 12 numbers scatters by about sqrt(2/(24·12)) < 10 %.
            (square * draws / ((g.Length - 1) * size)).ShouldBe(1, 0.35, $"{draws} draws");
        }
    }

    [Fact]
    public void The_bias_is_of_second_order_in_the_step()
    {
        var bowl = new Bowl(cubic: 1);
        var limit = Estimate(new SpsaEstimator(1e-4, 64), bowl);
        double Bias(double h) => Fidelity.Of(Estimate(new SpsaEstimator(h, 64), bowl), limit).RelativeError;
        Math.Log2(Bias(0.2) / Bias(0.1)).ShouldBe(2, 0.05);
    }

    /// <summary>The mutation: an estimator that counts its calls, or one stream for all blocks.</summary>
    [Fact]
    public void Directions_are_named_by_seed_moment_and_block_and_nothing_else()
    {
        var bowl = new Bowl(cubic: 0);
        var estimator = new SpsaEstimator(0.3, 1, Seed: 4);
        var first = Estimate(estimator.Named(3, 1), bowl);
        Estimate(estimator.Named(3, 1), bowl).ShouldBe(first);
        Estimate(estimator.Named(4, 1), bowl).ShouldNotBe(first);
        Estimate(estimator.Named(3, 2), bowl).ShouldNotBe(first);
        Estimate((estimator with { Seed = 5 }).Named(3, 1), bowl).ShouldNotBe(first);
    }

    [Fact]
    public void Training_takes_the_same_steps_with_any_number_of_workers()
    {
        double[] Theta(int workers)
        {
            var blocks = TrainingTask.Blocks(workers);
            var learner = new GradientLearner(blocks, new SpsaEstimator(1e-3), new Sgd(), 0.01);
            for (var step = 1; step <= 3; step++)
            {
                learner.Step(step, 1, TrainingTask.Data(blocks.Machine), TrainingTask.AllRows);
            }

            return learner.Theta.ToArray();
        }

        var alone = Theta(1);
        alone.ShouldNotBe(TrainingTask.Blocks(1).Machine.Learning.Theta.ToArray());
        Theta(3).ShouldBe(alone);
    }

    [Fact]
    public void Passes_do_not_depend_on_the_number_of_parameters_and_nonsense_is_refused()
    {
        new SpsaEstimator(0.1, 5).Passes(new Bowl(0)).ShouldBe(10);
        Should.Throw<ArgumentException>(() => new SpsaEstimator(0)).Message.ShouldContain("finite step above 0");
        Should.Throw<ArgumentException>(() => new SpsaEstimator(0.1, 0)).Message.ShouldContain("at least one direction");
    }

    private static double[] Estimate(IGradientEstimator estimator, Bowl bowl)
    {
        var gradient = new double[bowl.Parameters.Count];
        estimator.Estimate(bowl, new Batch(0, 0, 1) { Active = 1 }, gradient);
        return gradient;
    }

    /// <summary>C = b·θ + ½θᵀAθ + cubic·Σθ³, A tridiagonal; no machine could be simpler.</summary>
    private sealed class Bowl : IEvolves
    {
        private readonly double _cubic;

        public Bowl(double cubic)
        {
            _cubic = cubic;
            for (var i = 0; i < Learning.Count; i++)
            {
                Learning.Theta[i] = Math.Sin(1 + i);
            }
        }

        public string Kind => "bowl";

        public ParameterLayout Parameters { get; } = new(("bowl/theta", [12]));

        public LearningField Learning { get; } = new(12, 0, 1);

        public int Lanes => 1;

        public int Features => 0;

        public int Targets => 0;

        public int Outputs => 0;

        public void Prepare(Batch batch)
        {
        }

        public void Evolve()
        {
        }

        public double Cost()
        {
            var θ = Learning.Theta;
            var cost = 0.0;
            for (var i = 0; i < θ.Length; i++)
            {
                cost += Math.Cos(i) * θ[i] + θ[i] * θ[i] + (i > 0 ? 0.5 * θ[i] * θ[i - 1] : 0) + _cubic * θ[i] * θ[i] * θ[i];
            }

            return cost;
        }

        public double[] Gradient()
        {
            var θ = Learning.Theta;
            var gradient = new double[θ.Length];
            for (var i = 0; i < θ.Length; i++)
            {
                gradient[i] = Math.Cos(i) + 2 * θ[i] + 3 * _cubic * θ[i] * θ[i]
                    + 0.5 * ((i > 0 ? θ[i - 1] : 0) + (i + 1 < θ.Length ? θ[i + 1] : 0));
            }

            return gradient;
        }

        public void Read(Span<double> outputs)
        {
        }

        public string? DescribeFault() => null;
    }
}
