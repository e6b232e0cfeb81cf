using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Baselines;

/// <summary>What is read from a machine that is not trained: its outputs and, where a detector reaches the field, numbers of the field.</summary>
/// <remarks>
/// Of a field behind a pass: q, p or |Ψ|² = (q² + p²)/2 of coordinates; of a scatterer: Re or Im of the field at its modes, probed as its outputs are. Which
/// ones is drawn once, without repetition, from the stream "reservoir". A device is replaced by its model: random parameters are
/// random with or without errors.
/// </remarks>
public sealed class ReservoirFeatures
{
    private readonly IEvolves _machine;
    private readonly IEvolves _programmed;
    private readonly int[] _chosen;
    private readonly int _outputs;
    private readonly double[] _reading;
    private readonly Detector? _detector;

    /// <summary>Chooses what is read.</summary>
    /// <param name="machine">The machine; its θ is the reservoir's.</param>
    /// <param name="most">Most numbers of the field.</param>
    /// <param name="seed">Draws which.</param>
    public ReservoirFeatures(IEvolves machine, int most, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        _programmed = machine;
        _machine = machine is IModelled device && (machine as IRefuses)?.Refusal<IModelled>() is null ? device.Model : machine;
        _outputs = _machine.Outputs;
        _reading = new double[_outputs * _machine.Lanes];
        var candidates = 0;
        if (_machine is IScatters scatterer)
        {
            candidates = 2 * scatterer.Modes * Readings(scatterer);
        }
        else if (_machine is IExposed exposed && (_machine as IRefuses)?.Refusal<IExposed>() is null)
        {
            _detector = new Detector();
            exposed.Expose(_detector);
            candidates = 3 * _detector.Coordinates;
        }

        _chosen = new int[candidates];
        new RandomStream(seed, "reservoir").Permutation(_chosen, 0);
        Array.Resize(ref _chosen, Math.Min(most, candidates));
        Array.Sort(_chosen);
        if (_detector is not null)
        {
            _detector.Chosen = _chosen;
        }
    }

    /// <summary>Features of a sample.</summary>
    public int Count => _outputs + _chosen.Length;

    /// <summary>Passes (or probe experiments) a sample.</summary>
    public int Passes => _machine is IScatters scatterer ? Readings(scatterer) : 1;

    /// <summary>Runs samples forward and reads them.</summary>
    /// <param name="batch">The samples, as the machine takes them.</param>
    /// <param name="features">[samples × <see cref="Count"/>], sample by sample, overwritten.</param>
    public void Read(Batch batch, Span<double> features)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (!ReferenceEquals(_machine, _programmed))
        {
            _programmed.Learning.Theta.CopyTo(_machine.Learning.Theta);
            _machine.Learning.Pi.Clear();
        }

        _machine.Prepare(batch);
        _machine.Evolve();
        _machine.Read(_reading);
        for (var lane = 0; lane < batch.Active; lane++)
        {
            for (var output = 0; output < _outputs; output++)
            {
                features[(lane * Count) + output] = _reading[(output * _machine.Lanes) + lane];
            }
        }

        if (_machine is IScatters scatterer)
        {
            Probe(scatterer, batch, features);
        }
        else if (_detector is not null)
        {
            ((IExposed)_machine).Expose(_detector);
            for (var lane = 0; lane < batch.Active; lane++)
            {
                for (var i = 0; i < _chosen.Length; i++)
                {
                    features[(lane * Count) + _outputs + i] = _detector.Values[(i * _detector.Lanes) + lane];
                }
            }
        }
    }

    private static int Readings(IScatters machine) => machine.Readout.Reflection ? machine.Readout.Outputs.Count : 1;

    private void Probe(IScatters machine, Batch batch, Span<double> features)
    {
        var (lanes, readout) = (machine.Lanes, machine.Readout);
        var incoming = new Complex[machine.Modes * lanes];
        var (fields, outgoing) = (new Complex[incoming.Length], new Complex[incoming.Length]);
        var perProbe = 2 * machine.Modes;
        var i = 0;
        while (i < _chosen.Length)
        {
            var probe = _chosen[i] / perProbe;
            Array.Clear(incoming);
            for (var mode = 0; mode < machine.Modes; mode++)
            {
                incoming.AsSpan(mode * lanes, lanes).Fill(
                    !readout.Reflection ? readout.Probe[mode] : mode == readout.Outputs[probe] ? 1 : 0);
            }

            machine.Probe(incoming, fields, outgoing);
            for (; i < _chosen.Length && _chosen[i] / perProbe == probe; i++)
            {
                var (mode, quadrature) = Math.DivRem(_chosen[i] % perProbe, 2);
                for (var lane = 0; lane < batch.Active; lane++)
                {
                    var field = fields[(mode * lanes) + lane];
                    features[(lane * Count) + _outputs + i] = quadrature == 0 ? field.Real : field.Imaginary;
                }
            }
        }
    }

    /// <summary>Looks at the field and leaves it alone.</summary>
    private sealed class Detector : IInfluence
    {
        public int[] Chosen { get; set; } = [];

        public int Coordinates { get; private set; }

        public int Lanes { get; private set; }

        public double[] Values { get; private set; } = [];

        public void Act<T>(PhaseView<T> field, in Moment moment)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            (Coordinates, Lanes) = (field.Coordinates, field.Lanes);
            if (Values.Length != Chosen.Length * Lanes)
            {
                Values = new double[Chosen.Length * Lanes];
            }

            for (var i = 0; i < Chosen.Length; i++)
            {
                var (coordinate, kind) = Math.DivRem(Chosen[i], 3);
                for (var lane = 0; lane < field.Active; lane++)
                {
                    var at = (coordinate * Lanes) + lane;
                    var (q, p) = (double.CreateTruncating(field.Q[at]), double.CreateTruncating(field.P[at]));
                    Values[(i * Lanes) + lane] = kind switch { 0 => q, 1 => p, _ => ((q * q) + (p * p)) / 2 };
                }
            }
        }
    }
}
