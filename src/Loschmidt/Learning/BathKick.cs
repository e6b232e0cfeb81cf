namespace Loschmidt.Learning;

/// <summary>What a bath adds to a free particle that decays for a time: one normal number moves π and θ together, another θ alone.</summary>
/// <remarks>With c = e^(−ΓT_D): π gains variance (1 − c²)kT/Ω, θ (2ΩkT/Γ)(T_D − 2(1 − c)/Γ + (1 − c²)/2Γ), both together kT(1 − c)²/Γ.</remarks>
internal readonly struct BathKick
{
    /// <summary>Works the three numbers out.</summary>
    /// <param name="temperature">kT.</param>
    /// <param name="inverseMass">Ω.</param>
    /// <param name="rate">Γ.</param>
    /// <param name="time">T_D, finite.</param>
    public BathKick(double temperature, double inverseMass, double rate, double time)
    {
        var c = Math.Exp(-rate * time);
        Momentum = Math.Sqrt((1 - (c * c)) * temperature / inverseMass);
        Along = Momentum > 0 ? temperature * (1 - c) * (1 - c) / (rate * Momentum) : 0;
        var variance = 2 * inverseMass * temperature / rate * (time - (2 * (1 - c) / rate) + ((1 - (c * c)) / (2 * rate)));
        Across = Math.Sqrt(Math.Max(0, variance - (Along * Along)));
    }

    /// <summary>rms kick of π.</summary>
    public double Momentum { get; }

    /// <summary>What the kick of π moves θ by.</summary>
    public double Along { get; }

    /// <summary>rms displacement of θ beside it.</summary>
    public double Across { get; }
}
