using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Imperfections;

/// <summary>Scales and turns what a nudge did to every mode: behind <see cref="InjectionSettings"/>. Shown the field before and after it.</summary>
internal sealed class InjectionErrors : IInfluence
{
    private readonly InjectionSettings _settings;
    private readonly RandomStream _strength;
    private readonly RandomStream _phase;
    private double[] _real = [];
    private double[] _imaginary = [];
    private double[] _q = [];
    private double[] _p = [];
    private bool _nudged;

    /// <summary>Takes the errors; all are static.</summary>
    /// <param name="settings">The errors.</param>
    /// <param name="seed">Seed of every random number.</param>
    public InjectionErrors(InjectionSettings settings, ulong seed)
    {
        _settings = settings;
        _strength = new RandomStream(seed, "imperfections/injection/strength-spread");
        _phase = new RandomStream(seed, "imperfections/injection/phase-spread");
    }

    /// <summary>Nudges a machine as badly as the settings say.</summary>
    /// <param name="machine">The machine, at its turning point.</param>
    /// <param name="epsilon">ε as it was meant.</param>
    public void Nudge(IExposed machine, double epsilon)
    {
        var strength = 1 + _settings.Strength;
        if (_settings is { StrengthSpread: 0, Phase: 0, PhaseSpread: 0 })
        {
            machine.Nudge(strength * epsilon);
            return;
        }

        _nudged = false;
        machine.Expose(this);
        machine.Nudge(strength * epsilon);
        _nudged = true;
        machine.Expose(this);
    }

    /// <inheritdoc/>
    public void Act<T>(PhaseView<T> field, in Moment moment)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (_q.Length != field.Q.Length)
        {
            Tabulate(field.Coordinates);
            (_q, _p) = (new double[field.Q.Length], new double[field.Q.Length]);
        }

        if (_nudged)
        {
            Distort(field);
        }
        else
        {
            for (var i = 0; i < _q.Length; i++)
            {
                (_q[i], _p[i]) = (double.CreateTruncating(field.Q[i]), double.CreateTruncating(field.P[i]));
            }
        }
    }

    private void Distort<T>(PhaseView<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var mode = 0; mode < x.Coordinates; mode++)
        {
            var (re, im) = (_real[mode], _imaginary[mode]);
            var first = mode * x.Lanes;
            for (var i = first; i < first + x.Active; i++)
            {
                var (dq, dp) = (double.CreateTruncating(x.Q[i]) - _q[i], double.CreateTruncating(x.P[i]) - _p[i]);
                x.Q[i] = T.CreateTruncating(_q[i] + (dq * re) - (dp * im));
                x.P[i] = T.CreateTruncating(_p[i] + (dp * re) + (dq * im));
            }
        }
    }

    // The field stands reversed here, so a phase of the error signal turns the other way.
    private void Tabulate(int modes)
    {
        (_real, _imaginary) = (new double[modes], new double[modes]);
        for (var mode = 0; mode < modes; mode++)
        {
            var strength = 1 + (_settings.StrengthSpread * _strength.Normal(0, (uint)mode));
            var (sin, cos) = Math.SinCos(-_settings.Phase - (_settings.PhaseSpread * _phase.Normal(0, (uint)mode)));
            (_real[mode], _imaginary[mode]) = (strength * cos, strength * sin);
        }
    }
}
