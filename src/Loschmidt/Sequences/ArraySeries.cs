using Loschmidt.Machines;

namespace Loschmidt.Sequences;

/// <summary>Series in memory, one array a sample: [steps × channels], channels innermost.</summary>
public sealed class ArraySeries : ISeries
{
    private readonly IReadOnlyList<double[]> _inputs;
    private readonly IReadOnlyList<double[]> _targets;

    /// <summary>Wraps arrays; they are not copied.</summary>
    /// <param name="channels">Input numbers per step.</param>
    /// <param name="inputs">One array a lane, [steps × channels].</param>
    /// <param name="targetChannels">Numbers of one target; 0 without targets.</param>
    /// <param name="targets">One array a lane, [targets × target channels]; null without targets.</param>
    /// <exception cref="ArgumentException">An array is empty or not a whole number of steps, or there are more or fewer targets than inputs.</exception>
    public ArraySeries(
        int channels, IReadOnlyList<double[]> inputs, int targetChannels = 0, IReadOnlyList<double[]>? targets = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegative(targetChannels);
        ArgumentNullException.ThrowIfNull(inputs);
        (Channels, TargetChannels, _inputs, _targets) = (channels, targetChannels, inputs, targets ?? []);
        for (var lane = 0; lane < inputs.Count; lane++)
        {
            if (inputs[lane].Length == 0 || inputs[lane].Length % channels != 0)
            {
                throw new ArgumentException(
                    $"sample {lane} has {inputs[lane].Length} numbers, which is not a whole number of steps of {channels} channels", nameof(inputs));
            }
        }

        if (targetChannels > 0 && _targets.Count != inputs.Count)
        {
            throw new ArgumentException($"there are {inputs.Count} samples and {_targets.Count} lists of targets", nameof(targets));
        }
    }

    /// <inheritdoc/>
    public int Lanes => _inputs.Count;

    /// <inheritdoc/>
    public int Channels { get; }

    /// <inheritdoc/>
    public int TargetChannels { get; }

    /// <inheritdoc/>
    public int StepsOf(int lane) => _inputs[lane].Length / Channels;

    /// <inheritdoc/>
    public int TargetsOf(int lane) => TargetChannels == 0 ? 0 : _targets[lane].Length / TargetChannels;

    /// <inheritdoc/>
    public void Read(int lane, int start, int count, Span<double> values) =>
        _inputs[lane].AsSpan(start * Channels, count * Channels).CopyTo(values);

    /// <inheritdoc/>
    public void ReadTargets(int lane, int start, int count, Span<double> values) =>
        _targets[lane].AsSpan(start * TargetChannels, count * TargetChannels).CopyTo(values);
}
