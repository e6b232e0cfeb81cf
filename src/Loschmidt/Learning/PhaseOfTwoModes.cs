using System.Runtime.CompilerServices;
using Loschmidt.Machines;

namespace Loschmidt.Learning;

/// <summary>A parameter as the free phase of two driven Kerr modes. Odd under time reversal: θ → −θ, π → π.</summary>
/// <remarks>
/// H_θ = (g/2)(|α₁|⁴ + |α₂|⁴) − (βα₁α₂ + c.c.) leaves the <b>difference</b> θ = φ₁ − φ₂ free; π = −(n₁ − n₂)/2, n_j = |α_j|², is conserved and Ω = 4g.
/// With −(βα₁*α₂ + c.c.), the paper's print, the <b>sum</b> θ = φ₁ + φ₂ is free; π = −(n₁ + n₂)/2 + n₀ and Ω = 2g.
/// Either way the Kerr effect fixes both amplitudes at the ground state, n₀ = β/g, from which energies are measured; a quadratic H alone would not.
/// <para>A phase turns over under Ψ → Ψ*, a photon number does not, so θ and π change roles under reversal. The echo is none the worse: the joint state comes home and π keeps −ε ∂C/∂θ.
/// But the machine around must be the same under Ψ → Ψ*, θ → −θ, as a hopping phase e^(iθ)Ψ₁*Ψ₂ + c.c. is (<see cref="HoppingPhases"/>) and a phase shift χθ|Ψ|² is not; and matter must move during
/// a pass (not held), for only then is θ reversed with it. Protocols that reverse Θ alone between echoes (pair, symmetric) would go on at −θ and are refused.</para>
/// <para>Flows: Kerr e^(−ign_jt); the drive mixes (q₁, p₂) and (q₂, p₁), hyperbolically for α₁α₂, by a rotation for α₁*α₂. Friction Γ brings n_j to n₀ and the pinned phase to 0 and spares θ.
/// Carriers (q₁, p₁, q₂, p₂, turns).</para>
/// </remarks>
public sealed class PhaseOfTwoModes : LearningMatter
{
    // Of the inverse frequency 1/2β of what is pinned.
    private const double LongestStep = 0.2;

    private readonly double _photons;

    /// <summary>Two modes a parameter.</summary>
    /// <param name="drive">β.</param>
    /// <param name="kerr">g.</param>
    /// <param name="free">Which phase is free: which drive it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">β or g is not finite and positive.</exception>
    public PhaseOfTwoModes(double drive, double kerr, FreePhase free)
    {
        if (!(double.IsFinite(drive) && drive > 0 && double.IsFinite(kerr) && kerr > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(drive), (drive, kerr), "drive and Kerr effect are finite numbers > 0");
        }

        (Drive, Kerr, Free, _photons) = (drive, kerr, free, drive / kerr);
    }

    /// <summary>β.</summary>
    public double Drive { get; }

    /// <summary>g.</summary>
    public double Kerr { get; }

    /// <summary>Which phase is free.</summary>
    public FreePhase Free { get; }

    /// <summary>n₀ = β/g, photons of either mode in the ground state.</summary>
    public double Photons => _photons;

    /// <inheritdoc/>
    public override string Name => "phase-of-two-modes";

    /// <inheritdoc/>
    public override int Carriers => HatFlow.Carriers;

    /// <summary>Ω: 4g for the difference, 2g for the sum.</summary>
    public override double InverseMass => Free == FreePhase.Difference ? 4 * Kerr : 2 * Kerr;

    /// <summary>It is: conjugation turns phases over.</summary>
    public override bool ThetaIsOdd => true;

    /// <inheritdoc/>
    public override void Settle(ReadOnlySpan<double> theta, Span<double> carriers)
    {
        var amplitude = Math.Sqrt(2 * _photons);
        for (var i = 0; i < theta.Length; i++)
        {
            var x = carriers.Slice(i * Carriers, Carriers);
            var (sin, cos) = Math.SinCos(theta[i] / 2);
            (x[0], x[1], x[2]) = (amplitude * cos, amplitude * sin, amplitude * cos);
            x[3] = Free == FreePhase.Difference ? -x[1] : x[1];
            x[4] = Math.Round((theta[i] - Angle(x)) / Math.Tau);
        }
    }

