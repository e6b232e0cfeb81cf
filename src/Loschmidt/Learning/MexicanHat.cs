using Loschmidt.Machines;

namespace Loschmidt.Learning;

/// <summary>A parameter as the angle in a Mexican hat: two Kerr modes, parametrically driven alike, that share one Kerr effect.</summary>
/// <remarks>
/// α_j = (q_j + ip_j)/√2, H_θ = 4b(|α₁|² + |α₂|²)² − a Σ(α_j² + α_j*²) = b(Q² + P²)² − a(Q² − P²) (paper eq. 23), measured from its ground states P = 0,
/// Q² = R² = a/2b, any θ = atan2(q₂, q₁). Conjugate to θ is π = L = q₁p₂ − q₂p₁, which H_θ conserves; near the ground state H_θ ≈ 4bπ², so Ω = 8b, while the radius swings with 4a.
/// With the radius balanced, Q² = R²(1 + √(1 + 4(π/R²)²))/2, this is exact; a sudden kick of a hat at rest leaves the radius swinging, and θ turns faster by a share of about (π/R²)⁴/2.
/// <para>Flows: the Kerr effect turns both modes by e^(−8ibSt), S = |α₁|² + |α₂|²; the drive is q → q cosh 2at + p sinh 2at, p → p cosh 2at + q sinh 2at. Friction ṗ_j = −Γp_j acts while
/// H_θ is on and spares the rotation: a kick L₀ moves θ by ΩL₀/Γ. Any other ratio of cross to self Kerr effect, 8b(1 + κ)|α₁α₂|² instead of 8b|α₁α₂|², pins θ by
/// −(κbR⁴/4) cos 4θ: <see cref="BrokenDegeneracy"/>.</para>
/// <para>Carriers (q₁, p₁, q₂, p₂, turns): turns counts how often θ went round, so that it never jumps. V. López-Pastor, F. Marquardt, Phys. Rev. X 13 (2023) 031020, sect. V.</para>
/// </remarks>
public sealed class MexicanHat : LearningMatter
{
    /// <summary>Γt after which a decay counts as complete: e^(−40) of a kick is left, less than its rounding.</summary>
    public const double CompleteDecay = 40;

    private readonly double _radius;

    /// <summary>A hat.</summary>
    /// <param name="drive">a, strength of the parametric drive.</param>
    /// <param name="kerr">b, strength of the common Kerr effect.</param>
    /// <param name="step">Longest time step in units of 1/4a, of the decay also of 1/Γ. The displacement of a decay errs by a share 0.0045 step⁴.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is not finite and positive.</exception>
    public MexicanHat(double drive, double kerr, double step = 0.25)
    {
        Drive = Positive(drive, nameof(drive));
        Kerr = Positive(kerr, nameof(kerr));
        LongestStep = Positive(step, nameof(step));
        _radius = Math.Sqrt(drive / (2 * kerr));
    }

    /// <summary>a.</summary>
    public double Drive { get; }

    /// <summary>b.</summary>
    public double Kerr { get; }

    /// <summary>Longest time step, in units of 1/4a.</summary>
    public double LongestStep { get; }

    /// <summary>R² = a/2b, beside which π must be small.</summary>
    public double SquaredRadius => _radius * _radius;

    /// <inheritdoc/>
    public override string Name => "mexican-hat";

    /// <inheritdoc/>
    public override int Carriers => HatFlow.Carriers;

    /// <summary>Ω = 8b.</summary>
    public override double InverseMass => 8 * Kerr;

    /// <inheritdoc/>
    public override void Settle(ReadOnlySpan<double> theta, Span<double> carriers)
    {
        for (var i = 0; i < theta.Length; i++)
        {
            var x = carriers.Slice(i * Carriers, Carriers);
            var (sin, cos) = Math.SinCos(theta[i]);
            (x[0], x[1], x[2], x[3]) = (_radius * cos, 0, _radius * sin, 0);
            x[4] = Math.Round((theta[i] - Math.Atan2(x[2], x[0])) / Math.Tau);
        }
    }

