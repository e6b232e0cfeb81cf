using Loschmidt.Numerics.Random;

namespace Loschmidt.Imperfections;

/// <summary>From the parameters that were meant to those of the device: behind <see cref="ParameterSettings"/>.</summary>
internal sealed class ParameterErrors
{
    private readonly ParameterSettings _settings;
    private readonly double _jitter;
    private readonly Converter _setting;
    private readonly Occasion _occasion;
    private readonly RandomStream _walk;
    private readonly RandomStream _drift;
    private readonly RandomStream _duration;
    private readonly double[] _spread;
    private readonly double[] _walked;
    private readonly double[] _offset;
    private readonly double[] _kept;
    private long _age;

    /// <summary>Takes the errors; static ones depend on the seed alone.</summary>
    /// <param name="settings">The errors.</param>
    /// <param name="jitter">rms relative error of the duration of the way home.</param>
    /// <param name="count">Number of parameters.</param>
    /// <param name="seed">Seed of every random number.</param>
    /// <param name="occasion">On what occasion others are drawn.</param>
    public ParameterErrors(ParameterSettings settings, double jitter, int count, ulong seed, Occasion occasion)
    {
        (_settings, _jitter, _occasion) = (settings, jitter, occasion);
        _setting = new Converter(settings.Bits, settings.Range);
        (_spread, _walked, _offset, _kept) = (new double[count], new double[count], new double[count], new double[count]);
        _walk = new RandomStream(seed, "imperfections/parameters/walk");
        _drift = new RandomStream(seed, "imperfections/parameters/drift");
        _duration = new RandomStream(seed, "imperfections/map/jitter");
        var spread = new RandomStream(seed, "imperfections/parameters/spread");
        for (var i = 0; i < count && settings.Spread > 0; i++)
        {
            _spread[i] = settings.Spread * spread.Normal(0, (uint)i);
        }
    }

    /// <summary>Whether the device is what was meant.</summary>
    public bool None => _settings is { Spread: 0, Bits: 0, Range: 0, Drift: 0, Walk: 0 } && _jitter == 0;

    /// <summary>Training steps that the device has seen.</summary>
    public long Age
    {
        set
        {
            if (_settings.Walk == 0)
            {
                return;
            }

            if (value < _age)
            {
                Array.Clear(_walked);
                _age = 0;
            }

            for (; _age < value; _age++)
            {
                for (var i = 0; i < _walked.Length; i++)
                {
                    _walked[i] += _settings.Walk * _walk.Normal((uint)_age, (uint)i);
                }
            }
        }
    }

    /// <summary>θ of the device.</summary>
    /// <param name="wanted">θ as it was meant, [parameters].</param>
    /// <param name="made">[parameters], overwritten.</param>
    public void Make(ReadOnlySpan<double> wanted, Span<double> made)
    {
        for (var i = 0; i < _offset.Length; i++)
        {
            made[i] = _setting.Convert(wanted[i]) + _spread[i] + _walked[i];
        }
    }

    /// <summary>Remembers what separates the two now.</summary>
    public void Compare(ReadOnlySpan<double> wanted, ReadOnlySpan<double> made)
    {
        for (var i = 0; i < _offset.Length; i++)
        {
            _offset[i] = made[i] - wanted[i];
        }
    }

    /// <summary>What the way out did not know: the parameters move, and their phases last longer or shorter.</summary>
    /// <param name="made">θ of the device, changed in place.</param>
    public void TurnHome(Span<double> made)
    {
        if (_settings.Drift == 0 && _jitter == 0)
        {
            return;
        }

        var longer = _jitter == 0 ? 0 : _jitter * _occasion.Normal(_duration, 0);
        for (var i = 0; i < _offset.Length; i++)
        {
            var moved = longer * made[i];
            if (_settings.Drift > 0)
            {
                moved += _settings.Drift
                    * (_settings.DriftKind == DriftKind.Linear ? _drift.Normal(0, (uint)i, lane: 1) : _occasion.Normal(_drift, i));
            }

            made[i] += moved;
            _offset[i] += moved;
        }
    }

    /// <summary>θ as whoever programmed the device sees it.</summary>
    /// <param name="made">θ of the device.</param>
    /// <param name="seen">[parameters], overwritten.</param>
    public void See(ReadOnlySpan<double> made, Span<double> seen)
    {
        for (var i = 0; i < _offset.Length; i++)
        {
            seen[i] = made[i] - _offset[i];
        }
    }

    /// <summary>Remembers the present errors, with the state of the machine.</summary>
    public void Keep() => _offset.CopyTo(_kept, 0);

    /// <summary>Goes back to the errors last kept.</summary>
    public void Recall() => _kept.CopyTo(_offset, 0);
}
