using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Reports.Pages;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Commands;

/// <summary><c>loschmidt gradcheck</c>: every estimator on the same machine and the same samples.</summary>
public static class GradcheckCommand
{
    // Enough that the deviation is known to a quarter.
    private const int Repeats = 8;

    /// <summary>Compares gradients at the initial parameters; double unless the request says otherwise, by its precision or by <c>training.precision</c>.</summary>
    /// <param name="request">What was asked for; no estimators means all.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Checked between gradients.</param>
    /// <exception cref="InputException">The experiment or its data are at fault, the page cannot be written, or no estimator that was asked for applies.</exception>
    public static GradcheckReport Run(GradcheckRequest request, IProgress<string> progress, CancellationToken cancellation) =>
        Run(request, EstimatorRegistry.All, progress, cancellation);

    /// <summary>As the other overload, with these estimators to choose from.</summary>
    internal static GradcheckReport Run(
        GradcheckRequest request, IReadOnlyList<KnownEstimator> estimators, IProgress<string> progress, CancellationToken cancellation)
    {
        var experiment = RequestedExperiment.Load(
            request.Source, request.Quick, request.Sets, ("seed", request.Seed, "--seed"),
            ("training.precision", request.Precision ?? (Says(request, "training.precision") ? null : "double"), "--precision"));
        var chosen = Choose(request.Estimators, estimators);
        if (request.Html is { } page)
        {
            OutputPath.RequireFile(page, "--html");
        }

        progress.Report("reference gradient");
        var check = new GradientCheck(GradcheckBench.Of(experiment, request.Data), experiment.Seed, request.Repeats ?? Repeats, cancellation);
        var report = check.Run(experiment.Name, chosen, progress);
        if (report.Rows.Count == 0)
        {
            throw new UnsuitableException(
                "no estimator that was asked for applies: "
                + string.Join("; ", report.Refused.Select(refusal => $"{refusal.Estimator}: {refusal.Reason}")));
        }

        if (request.Html is { } file)
        {
            Save(report, request, file);
        }

        return report;
    }

    private static IReadOnlyList<KnownEstimator> Choose(IReadOnlyList<string> names, IReadOnlyList<KnownEstimator> estimators) => names.Count == 0
        ? estimators
        :
        [
            .. names.Select(name => estimators.FirstOrDefault(known => known.Name == name) ?? throw new ExperimentException(
                new SourcePosition($"--estimators {name}"),
                $"no estimator has this name; accepted: {string.Join(", ", estimators.Select(known => known.Name))}")),
        ];

    private static void Save(GradcheckReport report, GradcheckRequest request, string file)
    {
        try
        {
            AtomicFile.Write(file, GradcheckPage.Write(report, request.Source, Computer.Examine()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnsuitableException($"--html {file}: the page cannot be written ({e.Message}); is its folder there, with room?", null, e);
        }
    }

    private static bool Says(GradcheckRequest request, string key) =>
        request.Sets.Any(set => Setting.Parse(set).Key == key);
}
