using System.Numerics.Tensors;

namespace Loschmidt.Gradients;

/// <summary>How well one gradient agrees with another.</summary>
/// <param name="Cosine">g·r/(‖g‖‖r‖).</param>
/// <param name="NormRatio">‖g‖/‖r‖.</param>
/// <param name="RelativeError">‖g − r‖/‖r‖.</param>
public readonly record struct Fidelity(double Cosine, double NormRatio, double RelativeError)
{
    /// <summary>Compares a gradient with a reference, both of the same length.</summary>
    public static Fidelity Of(ReadOnlySpan<double> gradient, ReadOnlySpan<double> reference)
    {
        var norm = TensorPrimitives.Norm(gradient);
        var referenceNorm = TensorPrimitives.Norm(reference);
        if (referenceNorm == 0)
        {
            return norm == 0 ? new Fidelity(1, 1, 0) : new Fidelity(0, double.PositiveInfinity, double.PositiveInfinity);
        }

        var cosine = norm == 0 ? 0 : TensorPrimitives.Dot(gradient, reference) / (norm * referenceNorm);
        return new Fidelity(cosine, norm / referenceNorm, TensorPrimitives.Distance(gradient, reference) / referenceNorm);
    }
}
