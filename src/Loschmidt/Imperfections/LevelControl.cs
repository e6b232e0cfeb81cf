using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Imperfections;

/// <summary>Amplifies every sample's field at the turning point to the energy it started with.</summary>
/// <remarks>Measured before the error signal is injected: a gain that knew of ε would nudge too.</remarks>
internal sealed class LevelControl
{
    private readonly IExposed _machine;
    private readonly Meter _start;
    private readonly Meter _end;
    private readonly Amplifier _amplifier;

    /// <summary>Controls a machine.</summary>
    public LevelControl(IExposed machine)
    {
        (_machine, _start, _end) = (machine, new Meter(machine.Lanes), new Meter(machine.Lanes));
        _amplifier = new Amplifier(_start, _end);
    }

    /// <summary>Measures the energy at the start of the way out.</summary>
    public void Begin() => _machine.Expose(_start);

    /// <summary>Measures the energy at its end.</summary>
    public void End() => _machine.Expose(_end);

    /// <summary>Amplifies.</summary>
    public void Amplify() => _machine.Expose(_amplifier);

    private sealed class Meter(int lanes) : IInfluence
    {
        public double[] Energy { get; } = new double[lanes];

        public void Act<T>(PhaseView<T> field, in Moment moment)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            Array.Clear(Energy);
            for (var first = 0; first < field.Q.Length; first += field.Lanes)
            {
                for (var lane = 0; lane < field.Active; lane++)
                {
                    var (q, p) = (double.CreateTruncating(field.Q[first + lane]), double.CreateTruncating(field.P[first + lane]));
                    Energy[lane] += 0.5 * ((q * q) + (p * p));
                }
            }
        }
    }

    private sealed class Amplifier(Meter start, Meter end) : IInfluence
    {
        public void Act<T>(PhaseView<T> field, in Moment moment)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            for (var lane = 0; lane < field.Active; lane++)
            {
                var gain = T.CreateTruncating(end.Energy[lane] > 0 ? Math.Sqrt(start.Energy[lane] / end.Energy[lane]) : 1);
                for (var i = lane; i < field.Q.Length; i += field.Lanes)
                {
                    (field.Q[i], field.P[i]) = (gain * field.Q[i], gain * field.P[i]);
                }
            }
        }
    }
}
