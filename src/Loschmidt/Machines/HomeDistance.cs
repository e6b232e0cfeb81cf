using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Machines;

/// <summary>How far a machine missed the state it should have come home to.</summary>
/// <param name="Field">max|x − x_kept| / max|x_kept| over positions and momenta of all coordinates and ancillas.</param>
/// <param name="Learning">max(|θ − θ_kept|, |π − π_kept|): without a nudge, the back-action that did not cancel.</param>
public readonly record struct HomeDistance(double Field, double Learning)
{
    /// <summary>The larger of the two.</summary>
    public double Largest => Field > Learning || double.IsNaN(Field) ? Field : Learning;

    /// <summary>Compares two whole states, padding lanes included, as they must stay put too.</summary>
    internal static HomeDistance Between<T>(PhaseView<T> x, PhaseView<T> y, LearningField learning, LearningField kept)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var size = Math.Max(Size<T>(y.Q), Size<T>(y.P));
        return new HomeDistance(
            Math.Max(Apart<T>(x.Q, y.Q), Apart<T>(x.P, y.P)) / (size > 0 ? size : 1),
            Math.Max(Apart<double>(learning.Theta, kept.Theta), Apart<double>(learning.Pi, kept.Pi)));
    }

    private static double Size<T>(ReadOnlySpan<T> values)
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
