using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Commands;

/// <summary><c>loschmidt gradcheck</c>: every estimator on the same machine and the same samples.</summary>
public static class GradcheckCommand
{
    // Samples side by side in a check: enough that lanes mix up would show, few enough that differences stay cheap.
    private const int Samples = 4;

    /// <summary>Compares gradients at the initial parameters; double unless the request says otherwise, by its precision or by <c>training.precision</c>.</summary>
    /// <param name="request">What was asked for; no estimators means all.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Checked between gradients.</param>
    /// <exception cref="InputException">The experiment or its data are at fault, or no estimator that was asked for applies.</exception>
    public static GradcheckReport Run(GradcheckRequest request, IProgress<string> progress, CancellationToken cancellation)
    {
        var experiment = RequestedExperiment.Load(
            request.Source, request.Quick, request.Sets, ("seed", request.Seed, "--seed"),
            ("training.precision", request.Precision ?? (Says(request, "training.precision") ? null : "double"), "--precision"));
        var names = request.Estimators.Count == 0 ? EstimatorRegistry.Names : request.Estimators;
        foreach (var name in names)
        {
            if (!EstimatorRegistry.Names.Contains(name, StringComparer.Ordinal))
            {
                throw new ExperimentException(
                    new SourcePosition($"--estimators {name}"), $"no estimator has this name; accepted: {string.Join(", ", EstimatorRegistry.Names)}");
            }
        }

        var precision = experiment.Training.Precision;
        var machine = MachineFactory.Build(experiment, Samples);
        var exact = precision == Precision.Double && experiment is { Device: null, Imperfections: null } ? machine : MachineFactory.Build(experiment.Machine, Precision.Double, experiment.Seed, Samples);
        var data = DataFactory.Load(experiment, machine, request.Data).Train;
        var samples = Math.Min(Samples, Math.Min(machine.Lanes, exact.Lanes));
        progress.Report($"reference gradient of {machine.Parameters.Count} parameters");
        var check = new GradientCheck(machine, exact, Load(machine, data, samples), Load(exact, data, samples), experiment.Seed, cancellation);
        progress.Report("estimators");
        var report = check.Run(experiment.Name, ValueTypes.Word(precision), names);
        return report.Rows.Count > 0
            ? report
            : throw new UnsuitableException(
                "no estimator that was asked for applies: "
                + string.Join("; ", report.Refused.Select(refusal => $"{refusal.Estimator}: {refusal.Reason}")));
    }

    private static bool Says(GradcheckRequest request, string key) =>
        request.Sets.Any(set => Setting.Parse(set).Key == key);

    private static Batch Load(IMachine machine, IDataSet data, int samples)
    {
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes);
        var first = Math.Min(1, data.Count - 1);
        var count = Math.Min(samples, data.Count - first);
        data.Read([.. Enumerable.Range(first, count)], batch);
        return batch;
    }
}
