using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Exercises;

/// <summary>2: the gradient that an echo leaves, its error against ε, and where rounding takes over.</summary>
internal sealed class GradientExercise : IExercise
{
    private const string Pair = "echo", Single = "one-sided";

    public int Number => 2;

    public string Title => "A gradient by an echo";

    public string Page => "docs/lectures/2-gradient.md";

    public IReadOnlyList<GivenNumber> Given { get; } = [GivenNumber.Seed];

    public IReadOnlyList<Question> Questions { get; } =
    [
        new("single", "relative error of one echo (one-sided) of duffing-ring at epsilon = 1e-3", 0.03, "slopes[].points[] of --json has a value at every epsilon"),
        new("pair", "relative error of a pair of echoes (echo) at epsilon = 1e-2", 0.03, "slopes[].points[] of --json has a value at every epsilon"),
        new("slope_single", "slope of log error against log epsilon, one echo", 0.03, "the nudge is a finite step: which power of epsilon is left?"),
        new("slope_pair", "the same slope of a pair", 0.03, "what is odd in epsilon cancels"),
        new("best", "epsilon of least error of a pair in double", 3.5, "where c eps^2 and u/eps meet"),
        new("best_single", "epsilon of least error of a pair in float", 3.5, "u is 2^29 times larger, and epsilon goes as its cube root"),
        new("floor", "least relative error of a pair in double", 4, "nothing that is computed with 53 bits is better than u/eps"),
        new("continuous", "distance of this gradient from that of continuous time, with the time steps of the preset", 0.03, "the line 'time steps' of gradcheck, its first entry"),
    ];

    public IReadOnlyList<double> Solve(IReadOnlyDictionary<string, double> given, CancellationToken cancellation)
    {
        var report = Echo.Gradients("duffing-ring", given["seed"], quick: false, [Pair, Single], cancellation);
        var answers = new[]
        {
            report.At(Single, 1e-3), report.At(Pair, 1e-2), Slope(report, Single), Slope(report, Pair),
            Window(report, "double").Epsilon ?? double.NaN, Window(report, "float").Epsilon ?? double.NaN, Window(report, "double").RelativeError,
            report.TimeSteps.First(one => one.Estimator == Pair).Points[0].Value,
        };
        return answers.All(double.IsFinite) ? answers : throw new UnsuitableException("given.seed: the errors of this seed lie on no straight line; take another", null);
    }

    private static double Slope(GradcheckReport report, string estimator) => report.Slopes.First(one => one.Estimator == estimator).Slope;

    private static GradcheckPrecision Window(GradcheckReport report, string precision) =>
        report.Precisions.First(one => one.Estimator == Pair && one.Precision == precision);
}
