using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Imperfections;

/// <summary>Vacuum in every mode that enters, and what the ancilla of a squeezing mirror adds: behind <see cref="QuantumSettings"/>.</summary>
internal sealed class QuantumNoise : IInfluence
{
    private readonly QuantumSettings _settings;
    private readonly Occasion _occasion;
    private readonly RandomStream _vacuum;
    private readonly RandomStream _ancilla;
    private readonly double[] _photon;
    private Deed _deed;
    private double _phasePerPhoton;

    /// <summary>Takes the number of photons.</summary>
    /// <param name="settings">Photons, and the mirror.</param>
    /// <param name="lanes">Samples side by side.</param>
    /// <param name="seed">Seed of every random number.</param>
    /// <param name="occasion">On what occasion noise is drawn.</param>
    public QuantumNoise(QuantumSettings settings, int lanes, ulong seed, Occasion occasion)
    {
        (_settings, _occasion, _photon) = (settings, occasion, new double[lanes]);
        _vacuum = new RandomStream(seed, "imperfections/quantum/vacuum");
        _ancilla = new RandomStream(seed, "imperfections/quantum/ancilla");
    }

    /// <summary>A sample was prepared: its photons are counted, and the vacuum is added.</summary>
    public void Enter(IExposed machine)
    {
        if (_settings.PhotonsPerPulse > 0)
        {
            _deed = Deed.Enter;
            machine.Expose(this);
        }
    }

    /// <summary>The field was reversed.</summary>
    public void Reflect(IExposed machine)
    {
        if (_settings is { PhotonsPerPulse: > 0, AmplifiedAncilla: true })
        {
            _deed = Deed.Reflect;
            machine.Expose(this);
        }
    }

    /// <summary>A pass has ended: what the vacuum alone turned is turned back, see <see cref="IShiftsVacuum"/>.</summary>
    public void Order(IExposed machine)
    {
        if (_settings.PhotonsPerPulse > 0 && machine is IShiftsVacuum { PhasePerPhoton: not 0 and var phase })
        {
            (_deed, _phasePerPhoton) = (Deed.Order, phase);
            machine.Expose(this);
        }
    }

    /// <inheritdoc/>
    public void Act<T>(PhaseView<T> field, in Moment moment)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (_deed)
        {
            case Deed.Enter:
                Count(field);
                Add(field, _vacuum, photons: 0.5);
                break;
            case Deed.Reflect:
                // √2 Ξ₀, and ⟨|Ξ₀|²⟩ is half a photon.
                Add(field, _ancilla, photons: 1);
                break;
            default:
                Turn(field);
                break;
        }
    }

    private void Turn<T>(PhaseView<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var lane = 0; lane < x.Active; lane++)
        {
            var (s, c) = Math.SinCos(_phasePerPhoton * _photon[lane]);
            var (sin, cos) = (T.CreateTruncating(s), T.CreateTruncating(c));
            for (var i = lane; i < x.Q.Length; i += x.Lanes)
            {
                (x.Q[i], x.P[i]) = ((x.Q[i] * cos) - (x.P[i] * sin), (x.P[i] * cos) + (x.Q[i] * sin));
            }
        }
    }

    private void Count<T>(PhaseView<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var lane = 0; lane < x.Active; lane++)
        {
            var energy = 0.0;
            for (var i = lane; i < x.Q.Length; i += x.Lanes)
            {
                var (q, p) = (double.CreateTruncating(x.Q[i]), double.CreateTruncating(x.P[i]));
                energy += 0.5 * ((q * q) + (p * p));
            }

            _photon[lane] = energy / _settings.PhotonsPerPulse;
        }
    }

    // ⟨|ξ|²⟩ = (⟨ξ_q²⟩ + ⟨ξ_p²⟩)/2, so each plane has the variance of the complex noise.
    private void Add<T>(PhaseView<T> x, RandomStream stream, double photons)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var lane = 0; lane < x.Active; lane++)
        {
            var σ = Math.Sqrt(photons * _photon[lane]);
            for (var mode = 0; mode < x.Coordinates; mode++)
            {
                var (ξq, ξp) = _occasion.Normals(stream, mode, lane);
                x.Q[(mode * x.Lanes) + lane] += T.CreateTruncating(σ * ξq);
                x.P[(mode * x.Lanes) + lane] += T.CreateTruncating(σ * ξp);
            }
        }
    }

    private enum Deed
    {
        Enter,
        Reflect,
        Order,
    }
}
