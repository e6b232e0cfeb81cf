using System.Globalization;
using Loschmidt.Experiments.Schema;
using Loschmidt.Gradients;

namespace Loschmidt.Experiments.Reports;

/// <summary>What is wrong with a gradient.</summary>
/// <param name="Fault">
/// <c>opposite-sign</c>, <c>factor</c>, <c>missing-tensor</c>, <c>dropped-entries</c>, <c>swapped-tensors</c>, <c>permuted-tensor</c>, <c>noise</c>,
/// <c>bias</c>, <c>ideal-machine</c> or <c>unnamed</c>.
/// </param>
/// <param name="Words">A sentence for people.</param>
/// <param name="Tensor">The tensor it sits in; null where it is everywhere, or in several.</param>
/// <param name="Factor">This gradient over the reference, where that is one number; otherwise null.</param>
public sealed record GradcheckDiagnosis(string Fault, string Words, string? Tensor, double? Factor)
{
    internal static GradcheckDiagnosis? Of(GradientDiagnosis? diagnosis) => diagnosis is null
        ? null
        : new GradcheckDiagnosis(ValueTypes.Word(diagnosis.Fault), diagnosis.Words, diagnosis.Tensor, diagnosis.Factor);

    /// <summary>What looks like noise and is the same every time.</summary>
    internal static GradcheckDiagnosis Static(double error, GradcheckNoise noise) => new(
        "bias", $"a static error of {Units.Short(error)} times the reference, the same for every noise seed (standard deviation {Units.Short(noise.Deviation)})", null, null);

    /// <summary>What agrees with the machine that was meant, and not with the device.</summary>
    internal static GradcheckDiagnosis Ideal(double slope) => new(
        "ideal-machine",
        string.Create(CultureInfo.InvariantCulture, $"not the gradient of this device: agrees with the ideal machine (Taylor {slope:0.0})"), null, null);

    internal static GradcheckDiagnosis Of(GradcheckNoise noise) => new(
        ValueTypes.Word(GradientFault.Noise),
        $"the machine's own noise: standard deviation {Units.Short(noise.Deviation)} of the reference, the mean of {noise.Repeats} is right within it", null, null);
}
