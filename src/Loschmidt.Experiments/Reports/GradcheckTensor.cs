namespace Loschmidt.Experiments.Reports;

/// <summary>One estimator's gradient against the reference, for one parameter tensor.</summary>
/// <param name="Name">Name of the tensor, as <c>block/tensor</c>.</param>
/// <param name="Cosine">Cosine of the angle between the two gradients.</param>
/// <param name="NormRatio">Norm of this gradient over that of the reference.</param>
/// <param name="RelativeError">Norm of the difference over the norm of the reference.</param>
public sealed record GradcheckTensor(string Name, double Cosine, double NormRatio, double RelativeError);
