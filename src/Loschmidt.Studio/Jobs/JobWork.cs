using System.Globalization;
using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Studio.Forms;
using Loschmidt.Studio.Hosting;
using Loschmidt.Studio.Reports;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Jobs;

/// <summary>Does what <c>loschmidt gradcheck</c> and <c>loschmidt tolerance</c> do, by the same commands.</summary>
/// <param name="options">Where runs and data lie.</param>
internal sealed class JobWork(StudioOptions options)
{
    private const int UsualSeeds = 3;
    private const double UsualLoss = 5;
    private const int MostSeeds = 100;
    private const int MostPoints = 2000;
    private const int MostWords = 100;

    /// <summary>Judges a request before it is queued.</summary>
    /// <exception cref="RefusedException">It asks for what no job does.</exception>
    /// <exception cref="ExperimentException">Its experiment is none.</exception>
    public void Require(JobRequest request)
    {
        if (request is { Kind: "tolerance", Resume: { } map })
        {
            ToleranceMaps.Require(options.Runs, map);
            return;
        }

        Demand(request.Kind is "gradcheck" or "tolerance", "'kind' is gradcheck or tolerance");
        Demand(request.Preset is { } name && PresetCatalogue.Has(name), $"there is no preset '{ScalarNode.Printable(request.Preset ?? "")}'; GET /api/presets lists them");
        Demand(Words(request.Sets) && Words(request.Estimators) && Words(request.Knobs), $"lists are of at most {MostWords} texts");
        Demand(request.Precision is null or "float" or "double", "'precision' is float or double");
        Demand(request.Repeats is null or (>= 2 and <= MostSeeds), $"'repeats' is 2 to {MostSeeds}");
        Demand(request.Seeds is null or (>= 1 and <= MostSeeds), $"'seeds' is 1 to {MostSeeds}");
        Demand(request.Steps is null or > 0, "'steps' is a number above 0");
        Demand(request.Within is null or (> 0 and < 100), "'within' is a number between 0 and 100, in per cent");
        Demand(request.Metric is null || request.Train, "'metric' is for maps that train; gradients are judged by their cosine");
        Demand(request.Metric is null or "cost" or "validation-cost" or "validation-accuracy", "'metric' is cost, validation-cost or validation-accuracy");
        Demand(request.Kind == "gradcheck" || request.Knobs is { Count: 1 or 2 }, "'knobs' is a list of one or two texts such as imperfections.reversal.gain=0,0.001,0.01");
        var points = (request.Knobs ?? []).Aggregate(1L, (product, knob) => Math.Min(product * (1 + knob.Count(c => c == ',')), MostPoints + 1));
        Demand(points * (request.Seeds ?? UsualSeeds) <= MostPoints, $"points times seeds are at most {MostPoints} here; 'loschmidt tolerance' has no such limit");
        RequireHarmless(request);
    }

    /// <summary>Does a job.</summary>
    public void Do(Job job)
    {
        if (job.Request.Kind == "gradcheck")
            Gradcheck(job);
        else
            Tolerance(job);
    }

    /// <summary>What <c>loschmidt gradcheck</c> would be told.</summary>
    public GradcheckRequest GradcheckOf(JobRequest request) => new(
        request.Preset!, request.Quick, request.Sets ?? [], request.Seed, request.Precision, 0, request.Estimators ?? [],
        options.Data, request.Repeats);

    /// <summary>What <c>loschmidt tolerance</c> would be told.</summary>
    public ToleranceRequest ToleranceOf(JobRequest request) => new(
        request.Resume is null ? request.Preset : null, request.Quick, request.Sets ?? [], request.Seed, request.Seeds ?? UsualSeeds, request.Steps,
        request.Estimator, request.Knobs ?? [], request.Train, request.Within ?? UsualLoss, request.Metric, 0, options.Data, options.Runs,
        request.Resume);

    private void Gradcheck(Job job)
    {
        var report = GradcheckCommand.Run(
            GradcheckOf(job.Request), new Teller<string>(note => job.Change(state => state with { Note = note })), job.Stop);
        job.Change(state => state with { State = "finished", Note = null, Gradcheck = report });
    }

    private void Tolerance(Job job)
    {
        var result = ToleranceCommand.Run(
            ToleranceOf(job.Request),
            new Teller<SweepProgress>(news => job.Change(state => state with { Note = news.Variant, Done = news.Done, Parts = news.Jobs })),
            job.Stop);
        job.Change(state => state with { State = result.Interrupted ? "cancelled" : "finished", Note = null, Tolerance = result });
    }

    /// <summary>Nobody who only reaches the studio starts a program by it, or has a file read that is none of the studio's.</summary>
    private static void RequireHarmless(JobRequest request)
    {
        // A knob may turn up the size of a machine too: it is judged at its largest value.
        var turned = (request.Knobs ?? []).Select(knob => knob.Split('=', 2)).Where(parts => parts.Length == 2)
            .Select(parts => $"{parts[0]}={parts[1].Split(',').MaxBy(value => double.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : 0)}");
        var experiment = RequestedExperiment.Load(
            request.Preset!, request.Quick, [.. request.Sets ?? [], .. turned], ("seed", request.Seed, "seed"), ("training.estimator", request.Estimator, "estimator"));
        Demand(experiment.Machine is not WireSettings, "a device is tried by the command line alone: loschmidt gradcheck FILE");
        Demand(
            experiment.Data is { Path: null, TestPath: null },
            "data.path names files of this computer, which the studio's jobs do not read; use loschmidt gradcheck or tolerance");
        if (!(BuildSize.Of(experiment.Machine) <= BuildSize.Quick))
            throw new UnsuitableException("machine: too large to be compared inside the studio; use loschmidt gradcheck or tolerance");
    }

    private static bool Words(IReadOnlyList<string>? words) => words is null || (words.Count <= MostWords && !words.Contains(null!));

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
            throw new RefusedException(StatusCodes.Status400BadRequest, otherwise);
    }

    private sealed class Teller<T>(Action<T> hear) : IProgress<T>
    {
        public void Report(T value) => hear(value);
    }
}
