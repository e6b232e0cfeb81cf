using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Data;

/// <summary>Two interleaved half circles with noise: the smallest set that no straight line divides.</summary>
/// <remarks>
/// With φ uniform in [0, π] and ξ normal: class 0 (cos φ, sin φ) + σξ, class 1 (1 − cos φ, ½ − sin φ) + σξ, shown as ((x + 1.5)/4, (y + 1)/2.5), so between 0
/// and 1 but for rare noise. Classes alternate. A sample is a function of seed, part and row, made when it is read.
/// </remarks>
public sealed class MoonsDataSet : IDataSet
{
    private readonly RandomStream _stream;
    private readonly double _noise;

    /// <summary>Describes the samples.</summary>
    /// <param name="part">Which part of the data: other parts have other samples.</param>
    /// <param name="count">Number of samples.</param>
    /// <param name="noise">σ, in radii of the half circles.</param>
    /// <param name="seed">The run's seed.</param>
    public MoonsDataSet(string part, int count, double noise, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegative(noise);
        (Name, Count, _noise) = ($"moons {part}", count, noise);
        _stream = new RandomStream(seed, Name);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public int Features => 2;

    /// <inheritdoc/>
    public int Targets => 0;

    /// <inheritdoc/>
    public int Classes => 2;

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<int> rows, Batch destination)
    {
        DataSetRead.Begin(this, rows, destination);
        for (var lane = 0; lane < rows.Length; lane++)
        {
            var row = (uint)rows[lane];
            var (sin, cos) = Math.SinCos(Math.PI * _stream.Uniform(row));
            var (ξx, ξy) = _stream.Normals(row, 1);
            var second = rows[lane] % 2 == 1;
            var (x, y) = second ? (1 - cos, 0.5 - sin) : (cos, sin);
            destination.Inputs[lane] = (x + (_noise * ξx) + 1.5) / 4;
            destination.Inputs[destination.Lanes + lane] = (y + (_noise * ξy) + 1) / 2.5;
            destination.Labels[lane] = second ? 1 : 0;
        }
    }
}
