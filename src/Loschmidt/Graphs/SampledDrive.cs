using System.Numerics;
using Loschmidt.Machines;

namespace Loschmidt.Graphs;

/// <summary>A drive that is part of the sample: feature step·channels + c is u_c during that step.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="channels">Numbers per step.</param>
/// <param name="steps">Steps of the schedule.</param>
public sealed class SampledDrive<T>(int channels, int steps) : IDrive<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private Batch? _batch;
    private int _firstFeature;

    /// <inheritdoc/>
    public int Channels => channels;

    /// <inheritdoc/>
    public int Features => channels * steps;

    /// <inheritdoc/>
    public void Prepare(Batch batch, int firstFeature) => (_batch, _firstFeature) = (batch, firstFeature);

    /// <inheritdoc/>
    public void At(int step, double time, Span<T> drive, int lanes)
    {
        var batch = _batch ?? throw new InvalidOperationException("prepare a batch before the drive is asked for");
        drive.Clear();
        for (var c = 0; c < channels; c++)
        {
            var feature = (_firstFeature + step * channels + c) * batch.Lanes;
            for (var lane = 0; lane < batch.Active; lane++)
            {
                drive[c * lanes + lane] = T.CreateTruncating(batch.Inputs[feature + lane]);
            }
        }
    }
}