    /// <inheritdoc/>
    public override void Read(ReadOnlySpan<double> carriers, Span<double> theta, Span<double> pi)
    {
        for (var i = 0; i < theta.Length; i++)
        {
            var x = carriers.Slice(i * Carriers, Carriers);
            theta[i] = Math.Atan2(x[2], x[0]) + (Math.Tau * x[4]);
            pi[i] = (x[0] * x[3]) - (x[2] * x[1]);
        }
    }

    /// <inheritdoc/>
    /// <remarks>∂θ/∂q = (−q₂, q₁)/Q².</remarks>
    public override void Kick(Span<double> carriers, ReadOnlySpan<double> kicks)
    {
        for (var i = 0; i < kicks.Length; i++)
        {
            var x = carriers.Slice(i * Carriers, Carriers);
            var push = kicks[i] / ((x[0] * x[0]) + (x[2] * x[2]));
            x[1] -= push * x[2];
            x[3] += push * x[0];
        }
    }

    /// <inheritdoc/>
    public override void Drift(Span<double> carriers, double time)
    {
        if (time != 0)
        {
            var steps = Steps(Math.Abs(time), 4 * Drive);
            new HatFlow(Drive, Kerr, 0, time / steps).Run(carriers, steps);
        }
    }

    /// <inheritdoc/>
    public override void Reverse(Span<double> carriers)
    {
        for (var i = 0; i < carriers.Length; i += Carriers)
        {
            (carriers[i + 1], carriers[i + 3]) = (-carriers[i + 1], -carriers[i + 3]);
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A factor s on what a kick moves is friction Γ/s for a time sT_D. The bath gives every p_j the variance kT/4a, that of H_θ ≈ 2aP²; it is thermal for
    /// kT ≪ a²/4b, the depth of the hat.
    /// </remarks>
    public override void Relax(Span<double> carriers, double rate, double time, double scale, IThermalKicks? bath, long moment)
    {
        var duration = double.IsPositiveInfinity(time) ? CompleteDecay / rate : time;
        if (scale == 0)
        {
            Stop(carriers, Math.Exp(-rate * duration));
        }
        else if (duration > 0)
        {
            var (Γ, T) = (rate / scale, duration * scale);
            var steps = Steps(T, Math.Max(4 * Drive, Γ));
            var flow = new HatFlow(Drive, Kerr, Γ, T / steps);
            if (bath is null)
            {
                flow.Run(carriers, steps);
            }
            else
            {
                flow.RunWarm(carriers, steps, bath.Temperature / (4 * Drive), bath, moment);
            }
        }
    }

    /// <inheritdoc/>
    public override double Energy(ReadOnlySpan<double> carriers)
    {
        var energy = 0.0;
        for (var i = 0; i < carriers.Length; i += Carriers)
        {
            var x = carriers.Slice(i, Carriers);
            var (Q, P) = ((x[0] * x[0]) + (x[2] * x[2]), (x[1] * x[1]) + (x[3] * x[3]));
            energy += (Kerr * (Q + P) * (Q + P)) - (Drive * (Q - P)) + (Drive * Drive / (4 * Kerr));
        }

        return energy;
    }

    private int Steps(double time, double rate) => Math.Max(1, checked((int)Math.Ceiling(time * rate / LongestStep)));

    private static void Stop(Span<double> carriers, double remaining)
    {
        for (var i = 0; i < carriers.Length; i += HatFlow.Carriers)
        {
            (carriers[i + 1], carriers[i + 3]) = (remaining * carriers[i + 1], remaining * carriers[i + 3]);
        }
    }

    private static double Positive(double value, string name) => double.IsFinite(value) && value > 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "a Mexican hat takes finite numbers > 0");
}
