using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Series of any length that are computed when they are read and take no memory: a wave for every channel and
/// lane.</summary>
/// <param name="lanes">Lanes.</param>
/// <param name="channels">Channels.</param>
/// <param name="steps">Steps of every lane.</param>
internal sealed class WaveSeries(int lanes, int channels, int steps) : ISeries
{
    public int Lanes => lanes;

    public int Channels => channels;

    public int TargetChannels => 0;

    public int StepsOf(int lane) => steps;

    public int TargetsOf(int lane) => 0;

    public void Read(int lane, int start, int count, Span<double> values)
    {
        for (var i = 0; i < count * channels; i++)
        {
            var (step, channel) = Math.DivRem(i, channels);
            values[i] = Math.Sin(((start + step) * 0.1 * (1 + channel)) + lane);
        }
    }

    public void ReadTargets(int lane, int start, int count, Span<double> values) =>
        throw new NotSupportedException("these series have no targets");
}
