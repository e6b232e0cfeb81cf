using Loschmidt.Numerics.Random;

namespace Loschmidt.Imperfections;

/// <summary>On what occasion a number is drawn: training step, sample, pass and step of the pass; the same whatever the threads.</summary>
internal sealed class Occasion
{
    // Steps of a pass below this many do not share numbers with the next pass.
    private const int StepBits = 20;

    private uint _moment;
    private uint _firstSample;
    private uint _pass;

    /// <summary>Names what follows.</summary>
    /// <param name="moment">The training step; negative outside of training.</param>
    /// <param name="firstSample">Number in its batch of the sample in lane 0.</param>
    public void Name(long moment, int firstSample) => (_moment, _firstSample, _pass) = ((uint)moment, (uint)firstSample, 0);

    /// <summary>A further pass on the same occasion draws other numbers.</summary>
    public void NextPass() => _pass++;

    /// <summary>Two standard normal numbers of a site, a lane and a step of the present pass.</summary>
    public (double First, double Second) Normals(RandomStream stream, int site, int lane, int step = 0) =>
        stream.Normals(_moment, (uint)site, _firstSample + (uint)lane, (_pass << StepBits) ^ (uint)step);
}
