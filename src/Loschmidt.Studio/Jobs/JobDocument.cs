using System.Text.Json.Serialization;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reports;

namespace Loschmidt.Studio.Jobs;

/// <summary>How a job stands.</summary>
/// <param name="Id">Its name.</param>
/// <param name="State"><c>queued</c>, <c>running</c>, <c>finished</c>, <c>cancelled</c> or <c>failed</c>.</param>
/// <param name="Request">What was asked for.</param>
/// <param name="Ahead">Jobs before it, while it is queued.</param>
/// <param name="Note">What is being done.</param>
/// <param name="Done">Parts that are done, where they can be counted.</param>
/// <param name="Parts">Parts in all, likewise.</param>
/// <param name="Error">Why it failed, in one line.</param>
/// <param name="Gradcheck">The result of a comparison of gradients, as <c>loschmidt gradcheck --json</c> prints it.</param>
/// <param name="Tolerance">The result of a tolerance map, as <c>loschmidt tolerance --json</c> prints it.</param>
internal sealed record JobDocument(
    string Id,
    string State,
    JobRequest Request,
    int? Ahead = null,
    string? Note = null,
    int? Done = null,
    int? Parts = null,
    string? Error = null,
    GradcheckReport? Gradcheck = null,
    ToleranceResult? Tolerance = null)
{
    /// <summary>Whether nothing more will come of it.</summary>
    [JsonIgnore]
    public bool Ended => State is "finished" or "cancelled" or "failed";
}

/// <summary>Jobs, the newest first, without their results.</summary>
internal sealed record JobList(IReadOnlyList<JobDocument> Jobs);

/// <summary>Which job was begun.</summary>
internal sealed record JobStarted(string Id);

/// <summary>What jobs say; numbers are written as the command line writes them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(FiniteNumber)])]
[JsonSerializable(typeof(JobRequest))]
[JsonSerializable(typeof(JobDocument))]
[JsonSerializable(typeof(JobList))]
[JsonSerializable(typeof(JobStarted))]
internal sealed partial class JobsJson : JsonSerializerContext;
