namespace Loschmidt.Studio.Jobs;

/// <summary>A comparison to be made in the studio itself; what each kind does not use is left out.</summary>
/// <param name="Kind"><c>gradcheck</c> or <c>tolerance</c>.</param>
/// <param name="Preset">Name of a preset.</param>
/// <param name="Quick">Whether its <c>quick</c> block applies.</param>
/// <param name="Sets">Overrides <c>key=value</c>.</param>
/// <param name="Seed">Seed; null keeps the experiment's.</param>
/// <param name="Precision">Of <c>gradcheck</c>: <c>float</c> or <c>double</c>.</param>
/// <param name="Estimators">Of <c>gradcheck</c>: names; none means all that apply.</param>
/// <param name="Repeats">Of <c>gradcheck</c>: gradients with noise of their own.</param>
/// <param name="Knobs">Of <c>tolerance</c>: <c>key=v,v,…</c> each.</param>
/// <param name="Seeds">Of <c>tolerance</c>: how many seeds; null is three.</param>
/// <param name="Steps">Of <c>tolerance</c>: training steps.</param>
/// <param name="Estimator">Of <c>tolerance</c>: whose gradient.</param>
/// <param name="Train">Of <c>tolerance</c>: whether machines are trained.</param>
/// <param name="Within">Of <c>tolerance</c>: per cent that may be lost; null is five.</param>
/// <param name="Metric">Of <c>tolerance</c> with training: what machines are judged by.</param>
/// <param name="Resume">Of <c>tolerance</c>: name of a map to go on with, instead of everything else.</param>
internal sealed record JobRequest(
    string? Kind,
    string? Preset = null,
    bool Quick = false,
    IReadOnlyList<string>? Sets = null,
    ulong? Seed = null,
    string? Precision = null,
    IReadOnlyList<string>? Estimators = null,
    int? Repeats = null,
    IReadOnlyList<string>? Knobs = null,
    int? Seeds = null,
    int? Steps = null,
    string? Estimator = null,
    bool Train = false,
    double? Within = null,
    string? Metric = null,
    string? Resume = null);
