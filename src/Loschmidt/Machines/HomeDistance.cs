using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Machines;

/// <summary>How far two whole states lie apart; the measure behind <see cref="IReverses.DistanceFromKept"/>.</summary>
internal static class HomeDistance
{
    /// <summary>max(|x − y|/|y|, |θ − θ'|, |π − π'|), each the largest entry; padding lanes included, as they must stay put too.</summary>
    public static double Between<T>(PhaseView<T> x, PhaseView<T> y, LearningField learning, LearningField kept)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var size = Math.Max(Largest<T>(y.Q), Largest<T>(y.P));
        var field = Math.Max(Apart<T>(x.Q, y.Q), Apart<T>(x.P, y.P)) / (size > 0 ? size : 1);
        var parameters = Math.Max(Apart<double>(learning.Theta, kept.Theta), Apart<double>(learning.Pi, kept.Pi));
        return Math.Max(field, parameters);
    }

    private static double Largest<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        values.IsEmpty ? 0 : Math.Abs(double.CreateTruncating(TensorPrimitives.MaxMagnitude(values)));

    private static double Apart<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            // Written so that a NaN on either side ends up in the result.
            var distance = Math.Abs(double.CreateTruncating(a[i] - b[i]));
            largest = distance <= largest ? largest : distance;
        }

        return largest;
    }
}
