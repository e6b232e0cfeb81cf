using System.Numerics;
using Loschmidt.Machines;

namespace Loschmidt.Scattering;

public sealed unsafe partial class ScatteringMachine<T> : IRingsUp
{
    /// <inheritdoc/>
    public double LongestStep => new LangevinEquation(Network, Learning.Theta, _sample, Frequency).LongestStep;

    /// <inheritdoc/>
    public double RingUp(ReadOnlySpan<Complex> probe, double duration, int frames, RingUpFrame look)
    {
        ArgumentNullException.ThrowIfNull(look);
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        if (!double.IsFinite(duration) || duration <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(duration), duration, "a duration is a finite number > 0");
        }

        var incoming = new Complex[Modes * Lanes];
        for (var mode = 0; mode < Math.Min(probe.Length, Network.Modes); mode++)
        {
            incoming[mode * Lanes] = probe[mode];
        }

        var (steady, outgoing) = (new Complex[incoming.Length], new Complex[incoming.Length]);
        Probe(incoming, steady, outgoing);

        var equation = new LangevinEquation(Network, Learning.Theta, _sample, Frequency);
        var perFrame = (long)Math.Max(1, Math.Ceiling(duration / frames / equation.LongestStep));
        var step = duration / frames / perFrame;
        look(0, equation.Fields);
        for (var frame = 1; frame <= frames; frame++)
        {
            for (var n = 0L; n < perFrame; n++)
            {
                equation.Advance(probe, step);
            }

            look(equation.Time, equation.Fields);
        }

        var (distance, largest) = (0.0, 0.0);
        for (var mode = 0; mode < Modes; mode++)
        {
            distance = Math.Max(distance, Complex.Abs(equation.Fields[mode] - steady[mode * Lanes]));
            largest = Math.Max(largest, Complex.Abs(steady[mode * Lanes]));
        }

        return distance / largest;
    }
}
