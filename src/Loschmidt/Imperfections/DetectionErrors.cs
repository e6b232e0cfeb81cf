using Loschmidt.Numerics.Random;

namespace Loschmidt.Imperfections;

/// <summary>From the outputs to what is read of them: behind <see cref="DetectionSettings"/>.</summary>
internal sealed class DetectionErrors
{
    private readonly DetectionSettings _settings;
    private readonly Converter _converter;
    private readonly RandomStream _shot;
    private readonly RandomStream _noise;
    private readonly Occasion _occasion;

    /// <summary>Takes the errors.</summary>
    /// <param name="settings">The errors.</param>
    /// <param name="seed">Seed of every random number.</param>
    /// <param name="occasion">On what occasion noise is drawn.</param>
    public DetectionErrors(DetectionSettings settings, ulong seed, Occasion occasion)
    {
        (_settings, _occasion) = (settings, occasion);
        _converter = new Converter(settings.Bits, settings.Range);
        _shot = new RandomStream(seed, "imperfections/detection/shot-noise");
        _noise = new RandomStream(seed, "imperfections/detection/noise");
    }

    /// <summary>Distorts the outputs of one pass in place.</summary>
    /// <param name="outputs">[outputs × lanes].</param>
    /// <param name="lanes">Lanes.</param>
    /// <param name="active">Lanes that carry a sample.</param>
    public void Distort(Span<double> outputs, int lanes, int active)
    {
        for (var lane = 0; lane < active; lane++)
        {
            if (_settings.Crosstalk != 0)
            {
                Crosstalk.Mix(outputs, lanes, lane, _settings.Crosstalk);
            }

            for (var i = lane; i < outputs.Length; i += lanes)
            {
                outputs[i] = Detect(outputs[i], i / lanes, lane);
            }
        }
    }

    /// <summary>What is read of one number; crosstalk is not among it.</summary>
    /// <param name="output">The number.</param>
    /// <param name="which">Tells its noise from that of others in the same pass.</param>
    /// <param name="lane">Its sample's.</param>
    public double Detect(double output, int which, int lane)
    {
        var read = output;
        if (_settings.ShotNoise > 0)
        {
            read += Math.Sqrt(Math.Abs(output) * _settings.ShotNoise) * _occasion.Normals(_shot, which, lane).First;
        }

        if (_settings.Noise > 0)
        {
            read += _settings.Noise * _occasion.Normals(_noise, which, lane).First;
        }

        return _converter.Convert(read);
    }
}
