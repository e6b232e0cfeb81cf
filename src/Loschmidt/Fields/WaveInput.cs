using System.Numerics;

namespace Loschmidt.Fields;

/// <summary>Writes two bits as two packets; every input carries the same norm (2σ)²I, wherever its packets overlap or meet a wall.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class WaveInput<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[][] _q = new T[4][];
    private readonly T[][] _p = new T[4][];

    /// <summary>Computes the four inputs.</summary>
    public WaveInput(WaveSettings settings)
    {
        var (lattice, packet) = (settings.Lattice, settings.Packet);
        for (var input = 0; input < 4; input++)
        {
            var (q, p) = (new double[lattice.Sites], new double[lattice.Sites]);
            for (var slot = 0; slot < 2; slot++)
            {
                var x = WaveShapes.InputX(lattice, slot, (input >> slot & 1) != 0);
                WaveShapes.AddPacket(lattice, packet, x, packet.Position * lattice.Length, packet.Carrier, 0, q, p);
            }

            var norm = q.Zip(p, (re, im) => 0.5 * (re * re + im * im)).Sum();
            var scale = norm > 0 ? Math.Sqrt(4 * packet.Waist * packet.Waist * packet.Intensity / norm) : 0;
            _q[input] = Array.ConvertAll(q, value => T.CreateChecked(scale * value));
            _p[input] = Array.ConvertAll(p, value => T.CreateChecked(scale * value));
        }
    }

    /// <summary>Overwrites the wave with the input for two bits.</summary>
    public void Write(bool first, bool second, Span<T> q, Span<T> p)
    {
        var input = (first ? 1 : 0) + (second ? 2 : 0);
        _q[input].CopyTo(q);
        _p[input].CopyTo(p);
    }
}
