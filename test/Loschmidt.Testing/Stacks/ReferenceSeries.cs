using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Testing.Stacks;

/// <summary>Series held in arrays, one a lane, of lengths of their own.</summary>
/// <param name="channels">Input numbers per step.</param>
/// <param name="inputs">[lanes][steps × channels].</param>
/// <param name="targetChannels">Numbers of one target.</param>
/// <param name="targets">[lanes][targets × target channels]; empty without targets.</param>
public sealed class ReferenceSeries(int channels, double[][] inputs, int targetChannels = 0, double[][]? targets = null)
    : ISeries
{
    /// <inheritdoc/>
    public int Lanes => inputs.Length;

    /// <inheritdoc/>
    public int Channels => channels;

    /// <inheritdoc/>
    public int TargetChannels => targetChannels;

    /// <summary>Normal inputs, and normal targets of size 0.5.</summary>
    /// <param name="seed">Draws them.</param>
    /// <param name="channels">Input numbers per step.</param>
    /// <param name="steps">Steps of each lane.</param>
    /// <param name="targetChannels">Numbers of one target; 0 for none.</param>
    /// <param name="every">Steps from one target to the next; 0 for one target a series.</param>
    public static ReferenceSeries Random(
        ulong seed, int channels, ReadOnlySpan<int> steps, int targetChannels = 0, int every = 0)
    {
        var stream = new RandomStream(seed, "reference series");
        var inputs = new double[steps.Length][];
        var targets = new double[steps.Length][];
        for (var lane = 0; lane < steps.Length; lane++)
        {
            inputs[lane] = new double[steps[lane] * channels];
            targets[lane] = new double[targetChannels * (every == 0 ? 1 : steps[lane] / every)];
            for (var i = 0; i < inputs[lane].Length; i++)
            {
                inputs[lane][i] = stream.Normal(0, (uint)i, (uint)lane);
            }

            for (var i = 0; i < targets[lane].Length; i++)
            {
                targets[lane][i] = 0.5 * stream.Normal(1, (uint)i, (uint)lane);
            }
        }

        return new(channels, inputs, targetChannels, targets);
    }

    /// <inheritdoc/>
    public int StepsOf(int lane) => inputs[lane].Length / channels;

    /// <inheritdoc/>
    public int TargetsOf(int lane) => targetChannels == 0 ? 0 : targets![lane].Length / targetChannels;

    /// <inheritdoc/>
    public void Read(int lane, int start, int count, Span<double> values) =>
        inputs[lane].AsSpan(start * channels, count * channels).CopyTo(values);

    /// <inheritdoc/>
    public void ReadTargets(int lane, int start, int count, Span<double> values) =>
        targets![lane].AsSpan(start * targetChannels, count * targetChannels).CopyTo(values);
}
