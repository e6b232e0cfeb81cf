using Loschmidt.Numerics.Random;

namespace Loschmidt.Fields;

/// <summary>The shapes a wave machine starts from: input packets, target packets, output regions, initial θ.</summary>
internal static class WaveShapes
{
    /// <summary>x of the packet that carries one input bit: x_s = (2s + 1)W/8 + a_s W/2.</summary>
    public static double InputX(Lattice lattice, int slot, bool bit) =>
        (2 * slot + 1) * lattice.Width / 8 + (bit ? lattice.Width / 2 : 0);

    /// <summary>x of one output: W/4 for the answer 0, 3W/4 for the answer 1.</summary>
    public static double OutputX(Lattice lattice, int output) => (2 * output + 1) * lattice.Width / 4;

    /// <summary>Adds a packet with |Ψ|² = (I/π) exp(−r²/2σ²) and carrier e^(−ik(z − z₀)), as stored values √(2ΔV)·Ψ.</summary>
    /// <remarks>Peak I/π is a norm of (2σ)²I/2: half of an input, and all of a target.</remarks>
    public static void AddPacket(
        Lattice lattice, WavePacket packet, double x0, double z0, double carrier, double carrierOrigin,
        Span<double> q, Span<double> p)
    {
        var amplitude = Math.Sqrt(packet.Intensity / Math.PI * 2 * lattice.CellVolume);
        var narrow = 1 / (4 * packet.Waist * packet.Waist);
        for (var column = 0; column < lattice.Columns; column++)
        {
            var dx = Difference(lattice, lattice.X(column) - x0, lattice.Width);
            for (var row = 0; row < lattice.Rows; row++)
            {
                var dz = Difference(lattice, lattice.Z(row) - z0, lattice.Length);
                var envelope = amplitude * Math.Exp(-(dx * dx + dz * dz) * narrow);
                var (sin, cos) = Math.SinCos(-carrier * (lattice.Z(row) - carrierOrigin));
                q[lattice.Site(column, row)] += envelope * cos;
                p[lattice.Site(column, row)] += envelope * sin;
            }
        }
    }

    /// <summary>φ = Σ_j exp(−|r − r_j|²/2σ_φ²)/2πσ_φ² over the outputs, [sites].</summary>
    public static double[] OutputRegions(Lattice lattice, WaveTarget target)
    {
        var variance = target.Width * target.Width;
        var regions = new double[lattice.Sites];
        for (var output = 0; output < 2; output++)
        {
            for (var column = 0; column < lattice.Columns; column++)
            {
                var dx = Difference(lattice, lattice.X(column) - OutputX(lattice, output), lattice.Width);
                for (var row = 0; row < lattice.Rows; row++)
                {
                    var dz = Difference(lattice, lattice.Z(row) - target.Position * lattice.Length, lattice.Length);
                    regions[lattice.Site(column, row)] +=
                        Math.Exp(-(dx * dx + dz * dz) / (2 * variance)) / (2 * Math.PI * variance);
                }
            }
        }

        return regions;
    }

    /// <summary>Overwrites θ, [columns × window rows], with a smooth random field of the wanted root mean square.</summary>
    public static void DrawTheta(WaveSettings settings, int firstRow, ulong seed, Span<double> theta)
    {
        var (lattice, shape) = (settings.Lattice, settings.InitialTheta);
        theta.Clear();
        if (settings.Coupling == 0 || shape.Phase == 0)
            return;

        var stream = new RandomStream(seed, "theta");
        var rows = theta.Length / lattice.Columns;
        var sum = 0.0;
        for (var column = 0; column < lattice.Columns; column++)
        {
            for (var row = 0; row < rows; row++)
            {
                var value = 0.0;
                for (var across = 1; across <= shape.ModesAcross; across++)
                {
                    var waveX = Math.Sin(Math.PI * across * lattice.X(column) / lattice.Width);
                    for (var along = 1; along <= shape.ModesAlong; along++)
                    {
                        var waveZ = Math.Sin(Math.PI * along * lattice.Z(firstRow + row) / lattice.Length);
                        value += stream.Normal(0, (uint)across, (uint)along) * waveX * waveZ;
                    }
                }

                theta[column * rows + row] = value;
                sum += value * value;
            }
        }

        var scale = shape.Phase / (Math.Abs(settings.Coupling) * settings.Duration * Math.Sqrt(sum / theta.Length));
        foreach (ref var value in theta)
            value *= scale;
    }

    private static double Difference(Lattice lattice, double distance, double extent) =>
        lattice.Boundary == Boundary.Periodic ? distance - extent * Math.Round(distance / extent) : distance;
}
