using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Loschmidt.Cli.Verbs;
using Loschmidt.Devices.Checks;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Exercises;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Fuzzing;
using Loschmidt.Studio;
using Loschmidt.Studio.Pages;

namespace Loschmidt.Cli;

/// <summary>Every document that <c>--json</c> can print; names are stable.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    Converters = [typeof(FiniteNumber)])]
[JsonSerializable(typeof(TrainResult))]
[JsonSerializable(typeof(SweepResult))]
[JsonSerializable(typeof(ToleranceResult))]
[JsonSerializable(typeof(EvaluateResult))]
[JsonSerializable(typeof(PredictResult))]
[JsonSerializable(typeof(SimulateResult))]
[JsonSerializable(typeof(GradcheckReport))]
[JsonSerializable(typeof(CompareResult))]
[JsonSerializable(typeof(DeviceCheckReport))]
[JsonSerializable(typeof(DeviceFitResult))]
[JsonSerializable(typeof(LatencyReport))]
[JsonSerializable(typeof(ReproduceResult))]
[JsonSerializable(typeof(ExerciseList))]
[JsonSerializable(typeof(ExerciseReport))]
[JsonSerializable(typeof(ExerciseSolution))]
[JsonSerializable(typeof(FigureList))]
[JsonSerializable(typeof(PresetList))]
[JsonSerializable(typeof(PresetText))]
[JsonSerializable(typeof(DataReport))]
[JsonSerializable(typeof(FetchResult))]
[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(FuzzReport))]
[JsonSerializable(typeof(RunListReport))]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(SweepReport))]
[JsonSerializable(typeof(ComparisonReport))]
[JsonSerializable(typeof(ExportReport))]
[JsonSerializable(typeof(ReportResult))]
[JsonSerializable(typeof(RemovalReport))]
[JsonSerializable(typeof(TagsReport))]
[JsonSerializable(typeof(RebuildReport))]
[JsonSerializable(typeof(StudioReady))]
[JsonSerializable(typeof(OfflineReport))]
[JsonSerializable(typeof(ErrorReport))]
internal sealed partial class Json : JsonSerializerContext
{
    /// <summary>One document as text.</summary>
    public static string Text<TDocument>(TDocument document) =>
        JsonSerializer.Serialize(document, typeof(TDocument), Readable.Documents);

    /// <summary>The same documents with letters such as θ written as themselves.</summary>
    /// <remarks>A class of its own, because the defaults it copies are made when <see cref="Json"/> is.</remarks>
    private static class Readable
    {
        public static readonly Json Documents = new(new JsonSerializerOptions(Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
    }
}

/// <summary>What <c>--json</c> prints when there is no result.</summary>
/// <param name="Error">The line that also went to standard error.</param>
/// <param name="ExitCode">The process's exit code.</param>
internal sealed record ErrorReport(string Error, int ExitCode);
