namespace Loschmidt.Learning;

/// <summary>How long a memory at rest at θ₀ stays within δ of it, where H' = h cos kθ breaks the degeneracy.</summary>
public static class MemoryLifetime
{
    // Simpson's rule; the integrands are smooth.
    private const int Intervals = 400;

    /// <summary>With friction, from rest: t = ln[tan(kθ₁/2)/tan(kθ₀/2)]/λ + [1 + ln(sin kθ₁/sin kθ₀)]/Γ, λ = Ωhk²/Γ, θ₁ = θ₀ ± δ.</summary>
    /// <remarks>The first term is creep, θ̇ = (Ωhk/Γ) sin kθ; the second, of the next order in λ/Γ, is getting under way and keeping up with a force that changes.</remarks>
    /// <param name="inverseMass">Ω.</param>
    /// <param name="friction">Γ.</param>
    /// <param name="height">h ≠ 0.</param>
    /// <param name="wavenumber">k.</param>
    /// <param name="start">θ₀, not on top or bottom of H'.</param>
    /// <param name="distance">δ > 0, with no minimum of H' on the way.</param>
    /// <returns>The time; not a number where it never gets so far.</returns>
    public static double WithFriction(double inverseMass, double friction, double height, double wavenumber, double start, double distance)
    {
        var end = start + Math.CopySign(distance, height * Math.Sin(wavenumber * start));
        var creep = friction / (inverseMass * height * wavenumber * wavenumber) * Math.Log(Math.Tan(wavenumber * end / 2) / Math.Tan(wavenumber * start / 2));
        return creep + ((1 + Math.Log(Math.Sin(wavenumber * end) / Math.Sin(wavenumber * start))) / friction);
    }

    /// <summary>Without friction a pendulum lets go: t = ∫ dθ/√(2Ωh(cos kθ₀ − cos kθ)) from θ₀ to θ₀ ± δ.</summary>
    /// <param name="inverseMass">Ω.</param>
    /// <param name="height">h ≠ 0.</param>
    /// <param name="wavenumber">k.</param>
    /// <param name="start">θ₀, not on top or bottom of H'.</param>
    /// <param name="distance">δ > 0.</param>
    /// <returns>The time; not a number where it never gets so far.</returns>
    public static double WithoutFriction(double inverseMass, double height, double wavenumber, double start, double distance)
    {
        var sense = Math.Sign(height * Math.Sin(wavenumber * start));

        // θ = θ₀ ± δu² takes the root out of the beginning.
        double Slowness(double u)
        {
            if (u == 0)
            {
                return Math.Sqrt(2 * distance / (inverseMass * wavenumber * Math.Abs(height * Math.Sin(wavenumber * start))));
            }

            // cos α − cos β = 2 sin((α+β)/2) sin((β−α)/2), without cancellation.
            var moved = wavenumber * sense * distance * u * u;
            var drop = 2 * height * Math.Sin((wavenumber * start) + (moved / 2)) * Math.Sin(moved / 2);
            return 2 * distance * u / Math.Sqrt(2 * inverseMass * drop);
        }

        var sum = Slowness(0) + Slowness(1);
        for (var i = 1; i < Intervals; i++)
        {
            sum += (i % 2 == 1 ? 4 : 2) * Slowness((double)i / Intervals);
        }

        return sum / (3 * Intervals);
    }
}
