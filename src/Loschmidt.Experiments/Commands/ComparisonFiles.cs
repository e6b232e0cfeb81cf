using System.Globalization;
using System.Text;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Commands;

/// <summary>What a comparison leaves in its folder; written anew whenever a training has ended, so that nothing done is ever lost.</summary>
internal static class ComparisonFiles
{
    /// <summary>Writes table, courses and picture.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Write(CompareResult result)
    {
        Directory.CreateDirectory(result.Folder);
        AtomicFile.Write(Path.Combine(result.Folder, "courses.csv"), Courses(result));
        AtomicFile.Write(Path.Combine(result.Folder, "table.md"), Table(result));
        AtomicFile.Write(Path.Combine(result.Folder, "compare.svg"), ComparisonFigure.Of(result).ToSvg());
    }

    private static string Courses(CompareResult result)
    {
        var csv = new StringBuilder("estimator,seed,step,passes,seconds,cost,accuracy\n");
        foreach (var one in result.Estimators)
        {
            foreach (var course in one.Courses)
            {
                foreach (var point in course.Points)
                {
                    csv.Append(CultureInfo.InvariantCulture, $"{one.Estimator},{course.Seed},{point.Step},{point.Passes:R},{point.Seconds:G6},")
                        .Append(CultureInfo.InvariantCulture, $"{point.Cost:R},{point.Accuracy:R}\n");
                }
            }
        }

        return csv.ToString();
    }

    private static string Table(CompareResult result)
    {
        var text = new StringBuilder($"# {result.Experiment}: one task, every gradient\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{result.Machine} machine of {result.Parameters} parameters, {result.Steps} steps of {result.Batch} samples, ")
            .Append(CultureInfo.InvariantCulture, $"judged by {result.Samples} {result.JudgedBy} samples, seeds {string.Join(", ", result.Seeds)}. ")
            .Append("Passes of judgements are not counted; times are of this computer.\n\n")
            .Append("| estimator | passes a gradient | passes | time | accuracy | cost | passes to the better baseline |\n|---|---|---|---|---|---|---|\n");
        foreach (var one in result.Estimators)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {one.Estimator} | {Number(one.PassesPerGradient)} | {Number(one.Passes)} | ")
                .Append(CultureInfo.InvariantCulture, $"{(one.Seconds is { } seconds ? Units.Duration(seconds) : "")} | {Accuracy(one.Accuracy, one.Deviation)} | ")
                .Append(CultureInfo.InvariantCulture, $"{Number(one.Cost)} | {(one.PassesPerGradient == 0 ? "–" : Number(one.PassesToBaseline))} |\n");
        }

        foreach (var baseline in result.Baselines)
        {
            text.Append(CultureInfo.InvariantCulture, $"| *{baseline.Name}* | | {Number(baseline.Passes)} | | {Accuracy(baseline.Accuracy, null)} | | |\n");
        }

        foreach (var baseline in result.Baselines)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- {baseline.Name}: {baseline.Remark}");
        }

        foreach (var skipped in result.Skipped)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- {skipped.Estimator} was not tried: {skipped.Reason}");
        }

        foreach (var (one, course) in result.Estimators.SelectMany(one => one.Courses.Select(course => (one, course))).Where(pair => !pair.course.Finished))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- {one.Estimator}, seed {course.Seed}, ended early: {course.Failure ?? "interrupted"}");
        }

        return text.Append('\n').ToString();
    }

    private static string Number(double? value) => value is { } number ? Units.Number(number) : "";

    private static string Accuracy(double? value, double? deviation) => value is not { } accuracy
        ? ""
        : Units.Metric("accuracy", accuracy) + (deviation is { } spread ? FormattableString.Invariant($" ± {100 * spread:0.0}") : "");
}
