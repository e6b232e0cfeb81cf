using Loschmidt.Experiments.Schema;
using Loschmidt.Gradients;

namespace Loschmidt.Experiments.Reports;

/// <summary>What is wrong with a gradient.</summary>
/// <param name="Fault">
/// <c>opposite-sign</c>, <c>factor</c>, <c>missing-tensor</c>, <c>dropped-entries</c>, <c>swapped-tensors</c>, <c>permuted-tensor</c>, <c>noise</c> or <c>unnamed</c>.
/// </param>
/// <param name="Words">A sentence for people.</param>
/// <param name="Tensor">The tensor it sits in; null where it is everywhere, or in several.</param>
/// <param name="Factor">This gradient over the reference, where that is one number; otherwise null.</param>
public sealed record GradcheckDiagnosis(string Fault, string Words, string? Tensor, double? Factor)
{
    internal static GradcheckDiagnosis? Of(GradientDiagnosis? diagnosis) => diagnosis is null
        ? null
        : new GradcheckDiagnosis(ValueTypes.Word(diagnosis.Fault), diagnosis.Words, diagnosis.Tensor, diagnosis.Factor);

    internal static GradcheckDiagnosis Of(GradcheckNoise noise) => new(
        ValueTypes.Word(GradientFault.Noise),
        $"the machine's own noise: standard deviation {Units.Short(noise.Deviation)} of the reference, the mean of {noise.Repeats} is right within it", null, null);
}
