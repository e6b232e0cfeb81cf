using System.Buffers;
using Loschmidt.Machines;

namespace Loschmidt.Learning;

/// <summary>Matter whose ground states are not quite alike: H' = h cos kθ beside its own energy, so that what was learned slides away.</summary>
/// <remarks>
/// π̇ = hk sin kθ. With friction Γ a memory at rest creeps, θ̇ = (Ωhk/Γ) sin kθ; without, it swings like a pendulum: <see cref="MemoryLifetime"/>.
/// Steps are half a kick, the matter's own motion or decay, half a kick. A complete decay is one of <see cref="MexicanHat.CompleteDecay"/>/Γ: the kick is gone, while θ slides on
/// and would for ever.
/// </remarks>
public sealed class BrokenDegeneracy : LearningMatter
{
    // Of 1/Γ and of the inverse frequency at the bottom of H'.
    private const double LongestStep = 0.05;

    private readonly LearningMatter _matter;
    private readonly double _frequency;

    /// <summary>Breaks the degeneracy of some matter.</summary>
    /// <param name="matter">The matter.</param>
    /// <param name="height">h.</param>
    /// <param name="wavenumber">k.</param>
    /// <exception cref="ArgumentOutOfRangeException">h or k is not finite, or k not positive.</exception>
    public BrokenDegeneracy(LearningMatter matter, double height, double wavenumber)
    {
        ArgumentNullException.ThrowIfNull(matter);
        if (!double.IsFinite(height))
        {
            throw new ArgumentOutOfRangeException(nameof(height), height, "a height is a finite number");
        }

        if (!double.IsFinite(wavenumber) || wavenumber <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(wavenumber), wavenumber, "a wavenumber is a finite number > 0");
        }

        (_matter, Height, Wavenumber) = (matter, height, wavenumber);
        _frequency = wavenumber * Math.Sqrt(matter.InverseMass * Math.Abs(height));
    }

    /// <summary>h.</summary>
    public double Height { get; }

    /// <summary>k.</summary>
    public double Wavenumber { get; }

    /// <inheritdoc/>
    public override string Name => $"pinned {_matter.Name}";

    /// <inheritdoc/>
    public override int Carriers => _matter.Carriers;

    /// <inheritdoc/>
    public override double InverseMass => _matter.InverseMass;

    /// <inheritdoc/>
    /// <remarks>At rest, though hardly any θ is a ground state now.</remarks>
    public override void Settle(ReadOnlySpan<double> theta, Span<double> carriers) => _matter.Settle(theta, carriers);

    /// <inheritdoc/>
    public override void Read(ReadOnlySpan<double> carriers, Span<double> theta, Span<double> pi) => _matter.Read(carriers, theta, pi);

    /// <inheritdoc/>
    public override void Kick(Span<double> carriers, ReadOnlySpan<double> kicks) => _matter.Kick(carriers, kicks);

    /// <inheritdoc/>
    public override void Reverse(Span<double> carriers) => _matter.Reverse(carriers);

    /// <inheritdoc/>
    public override void Drift(Span<double> carriers, double time)
    {
        var steps = Steps(Math.Abs(time), _frequency);
        for (var n = 0; n < steps; n++)
        {
            Slide(carriers, time / steps / 2);
            _matter.Drift(carriers, time / steps);
            Slide(carriers, time / steps / 2);
        }
    }

    /// <inheritdoc/>
    public override void Relax(Span<double> carriers, double rate, double time, double scale, IThermalKicks? bath, long moment)
    {
        if (scale == 0)
        {
            _matter.Relax(carriers, rate, time, scale, bath, moment);
            return;
        }

        var (Γ, T) = (rate / scale, scale * (double.IsPositiveInfinity(time) ? MexicanHat.CompleteDecay / rate : time));
        var steps = Steps(T, Math.Max(Γ, _frequency));
        var kicks = bath is null ? null : new LaterKicks(bath);
        for (var n = 0; n < steps; n++)
        {
            if (kicks is not null)
            {
                kicks.Piece = (uint)n;
            }

            Slide(carriers, T / steps / 2);
            _matter.Relax(carriers, Γ, T / steps, 1, kicks, moment);
            Slide(carriers, T / steps / 2);
        }
    }

    /// <inheritdoc/>
    public override double Energy(ReadOnlySpan<double> carriers)
    {
        var (count, energy) = (carriers.Length / Carriers, _matter.Energy(carriers));
        var shown = ArrayPool<double>.Shared.Rent(2 * count);
        _matter.Read(carriers, shown.AsSpan(0, count), shown.AsSpan(count, count));
        for (var i = 0; i < count; i++)
        {
            energy += Height * Math.Cos(Wavenumber * shown[i]);
        }

        ArrayPool<double>.Shared.Return(shown);
        return energy;
    }

    private static int Steps(double time, double rate) => Math.Max(1, checked((int)Math.Ceiling(time * rate / LongestStep)));

    // The exact flow of H': π += hk sin(kθ) t.
    private void Slide(Span<double> carriers, double time)
    {
        var count = carriers.Length / Carriers;
        var shown = ArrayPool<double>.Shared.Rent(2 * count);
        var kicks = shown.AsSpan(count, count);
        _matter.Read(carriers, shown.AsSpan(0, count), kicks);
        for (var i = 0; i < count; i++)
        {
            kicks[i] = Height * Wavenumber * Math.Sin(Wavenumber * shown[i]) * time;
        }

        _matter.Kick(carriers, kicks);
        ArrayPool<double>.Shared.Return(shown);
    }
}
