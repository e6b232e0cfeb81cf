using System.Numerics.Tensors;
using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>What is wrong with a gradient: the simplest fault that explains how it differs from a reference.</summary>
/// <remarks>
/// A fault explains the difference where it, applied to the reference, leaves a twentieth of it or what the estimator is allowed anyway. Simple faults are
/// tried first: a factor of everything, then of tensors, entries left out, tensors swapped, a tensor in another order. What is left is noise if it is white
/// and does not keep to one tensor.
/// </remarks>
/// <param name="Fault">Which.</param>
/// <param name="Tensor">The tensor it sits in; null where it is everywhere, or in several.</param>
/// <param name="Factor">This gradient over the reference, where that is one number; otherwise null.</param>
/// <param name="Words">A sentence for people.</param>
public sealed record GradientDiagnosis(GradientFault Fault, string? Tensor, double? Factor, string Words)
{
    /// <summary>Names the fault.</summary>
    /// <param name="gradient">The doubtful gradient, [parameters].</param>
    /// <param name="reference">The right one, [parameters].</param>
    /// <param name="layout">Names and shapes of the parameters.</param>
    /// <param name="tolerance">Relative error that the estimator is allowed.</param>
    /// <returns>Null where the two agree within the tolerance.</returns>
    /// <exception cref="ArgumentException">The lengths differ from the layout's.</exception>
    public static GradientDiagnosis? Of(
        ReadOnlySpan<double> gradient, ReadOnlySpan<double> reference, ParameterLayout layout, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(layout);
        if (gradient.Length != layout.Count || reference.Length != layout.Count)
        {
            throw new ArgumentException(
                $"gradients of {gradient.Length} and {reference.Length} numbers do not fit a layout of {layout.Count}", nameof(gradient));
        }

        if (Trivial(gradient, reference, tolerance, layout.NameOf) is var (agree, trivial) && (agree || trivial is not null))
        {
            return trivial;
        }

        var doubt = new DoubtfulGradient(gradient.ToArray(), reference.ToArray(), layout, tolerance);
        return doubt.OverallFactor() ?? doubt.TensorFactors() ?? DroppedEntries.Find(doubt) ?? doubt.Swapped() ?? PermutedTensor.Find(doubt)
            ?? (doubt.SitsInOneOfSeveral ? null : Noise(gradient, reference)) ?? doubt.Unnamed();
    }

    /// <summary>Names the fault of numbers that are not entries of one gradient, such as slopes along a few directions: a factor, noise, or none of these.</summary>
    /// <param name="slopes">The doubtful ones.</param>
    /// <param name="reference">The right ones, as many.</param>
    /// <param name="tolerance">As of the other overload.</param>
    /// <returns>Null where the two agree within the tolerance.</returns>
    public static GradientDiagnosis? Of(ReadOnlySpan<double> slopes, ReadOnlySpan<double> reference, double tolerance)
    {
        if (Trivial(slopes, reference, tolerance, static i => $"slope {i}") is var (agree, trivial) && (agree || trivial is not null))
        {
            return trivial;
        }

        var layout = new ParameterLayout(("slopes", [slopes.Length]));
        return new DoubtfulGradient(slopes.ToArray(), reference.ToArray(), layout, tolerance).OverallFactor() ?? Noise(slopes, reference)
            ?? new GradientDiagnosis(GradientFault.Unnamed, null, null, "differs along most of the directions it was asked");
    }

    private static (bool Agree, GradientDiagnosis? Diagnosis) Trivial(
        ReadOnlySpan<double> gradient, ReadOnlySpan<double> reference, double tolerance, Func<int, string> name)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            if (!double.IsFinite(gradient[i]))
            {
                return (false, new GradientDiagnosis(GradientFault.Unnamed, null, null, $"no number, first at {name(i)}"));
            }
        }

        return TensorPrimitives.Norm(reference) == 0 && TensorPrimitives.Norm(gradient) > 0
            ? (false, new GradientDiagnosis(GradientFault.Unnamed, null, null, "differs from a reference that is zero"))
            : (Fidelity.Of(gradient, reference).RelativeError <= tolerance, null);
    }

    /// <summary>Whether the part of the gradient that is not along the reference is white: spread over many entries, neighbours unrelated.</summary>
    private static GradientDiagnosis? Noise(ReadOnlySpan<double> gradient, ReadOnlySpan<double> reference)
    {
        const int Fewest = 8;
        if (gradient.Length < Fewest)
        {
            return null;
        }

        var along = TensorPrimitives.Dot(gradient, reference) / TensorPrimitives.SumOfSquares(reference);
        var rest = new double[gradient.Length];
        TensorPrimitives.MultiplyAdd(reference, -along, gradient, rest);
        var (square, fourth, neighbours) = (0.0, 0.0, 0.0);
        for (var i = 0; i < rest.Length; i++)
        {
            square += rest[i] * rest[i];
            fourth += rest[i] * rest[i] * rest[i] * rest[i];
            neighbours += i == 0 ? 0 : rest[i] * rest[i - 1];
        }

        // Normal noise has square²/fourth = N/3; noise in proportion to the entries is less even, a fault that sits somewhere much less.
        var share = square * square / (fourth * rest.Length);
        if (!(share > 0.02 && Math.Abs(neighbours) < (0.1 + (3 / Math.Sqrt(rest.Length))) * square))
        {
            return null;
        }

        var fidelity = Fidelity.Of(gradient, reference);
        return new GradientDiagnosis(
            GradientFault.Noise, null, null,
            FormattableString.Invariant($"noise of {fidelity.RelativeError:G2} times the reference (cosine {fidelity.Cosine:0.####}), nothing systematic in it"));
    }
}