    /// <inheritdoc/>
    public override void Read(ReadOnlySpan<double> carriers, Span<double> theta, Span<double> pi)
    {
        for (var i = 0; i < theta.Length; i++)
        {
            var x = carriers.Slice(i * Carriers, Carriers);
            theta[i] = Angle(x) + (Math.Tau * x[4]);
            pi[i] = Free == FreePhase.Difference ? (Number(x[2..]) - Number(x)) / 2 : _photons - ((Number(x) + Number(x[2..])) / 2);
        }
    }

    /// <inheritdoc/>
    /// <remarks>n₁ −= kick, n₂ ±= kick, both phases as they are.</remarks>
    /// <exception cref="InvalidOperationException">The kick would take more photons than a mode has.</exception>
    public override void Kick(Span<double> carriers, ReadOnlySpan<double> kicks)
    {
        for (var i = 0; i < kicks.Length; i++)
        {
            var x = carriers.Slice(i * Carriers, Carriers);
            Populate(x, Number(x) - kicks[i]);
            Populate(x[2..], Number(x[2..]) + (Free == FreePhase.Difference ? kicks[i] : -kicks[i]));
        }
    }

    /// <inheritdoc/>
    public override void Drift(Span<double> carriers, double time)
    {
        if (time != 0)
        {
            Run(carriers, time, 0, Math.Abs(time) * 2 * Drive);
        }
    }

