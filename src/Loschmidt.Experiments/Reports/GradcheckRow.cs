namespace Loschmidt.Experiments.Reports;

/// <summary>One estimator's gradient against the reference.</summary>
/// <param name="Estimator">Name, as on the command line.</param>
/// <param name="Cosine">Cosine of the angle between the two gradients.</param>
/// <param name="NormRatio">Norm of this gradient over that of the reference.</param>
/// <param name="RelativeError">Norm of the difference over the norm of the reference.</param>
/// <param name="Passes">Passes through the machine that what was asked took: a whole gradient, or its share along <paramref name="Probes"/>.</param>
/// <param name="Seconds">Wall-clock time of one estimate.</param>
/// <param name="PeakBytes">Anonymous resident memory of a new machine that is built and asked once, above the level before it was built; 0 before it was measured.</param>
/// <param name="Epsilon">Size of the nudge or difference; null for estimators without one.</param>
/// <param name="Tensors">The same comparison tensor by tensor.</param>
/// <param name="Probes">
/// Directions (or parameters) along which it was asked, where asking for every parameter would take too long; null for a whole gradient.
/// </param>
/// <param name="WholePasses">Passes that a whole gradient would take, where only a share was asked for; otherwise null.</param>
/// <param name="Diagnosis">What is wrong with it; null where it is as accurate as it should be.</param>
/// <param name="ByDesign">True where it differs from the gradient by design and is expected to agree with nothing; otherwise null.</param>
public sealed record GradcheckRow(
    string Estimator,
    double Cosine,
    double NormRatio,
    double RelativeError,
    double Passes,
    double Seconds,
    long PeakBytes,
    double? Epsilon,
    IReadOnlyList<GradcheckTensor> Tensors,
    int? Probes = null,
    double? WholePasses = null,
    GradcheckDiagnosis? Diagnosis = null,
    bool? ByDesign = null);
