using System.Numerics;
using Loschmidt.Machines;

namespace Loschmidt.Graphs;

/// <summary>The same tone for every sample, u(t) = a cos(ωt + φ), on one channel.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="amplitude">a, a force.</param>
/// <param name="frequency">ω, radians per unit of time.</param>
/// <param name="phase">φ at the start of the pass.</param>
public sealed class ToneDrive<T>(double amplitude, double frequency, double phase = 0) : IDrive<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public int Channels => 1;

    /// <inheritdoc/>
    public int Features => 0;

    /// <inheritdoc/>
    /// <remarks>Every flow sees the tone of its own moment: the table keeps its order.</remarks>
    public bool IsHeld => false;

    /// <inheritdoc/>
    public void Prepare(Batch batch, int firstFeature)
    {
    }

    /// <inheritdoc/>
    public void At(int step, double time, Span<T> drive, int lanes) =>
        drive.Fill(T.CreateTruncating(amplitude * Math.Cos(frequency * time + phase)));
}
