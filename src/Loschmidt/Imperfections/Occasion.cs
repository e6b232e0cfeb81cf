using System.Runtime.InteropServices;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Imperfections;

/// <summary>On what occasion a number is drawn: training step, sample, pass and step of the pass; the same whatever the threads.</summary>
/// <param name="lanes">Samples side by side.</param>
internal sealed class Occasion(int lanes)
{
    // Steps of a pass below this many do not share numbers with the next pass.
    private const int StepBits = 20;

    private readonly uint[] _samples = [.. Enumerable.Range(0, lanes).Select(lane => (uint)lane)];
    private uint _moment;
    private uint _firstSample;
    private uint _pass;
    private bool _training = true;

    /// <summary>Names what follows.</summary>
    /// <param name="moment">The training step; negative outside of training.</param>
    /// <param name="firstSample">Number in its batch of the sample in lane 0.</param>
    public void Name(long moment, int firstSample) =>
        (_moment, _firstSample, _pass, _training) = ((uint)moment, (uint)firstSample, 0, moment >= 0);

    /// <summary>Samples enter: outside of training, where nobody numbers them, each is told apart by its input.</summary>
    public void Meet(Batch batch)
    {
        for (var lane = 0; lane < _samples.Length; lane++)
        {
            _samples[lane] = _training ? _firstSample + (uint)lane : Fingerprint(batch, lane);
        }
    }

    /// <summary>A further pass on the same occasion draws other numbers.</summary>
    public void NextPass() => _pass++;

    /// <summary>Two standard normal numbers of a site, a lane and a step of the present pass.</summary>
    public (double First, double Second) Normals(RandomStream stream, int site, int lane, int step = 0) =>
        stream.Normals(_moment, (uint)site, _samples[lane], Draw(step));

    /// <summary>A standard normal number of a site and the present pass, the same for all samples.</summary>
    public double Normal(RandomStream stream, int site) => stream.Normal(_moment, (uint)site, 0, Draw(0));

    private static uint Fingerprint(Batch batch, int lane)
    {
        var hash = 2166136261u;
        for (var i = lane; i < batch.Inputs.Length; i += batch.Lanes)
        {
            foreach (var part in MemoryMarshal.Cast<double, uint>(batch.Inputs.AsSpan(i, 1)))
            {
                hash = (hash ^ part) * 16777619u;
            }
        }

        return hash;
    }

    private uint Draw(int step) => (_pass << StepBits) ^ (uint)step;
}
