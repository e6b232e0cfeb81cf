using System.Numerics.Tensors;
using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>A gradient beside its reference: what a fault would have to explain, and the faults that are factors of whole tensors.</summary>
internal sealed class DoubtfulGradient
{
    private const double Unexplained = 0.05;
    private readonly double _norm;
    private readonly double _error;

    public DoubtfulGradient(double[] gradient, double[] reference, ParameterLayout layout, double tolerance)
    {
        (Gradient, Reference, Layout, Tolerance) = (gradient, reference, layout, tolerance);
        _norm = TensorPrimitives.Norm<double>(reference);
        _error = TensorPrimitives.Distance<double>(gradient, reference) / _norm;
        Faulty = FindFaulty();
    }

    public double[] Gradient { get; }

    public double[] Reference { get; }

    public ParameterLayout Layout { get; }

    public double Tolerance { get; }

    /// <summary>The fewest tensors that hold the difference; the others are right. The worst first.</summary>
    public IReadOnlyList<ParameterTensor> Faulty { get; }

    /// <summary>What the estimator's allowed error may be in one entry.</summary>
    public double Grain => Tolerance * _norm / Math.Sqrt(Gradient.Length);

    /// <summary>Whether one tensor alone is wrong, where chance would have met others of a like size too.</summary>
    public bool SitsInOneOfSeveral => Faulty is [var only] && Layout.Tensors.Any(tensor => tensor != only && tensor.IsLearned && 4 * tensor.Count >= only.Count);

    public static Span<double> Of(double[] vector, ParameterTensor tensor) => vector.AsSpan(tensor.Offset, tensor.Count);

    /// <summary>Whether little enough is left of the difference.</summary>
    /// <param name="rest">Norm of what is left.</param>
    public bool Explains(double rest) => rest <= Math.Max(Tolerance, Unexplained * _error) * _norm && rest <= 0.3 * _error * _norm;

    /// <summary>As <see cref="Explains"/>, for faults so free that they come near anything: the estimator's own error may be left, no more.</summary>
    public bool ExplainsToTheGrain(double rest) => rest <= Tolerance * _norm && Explains(rest);

    /// <summary>Norm of the difference in all tensors but the faulty ones.</summary>
    public double RestBeside(params ReadOnlySpan<ParameterTensor> faulty)
    {
        var rest = 0.0;
        foreach (var tensor in Layout.Tensors)
        {
            if (!faulty.Contains(tensor))
            {
                rest += Square(Distance(tensor, tensor));
            }
        }

        return Math.Sqrt(rest);
    }

    /// <summary>How far this gradient's tensor is from one of the reference's.</summary>
    public double Distance(ParameterTensor here, ParameterTensor there) => TensorPrimitives.Distance<double>(Of(Gradient, here), Of(Reference, there));

    public GradientDiagnosis? OverallFactor() => Scale(Gradient, Reference) is var (factor, rest) && Explains(rest)
        ? Scaled(null, factor)
        : null;

    /// <summary>One factor in one tensor, or the same one in several.</summary>
    public GradientDiagnosis? TensorFactors()
    {
        var factors = new List<double>();
        var rest = Square(RestBeside([.. Faulty]));
        foreach (var tensor in Faulty)
        {
            var (factor, beside) = Scale(Of(Gradient, tensor), Of(Reference, tensor));
            factors.Add(factor);
            rest += beside * beside;
        }

        if (!Explains(Math.Sqrt(rest)) || factors.Count == 0)
        {
            return null;
        }

        return factors.Count == 1 ? Scaled(Faulty[0].Name, factors[0]) : Several(factors);
    }

    /// <summary>Two tensors with each other's gradient.</summary>
    public GradientDiagnosis? Swapped() =>
        Faulty is [var a, var b] && a.Count == b.Count && Explains(Math.Sqrt(Square(RestBeside(a, b)) + Square(Distance(a, b)) + Square(Distance(b, a))))
            ? new GradientDiagnosis(
                GradientFault.SwappedTensors, null, null,
                string.CompareOrdinal(a.Name, b.Name) < 0 ? $"tensors {a.Name} and {b.Name} are swapped" : $"tensors {b.Name} and {a.Name} are swapped")
            : null;

    public GradientDiagnosis Unnamed()
    {
        var worst = Layout.Tensors.MaxBy(tensor => Distance(tensor, tensor))!;
        var fidelity = Fidelity.Of(Of(Gradient, worst), Of(Reference, worst));
        // That it sits in the only tensor there is says nothing.
        var place = Layout.Tensors.Count(tensor => tensor.IsLearned) > 1 ? $", worst in tensor {worst.Name}" : "";
        return new GradientDiagnosis(
            GradientFault.Unnamed, worst.Name, null,
            FormattableString.Invariant($"differs{place} (cosine {fidelity.Cosine:0.####}, norm ratio {fidelity.NormRatio:G3})"));
    }

    private static double Square(double x) => x * x;

    /// <summary>The best factor on the reference, and the norm of what it leaves.</summary>
    private static (double Factor, double Left) Scale(ReadOnlySpan<double> gradient, ReadOnlySpan<double> reference)
    {
        var square = TensorPrimitives.SumOfSquares(reference);
        var factor = square == 0 ? 1 : TensorPrimitives.Dot(gradient, reference) / square;
        var rest = new double[reference.Length];
        TensorPrimitives.MultiplyAdd(reference, -factor, gradient, rest);
        return (factor, TensorPrimitives.Norm<double>(rest));
    }

    private static GradientDiagnosis Scaled(string? tensor, double factor)
    {
        var where = tensor is null ? "" : $"tensor {tensor}: ";
        if (Math.Abs(factor) < 1e-2)
        {
            return new GradientDiagnosis(GradientFault.MissingTensor, tensor, factor, tensor is null ? "zero everywhere" : $"tensor {tensor} is missing: zero");
        }

        var length = Math.Abs(Math.Abs(factor) - 1) < 1e-2 ? "" : FormattableString.Invariant($"{Math.Abs(factor):G3} times the reference");
        return factor < 0
            ? new GradientDiagnosis(GradientFault.OppositeSign, tensor, factor, where + (length.Length == 0 ? "opposite sign" : $"opposite sign, and {length}"))
            : new GradientDiagnosis(
                GradientFault.Factor, tensor, factor, where + (length.Length == 0 ? FormattableString.Invariant($"{factor:G5} times the reference") : length));
    }

    private GradientDiagnosis? Several(List<double> factors)
    {
        if (factors.Max() - factors.Min() > 0.05 * Math.Abs(factors[0]) + 1e-2)
        {
            return null;
        }

        var one = Scaled(null, factors.Average());
        var names = string.Join(", ", Faulty.Select(tensor => tensor.Name));
        return one with { Words = one.Fault == GradientFault.MissingTensor ? $"tensors {names} are missing: zero" : $"tensors {names}: {one.Words}" };
    }

    private List<ParameterTensor> FindFaulty()
    {
        var ordered = Layout.Tensors.Where(tensor => Distance(tensor, tensor) > 0).OrderByDescending(tensor => Distance(tensor, tensor)).ToList();
        for (var count = 1; count < ordered.Count; count++)
        {
            if (Explains(RestBeside([.. ordered.Take(count)])))
            {
                return [.. ordered.Take(count)];
            }
        }

        return ordered;
    }
}
