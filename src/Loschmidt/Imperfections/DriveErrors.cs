using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Imperfections;

/// <summary>From the inputs that were meant to those that enter: behind <see cref="DriveSettings"/>.</summary>
internal sealed class DriveErrors
{
    private readonly DriveSettings _settings;
    private readonly Converter _converter;
    private readonly RandomStream _noise;
    private readonly Occasion _occasion;
    private readonly Batch _entering;

    /// <summary>Takes the errors.</summary>
    /// <param name="settings">The errors.</param>
    /// <param name="machine">Whose inputs they are.</param>
    /// <param name="seed">Seed of every random number.</param>
    /// <param name="occasion">On what occasion noise is drawn.</param>
    public DriveErrors(DriveSettings settings, IMachine machine, ulong seed, Occasion occasion)
    {
        (_settings, _occasion) = (settings, occasion);
        _converter = new Converter(settings.Bits, settings.Range);
        _noise = new RandomStream(seed, "imperfections/drive/noise");
        _entering = new Batch(machine.Features, machine.Targets, machine.Lanes);
    }

    /// <summary>What enters; the batch of the last call is overwritten.</summary>
    public Batch Distort(Batch batch)
    {
        if (batch.Inputs.Length != _entering.Inputs.Length || batch.Targets.Length != _entering.Targets.Length)
        {
            return batch; // of a wrong shape: the machine says so
        }

        batch.Inputs.CopyTo(_entering.Inputs, 0);
        batch.Targets.CopyTo(_entering.Targets, 0);
        batch.Labels.CopyTo(_entering.Labels, 0);
        _entering.Active = batch.Active;
        for (var lane = 0; lane < batch.Active; lane++)
        {
            Distort(_entering.Inputs, lane);
        }

        return _entering;
    }

    private void Distort(Span<double> inputs, int lane)
    {
        var lanes = _entering.Lanes;
        for (var i = lane; i < inputs.Length; i += lanes)
        {
            inputs[i] = _converter.Convert(inputs[i]);
        }

        if (_settings.Crosstalk != 0)
        {
            Crosstalk.Mix(inputs, lanes, lane, _settings.Crosstalk);
        }

        for (var i = lane; i < inputs.Length && _settings.Noise > 0; i += lanes)
        {
            inputs[i] *= 1 + (_settings.Noise * _occasion.Normals(_noise, i / lanes, lane).First);
        }
    }
}
