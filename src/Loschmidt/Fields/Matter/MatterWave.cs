namespace Loschmidt.Fields.Matter;

/// <summary>From a condensate in laboratory units to the wave equation that <see cref="WaveMachine{T}"/> runs.</summary>
/// <remarks>
/// The library's wave is iΨ̇ = +(β/2)∇²Ψ + χθΨ + g|Ψ|²Ψ, the complex conjugate of the Gross–Pitaevskii equation. So Ψ = ψ* (up to a factor), β = ħT/(mW²)
/// and both other terms change their sign: repulsive atoms (a &gt; 0) are a <b>negative</b> g, attractive ones a positive, and χ = −2πT(V/h per θ).
/// Time reversal, Ψ → Ψ*, is the same for both. The norm 4σ² (σ in box widths) stands for all N atoms.
/// </remarks>
public static class MatterWave
{
    /// <summary>ħ in J s (exact).</summary>
    public const double ReducedPlanck = 6.62607015e-34 / (2 * Math.PI);

    /// <summary>Unified atomic mass unit in kg (CODATA 2018).</summary>
    public const double MassUnit = 1.66053906660e-27;

    /// <summary>Bohr radius in m (CODATA 2018).</summary>
    public const double BohrRadius = 5.29177210903e-11;

    // µm²/ms in a m²/s, µm in a m.
    private const double AreaRate = 1e9;
    private const double Micrometre = 1e6;

    /// <summary>ħ/m in µm²/ms: a packet of wave number k per µm travels at ħk/m.</summary>
    public static double Dispersion(MatterWaveSettings settings) => ReducedPlanck / (settings.Mass * MassUnit) * AreaRate;

    /// <summary>a_z = √(ħ/mω_z) in µm, the thickness of the sheet of atoms.</summary>
    public static double Thickness(MatterWaveSettings settings) =>
        Math.Sqrt(ReducedPlanck / (settings.Mass * MassUnit * 2 * Math.PI * settings.SheetFrequency)) * Micrometre;

    /// <summary>g₂/ħ = √8π (ħ/m) a/a_z in µm²/ms: times the density of atoms per µm² it is their mutual frequency shift in rad/ms.</summary>
    public static double Interaction(MatterWaveSettings settings) =>
        Math.Sqrt(8 * Math.PI) * Dispersion(settings) * settings.ScatteringLength * BohrRadius * Micrometre / Thickness(settings);

    /// <summary>The wave machine's settings: lengths in units of the width, times of the duration.</summary>
    public static WaveSettings Wave(MatterWaveSettings settings)
    {
        var (width, time) = (settings.Width, settings.Duration);
        var waist = settings.Waist / width;
        var norm = 4 * waist * waist;
        return new WaveSettings
        {
            Lattice = new Lattice { Columns = settings.Columns, Rows = settings.Rows, Width = 1, Length = settings.Length / width },
            Duration = 1,
            Steps = settings.Steps,
            Beta = Dispersion(settings) * time / (width * width),
            Nonlinearity = -Interaction(settings) * time / (width * width) * settings.Atoms / norm,
            Coupling = -Coupling(settings),
            Window = settings.Window,
            InverseMass = settings.InverseMass,
            Frozen = settings.Frozen,
            Packet = new WavePacket { Waist = waist, Intensity = 1, Carrier = settings.Speed / Dispersion(settings) * width },
            InitialTheta = new InitialTheta { Phase = settings.InitialPhase },
            Target = new WaveTarget { Kind = settings.Target, Width = waist, Position = settings.Position },
        };
    }

    /// <summary>The same quantities in both systems of units, a line each.</summary>
    public static IReadOnlyList<UnitLine> Table(MatterWaveSettings settings)
    {
        var wave = Wave(settings);
        var peak = settings.Atoms / 2 / (2 * Math.PI * settings.Waist * settings.Waist);
        return
        [
            new("width of the box", settings.Width, "um", "W", 1),
            new("length of the box", settings.Length, "um", "L", wave.Lattice.Length),
            new("duration of a pass", settings.Duration, "ms", "T", 1),
            new("dispersion hbar/m", Dispersion(settings), "um^2/ms", "beta", wave.Beta),
            new("thickness a_z of the sheet", Thickness(settings), "um", "a_z", Thickness(settings) / settings.Width),
            new("interaction g2/hbar per atom", Interaction(settings), "um^2/ms", "g x norm / N",
                settings.Atoms > 0 ? wave.Nonlinearity * 4 * wave.Packet.Waist * wave.Packet.Waist / settings.Atoms : 0),
            new("atoms", settings.Atoms, "", "norm", 4 * wave.Packet.Waist * wave.Packet.Waist),
            new("interaction of all atoms", Interaction(settings) * settings.Atoms, "um^2/ms", "g", wave.Nonlinearity),
            new("interaction at a packet's peak, g2 n/h", Interaction(settings) * peak / (2 * Math.PI) * 1e3, "Hz", "g |Psi|^2 T", wave.Nonlinearity / Math.PI),
            new("waist of a packet", settings.Waist, "um", "sigma", wave.Packet.Waist),
            new("speed of a packet", settings.Speed, "mm/s", "beta k", wave.Beta * wave.Packet.Carrier),
            new("wave number m v/hbar", settings.Speed / Dispersion(settings), "1/um", "k", wave.Packet.Carrier),
            new("potential V/h at theta = 1", settings.Potential, "Hz", "chi", wave.Coupling),
        ];
    }

    // 2π (V/h) T, rad per unit of θ.
    private static double Coupling(MatterWaveSettings settings) => 2 * Math.PI * settings.Potential * settings.Duration * 1e-3;
}
