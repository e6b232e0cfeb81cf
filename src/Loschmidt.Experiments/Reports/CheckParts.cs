namespace Loschmidt.Experiments.Reports;

/// <summary>What a check has found so far.</summary>
internal sealed class CheckParts
{
    public List<GradcheckRow> Rows { get; } = [];

    public List<GradcheckSlope> Slopes { get; } = [];

    public List<GradcheckRefusal> Refused { get; } = [];

    public List<GradcheckTaylor> Taylor { get; } = [];

    public List<GradcheckTimeStep> TimeSteps { get; } = [];

    public List<GradcheckPrecision> Precisions { get; } = [];

    public List<GradcheckNoise> Noise { get; } = [];

    public List<GradcheckAdvice> Recommendations { get; } = [];

    /// <summary>All of it.</summary>
    public GradcheckReport Report(string preset, string precision, string reference, IReadOnlyList<string> notes) =>
        new(preset, precision, reference, Rows, Slopes, Refused)
        {
            Notes = notes, Taylor = Taylor, TimeSteps = TimeSteps, Precisions = Precisions, Noise = Noise, Recommendations = Recommendations,
        };
}
