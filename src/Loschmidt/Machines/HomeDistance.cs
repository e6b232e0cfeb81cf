using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Machines;

/// <summary>How far a machine missed the state it should have come home to.</summary>
/// <param name="Field">max|x − x_kept| / max|x_kept| over positions and momenta of all coordinates and ancillas.</param>
/// <param name="Learning">max(|θ − θ_kept|, |π − π_kept|): without a nudge, the back-action that did not cancel.</param>
/// <param name="Overlap">
/// F = |⟨Ψ_kept|Ψ⟩|²/(⟨Ψ_kept|Ψ_kept⟩⟨Ψ|Ψ⟩) with Ψ = (q + ip)/√2, the Loschmidt echo: 1 where the wave came home.
/// </param>
public readonly record struct HomeDistance(double Field, double Learning, double Overlap)
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
            Math.Max(Apart<double>(learning.Theta, kept.Theta), Apart<double>(learning.Pi, kept.Pi)),
            OverlapOf(x, y));
    }

    private static double OverlapOf<T>(PhaseView<T> x, PhaseView<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (real, imaginary, here, there) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < x.Q.Length; i++)
        {
            var (q, p) = (double.CreateTruncating(x.Q[i]), double.CreateTruncating(x.P[i]));
            var (q0, p0) = (double.CreateTruncating(y.Q[i]), double.CreateTruncating(y.P[i]));
            real += (q0 * q) + (p0 * p);
            imaginary += (q0 * p) - (p0 * q);
            here += (q * q) + (p * p);
            there += (q0 * q0) + (p0 * p0);
        }

        // An empty wave that stayed empty is at home.
        return here == 0 && there == 0 ? 1 : ((real * real) + (imaginary * imaginary)) / (here * there);
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
