using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;
using Loschmidt.Reversal;

namespace Loschmidt.Imperfections;

/// <summary>The errors of a time reversal, put on a field that was reversed without error: behind <see cref="ReversalSettings"/>.</summary>
/// <remarks>The field it is shown is Φ* (and nudged), so what was not reversed is its conjugate.</remarks>
internal sealed class ReversalErrors : IInfluence
{
    private readonly ReversalSettings _settings;
    private readonly Occasion _occasion;
    private readonly PulseMirror? _mirror;
    private readonly AncillaReversal? _ancilla;
    private readonly AncillaGroup[] _forgotten;
    private readonly RandomStream _noise;
    private readonly RandomStream _phases;
    private readonly RandomStream _reach;

    /// <summary>Takes the errors; static ones depend on the seed alone.</summary>
    /// <param name="settings">The errors.</param>
    /// <param name="machine">Whose field it is.</param>
    /// <param name="modes">Modes of the field.</param>
    /// <param name="seed">Seed of every random number.</param>
    /// <param name="occasion">On what occasion noise is drawn.</param>
    /// <exception cref="NotSupportedException">A surface is to turn round a field that travels in no direction, or ancillas are to be forgotten that there are not.</exception>
    public ReversalErrors(ReversalSettings settings, IExposed machine, int modes, ulong seed, Occasion occasion)
    {
        (_settings, _occasion, Trim) = (settings, occasion, new double[modes]);
        _mirror = (settings.Mirror, machine) switch
        {
            (MirrorKind.TimeMirror, _) => null,
            (_, ITravels travelling) => new PulseMirror(travelling),
            _ => throw new NotSupportedException(
                $"the field of a {machine.Kind} machine travels in no direction, so no surface can turn it round; use mirror: time-mirror"),
        };
        _noise = new RandomStream(seed, "imperfections/reversal/noise");
        _phases = new RandomStream(seed, "imperfections/reversal/site-phase");
        _reach = new RandomStream(seed, "imperfections/reversal/left-out");
        var fluctuations = new RandomStream(seed, "imperfections/reversal/ancilla");
        _ancilla = settings.Ancilla is { } ancilla ? new AncillaReversal(ancilla, (mode, lane) => _occasion.Normals(fluctuations, mode, lane)) : null;
        _forgotten = Forgotten(settings.ForgetAncillas, machine);
    }

    /// <summary>Phase that is added to every mode on purpose, rad, [modes].</summary>
    public double[] Trim { get; }

    /// <inheritdoc/>
    public void Act<T>(PhaseView<T> field, in Moment moment)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (_ancilla is not null)
        {
            // What stands here is reversed already.
            field.Reverse();
            _ancilla.Act(field, moment);
        }

        _mirror?.Act(field);
        Forget(field);
        LeaveUnreversed(field);
        TurnAndAmplify(field);
        if (_settings.Noise > 0)
        {
            AddNoise(field);
        }
    }

    /// <inheritdoc/>
    public void Act(LearningField learning, in Moment moment)
    {
        if (_settings.ForgetTheta)
        {
            learning.Reverse();
        }
        else if (_settings.Ancilla is { Theta: true })
        {
            learning.Reverse();
            _ancilla!.Act(learning, moment);
        }
    }

    private static AncillaGroup[] Forgotten(string name, IExposed machine)
    {
        if (name.Length == 0)
        {
            return [];
        }

        var groups = (machine as IKeepsAncillas)?.AncillaGroups
            ?? throw new NotSupportedException($"a {machine.Kind} machine has no ancillas that could be forgotten; remove reversal.forgetAncillas");
        AncillaGroup[] forgotten = [.. groups.Where(group => name == "all" || group.Name == name)];
        return forgotten.Length > 0 ? forgotten : throw new NotSupportedException(
            $"no ancillas are fed by '{name}'; reversal.forgetAncillas takes all or one of {string.Join(", ", groups.Select(group => group.Name))}");
    }

    private void Forget<T>(PhaseView<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var group in _forgotten)
        {
            x.Q.Slice(group.First * x.Lanes, group.Count * x.Lanes).Clear();
            x.P.Slice(group.First * x.Lanes, group.Count * x.Lanes).Clear();
        }
    }

    // (1 − u)Ψ* + uΨ is q and (1 − 2u)p of what stands here; a mode that was left out is the case u = 1.
    private void LeaveUnreversed<T>(PhaseView<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (everywhere, leftOut) = (1 - (2 * _settings.Incomplete), _settings.LeftOut);
        if (everywhere == 1 && leftOut == 0)
        {
            return;
        }

        for (var coordinate = 0; coordinate < x.Coordinates; coordinate++)
        {
            var factor = leftOut > 0 && _reach.Uniform(0, (uint)coordinate) < leftOut ? -1 : everywhere;
            if (factor != 1)
            {
                Scale(x.P.Slice(coordinate * x.Lanes, x.Active), T.CreateTruncating(factor));
            }
        }
    }

    private void TurnAndAmplify<T>(PhaseView<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var gain = 1 + _settings.Gain;
        if (gain == 1 && _settings.Phase == 0 && _settings.SitePhase == 0 && !Trim.AsSpan().ContainsAnyExcept(0.0))
        {
            return;
        }

        for (var coordinate = 0; coordinate < x.Coordinates; coordinate++)
        {
            var phase = _settings.Phase + Trim[coordinate];
            if (_settings.SitePhase > 0)
            {
                phase += _settings.SitePhase * _phases.Normal(0, (uint)coordinate);
            }

            var (sin, cos) = Math.SinCos(phase);
            var (re, im) = (T.CreateTruncating(gain * cos), T.CreateTruncating(gain * sin));
            var first = coordinate * x.Lanes;
            for (var i = first; i < first + x.Active; i++)
            {
                (x.Q[i], x.P[i]) = ((x.Q[i] * re) - (x.P[i] * im), (x.P[i] * re) + (x.Q[i] * im));
            }
        }
    }

    private void AddNoise<T>(PhaseView<T> x)
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

            // ⟨|ξ|²⟩ = (⟨ξ_q²⟩ + ⟨ξ_p²⟩)/2, so each plane has the variance of the complex noise.
            var σ = Math.Sqrt(_settings.Noise * energy / x.Coordinates);
            for (var coordinate = 0; coordinate < x.Coordinates; coordinate++)
            {
                var (ξq, ξp) = _occasion.Normals(_noise, coordinate, lane);
                x.Q[(coordinate * x.Lanes) + lane] += T.CreateTruncating(σ * ξq);
                x.P[(coordinate * x.Lanes) + lane] += T.CreateTruncating(σ * ξp);
            }
        }
    }

    private static void Scale<T>(Span<T> values, T factor)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        System.Numerics.Tensors.TensorPrimitives.Multiply(values, factor, values);
}
