using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Imperfections;

/// <summary>What happens to field and momenta behind every step of a pass: <see cref="MapSettings"/>, <see cref="LearningSettings"/> and the gain of
/// <see cref="CompensationSettings"/>.</summary>
/// <remarks>
/// Ψ_j ← e^((g−κ_j)dt/2 − iδ_j dt + iφ) Ψ_j + √(n̄(1 − e^(−κ_j dt))) ξ with φ of variance 2γdt; on the way home × e^(κ_c dt).
/// </remarks>
internal sealed class PassageErrors : IInfluence
{
    private readonly MapSettings _map;
    private readonly double _damping;
    private readonly CompensationSettings _compensation;
    private readonly Occasion _occasion;
    private readonly RandomStream _lossSpread;
    private readonly RandomStream _detuning;
    private readonly RandomStream _dephasing;
    private readonly RandomStream _occupation;
    private double[] _real = [];
    private double[] _imaginary = [];
    private double[] _thermal = [];
    private double _duration;
    private double _homeward;

    /// <summary>Takes the errors; static ones depend on the seed alone.</summary>
    /// <param name="settings">The errors.</param>
    /// <param name="seed">Seed of every random number.</param>
    /// <param name="occasion">On what occasion noise is drawn.</param>
    public PassageErrors(ImperfectionSettings settings, ulong seed, Occasion occasion)
    {
        _map = settings.Map ?? new MapSettings();
        _damping = settings.Learning?.Damping ?? 0;
        _compensation = settings.Compensation ?? new CompensationSettings();
        _occasion = occasion;
        _lossSpread = new RandomStream(seed, "imperfections/map/loss-spread");
        _detuning = new RandomStream(seed, "imperfections/map/detuning");
        _dephasing = new RandomStream(seed, "imperfections/map/dephasing");
        _occupation = new RandomStream(seed, "imperfections/map/occupation");
    }

    /// <summary>Whether nothing happens.</summary>
    public bool None =>
        _map is { Loss: 0, Gain: 0, Dephasing: 0, Detuning: 0 } && _damping == 0 && _compensation.Loss == 0;

    /// <inheritdoc/>
    public void Act<T>(PhaseView<T> field, in Moment moment)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (_real.Length != field.Coordinates || _duration != moment.Duration)
        {
            Tabulate(field.Coordinates, moment.Duration);
        }

        var gain = moment.Homeward ? Math.Exp(_compensation.Loss * moment.Duration) : 1;
        if (_map is { LossSpread: 0, Detuning: 0 })
        {
            var factor = T.CreateTruncating(gain * _real[0]);
            TensorPrimitives.Multiply(field.Q, factor, field.Q);
            TensorPrimitives.Multiply(field.P, factor, field.P);
        }
        else
        {
            ModeByMode(field, gain);
        }

        if (_map.Dephasing > 0)
        {
            Diffuse(field, moment.Step);
        }

        if (_map.Occupation > 0)
        {
            Heat(field, moment.Step);
        }
    }

    /// <inheritdoc/>
    public void Act(LearningField learning, in Moment moment)
    {
        var weight = moment.Homeward && _compensation.Weighted ? _compensation.Loss : 0;
        _homeward += weight * moment.Duration;
        if (weight != _damping)
        {
            TensorPrimitives.Multiply(learning.Pi, Math.Exp((weight - _damping) * moment.Duration), learning.Pi);
        }
    }

    /// <summary>The way home is over: what grew at every step, so that the parts heard later weigh less, is brought back to size.</summary>
    /// <remarks>Σ_k c^k Δ_k with c = e^(−κ_c dt), heard as (…(Δ₁/c + Δ₂)/c + …).</remarks>
    public void ComeHome(LearningField learning)
    {
        if (_homeward != 0)
        {
            TensorPrimitives.Multiply(learning.Pi, Math.Exp(-_homeward), learning.Pi);
            _homeward = 0;
        }
    }

    private void Tabulate(int modes, double duration)
    {
        (_real, _imaginary, _thermal, _duration) = (new double[modes], new double[modes], new double[modes], duration);
        for (var mode = 0; mode < modes; mode++)
        {
            var κ = _map.Loss;
            if (_map.LossSpread > 0)
            {
                κ *= Math.Max(0, 1 + (_map.LossSpread * _lossSpread.Normal(0, (uint)mode)));
            }

            var δ = _map.Detuning > 0 ? _map.Detuning * _detuning.Normal(0, (uint)mode) : 0;
            var (sin, cos) = Math.SinCos(-δ * duration);
            var amplitude = Math.Exp((_map.Gain - κ) * duration / 2);
            (_real[mode], _imaginary[mode]) = (amplitude * cos, amplitude * sin);

            // ⟨|ξ|²⟩ = (⟨ξ_q²⟩ + ⟨ξ_p²⟩)/2, so each plane has the variance of the complex noise.
            _thermal[mode] = Math.Sqrt(_map.Occupation * (1 - Math.Exp(-κ * duration)));
        }
    }

    private void ModeByMode<T>(PhaseView<T> x, double gain)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var mode = 0; mode < x.Coordinates; mode++)
        {
            var (re, im) = (T.CreateTruncating(gain * _real[mode]), T.CreateTruncating(gain * _imaginary[mode]));
            var first = mode * x.Lanes;
            for (var i = first; i < first + x.Active; i++)
            {
                (x.Q[i], x.P[i]) = ((x.Q[i] * re) - (x.P[i] * im), (x.P[i] * re) + (x.Q[i] * im));
            }
        }
    }

    private void Diffuse<T>(PhaseView<T> x, int step)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rms = Math.Sqrt(2 * _map.Dephasing * _duration);
        for (var mode = 0; mode < x.Coordinates; mode++)
        {
            for (var lane = 0; lane < x.Active; lane++)
            {
                var i = (mode * x.Lanes) + lane;
                var (s, c) = Math.SinCos(rms * _occasion.Normals(_dephasing, mode, lane, step).First);
                var (sin, cos) = (T.CreateTruncating(s), T.CreateTruncating(c));
                (x.Q[i], x.P[i]) = ((x.Q[i] * cos) - (x.P[i] * sin), (x.P[i] * cos) + (x.Q[i] * sin));
            }
        }
    }

    private void Heat<T>(PhaseView<T> x, int step)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var mode = 0; mode < x.Coordinates; mode++)
        {
            for (var lane = 0; lane < x.Active; lane++)
            {
                var (ξq, ξp) = _occasion.Normals(_occupation, mode, lane, step);
                x.Q[(mode * x.Lanes) + lane] += T.CreateTruncating(_thermal[mode] * ξq);
                x.P[(mode * x.Lanes) + lane] += T.CreateTruncating(_thermal[mode] * ξp);
            }
        }
    }
}