    /// <inheritdoc/>
    public override void Reverse(Span<double> carriers)
    {
        for (var i = 0; i < carriers.Length; i += Carriers)
        {
            (carriers[i + 1], carriers[i + 3], carriers[i + 4]) = (-carriers[i + 1], -carriers[i + 3], -carriers[i + 4]);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The bath is warm.</exception>
    public override void Relax(Span<double> carriers, double rate, double time, double scale, IThermalKicks? bath, long moment)
    {
        if (bath is not null)
        {
            throw new NotSupportedException("the phase of two modes decays into a cold bath only; use a Mexican hat at a temperature");
        }

        var duration = double.IsPositiveInfinity(time) ? MexicanHat.CompleteDecay / rate : time;
        if (scale == 0)
        {
            for (var i = 0; i < carriers.Length; i += Carriers)
            {
                Rest(carriers.Slice(i, Carriers), Math.Exp(-rate * duration));
            }
        }
        else if (duration > 0)
        {
            Run(carriers, duration * scale, rate / scale, duration * scale * Math.Max(2 * Drive, rate / scale));
        }
    }

    /// <inheritdoc/>
    public override double Energy(ReadOnlySpan<double> carriers)
    {
        var energy = 0.0;
        for (var i = 0; i < carriers.Length; i += Carriers)
        {
            var x = carriers.Slice(i, Carriers);
            var (n1, n2) = (Number(x), Number(x[2..]));
            var driven = (x[0] * x[2]) + (Free == FreePhase.Difference ? -(x[1] * x[3]) : x[1] * x[3]);
            energy += (Kerr / 2 * ((n1 * n1) + (n2 * n2))) - (Drive * driven) + (Drive * _photons);
        }

        return energy;
    }

    /// <summary>Re and Im of what θ is the angle of: α₁α₂* or α₁α₂, times 2.</summary>
    internal (double Re, double Im) Beat(ReadOnlySpan<double> x) => Free == FreePhase.Difference
        ? ((x[0] * x[2]) + (x[1] * x[3]), (x[1] * x[2]) - (x[0] * x[3]))
        : ((x[0] * x[2]) - (x[1] * x[3]), (x[1] * x[2]) + (x[0] * x[3]));

    /// <summary>Counts a turn where θ crossed the cut of atan2 since <paramref name="before"/>; the way back takes it back.</summary>
    internal void CountTurn((double Re, double Im) before, Span<double> x)
    {
        var now = Beat(x);
        if (double.IsNegative(before.Im) != double.IsNegative(now.Im) && before.Re + now.Re < 0)
        {
            x[4] += double.IsNegative(now.Im) ? 1 : -1;
        }
    }

    private double Angle(ReadOnlySpan<double> x)
    {
        var (re, im) = Beat(x);
        return Math.Atan2(im, re);
    }

    private static double Number(ReadOnlySpan<double> x) => ((x[0] * x[0]) + (x[1] * x[1])) / 2;

    private static void Populate(Span<double> x, double photons)
    {
        if (!(photons > 0))
        {
            throw new InvalidOperationException(
                $"a kick left {photons} photons in a driven mode, whose phase is then lost: drive it more strongly, so that β/g is large beside every kick");
        }

        var scale = Math.Sqrt(photons / Number(x));
        (x[0], x[1]) = (scale * x[0], scale * x[1]);
    }

    private void Run(Span<double> carriers, double time, double friction, double phase)
    {
        var steps = Math.Max(1, checked((int)Math.Ceiling(phase / LongestStep)));
        for (var i = 0; i < carriers.Length; i += Carriers)
        {
            var x = carriers.Slice(i, Carriers);
            for (var n = 0; n < steps; n++)
            {
                foreach (var fraction in HatFlow.Fractions)
                {
                    Move(x, fraction * time / steps, friction);
                }
            }
        }
    }

    private void Move(Span<double> x, double time, double friction)
    {
        var before = Beat(x);
        if (friction > 0)
        {
            Rest(x, Math.Exp(-friction * time / 2));
        }

        Push(x, time / 2);
        Turn(x, time);
        Turn(x[2..], time);
        Push(x, time / 2);
        if (friction > 0)
        {
            Rest(x, Math.Exp(-friction * time / 2));
        }

        CountTurn(before, x);
    }

    private void Turn(Span<double> x, double time)
    {
        var (sin, cos) = Math.SinCos(Kerr * Number(x) * time);
        (x[0], x[1]) = ((x[0] * cos) + (x[1] * sin), (x[1] * cos) - (x[0] * sin));
    }

    // −β(q₁q₂ − p₁p₂) or −β(q₁q₂ + p₁p₂).
    private void Push(Span<double> x, double time)
    {
        if (Free == FreePhase.Difference)
        {
            var (cosh, sinh) = (Math.Cosh(Drive * time), Math.Sinh(Drive * time));
            (x[0], x[3]) = ((x[0] * cosh) + (x[3] * sinh), (x[3] * cosh) + (x[0] * sinh));
            (x[2], x[1]) = ((x[2] * cosh) + (x[1] * sinh), (x[1] * cosh) + (x[2] * sinh));
        }
        else
        {
            var (sin, cos) = Math.SinCos(Drive * time);
            (x[0], x[3]) = ((x[0] * cos) - (x[3] * sin), (x[3] * cos) + (x[0] * sin));
            (x[2], x[1]) = ((x[2] * cos) - (x[1] * sin), (x[1] * cos) + (x[2] * sin));
        }
    }

    // Numbers go to n₀ and the pinned phase to 0, θ stays.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Rest(Span<double> x, double remaining)
    {
        var pinned = Free == FreePhase.Difference
            ? Math.Atan2((x[1] * x[2]) + (x[0] * x[3]), (x[0] * x[2]) - (x[1] * x[3]))
            : Math.Atan2((x[1] * x[2]) - (x[0] * x[3]), (x[0] * x[2]) + (x[1] * x[3]));
        var (sin, cos) = Math.SinCos((remaining - 1) * pinned / 2);
        var other = Free == FreePhase.Difference ? sin : -sin;
        (x[0], x[1]) = ((x[0] * cos) - (x[1] * sin), (x[1] * cos) + (x[0] * sin));
        (x[2], x[3]) = ((x[2] * cos) - (x[3] * other), (x[3] * cos) + (x[2] * other));
        Populate(x, _photons + (remaining * (Number(x) - _photons)));
        Populate(x[2..], _photons + (remaining * (Number(x[2..]) - _photons)));
    }
}
