using System.Numerics;
using Loschmidt.Numerics;
using Loschmidt.Numerics.Linear;
using Loschmidt.Sequences.Units;

namespace Loschmidt.Sequences.Stack;

/// <summary>All weights of a stack as its kernels read them, and the statistics of its norms; shared by all groups of lanes.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class StackWeights<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly StackLayout _layout;

    /// <summary>Reserves room.</summary>
    public StackWeights(HssmSettings settings, StackLayout layout, IUnitParameters unit, StackShape shape)
    {
        _layout = layout;
        Encoder = new PackedMatrix<T>(shape.Channels, shape.Hidden);
        EncoderBias = new AlignedBuffer<T>(shape.Width);
        Blocks = [.. layout.Blocks.Select(block => new BlockWeights<T>(block, unit, shape))];
        Head = new HeadWeights<T>(shape.Hidden, shape.Outputs);
        Statistics = settings.Norm is NormKind.Batch or NormKind.BatchEma
            ? [.. layout.Blocks.Select(_ => new ChannelStatistics<T>(shape, settings.Norm == NormKind.BatchEma))]
            : [];
    }

    /// <summary>Wₑ, [N × H].</summary>
    public PackedMatrix<T> Encoder { get; }

    /// <summary>bₑ, [width].</summary>
    public AlignedBuffer<T> EncoderBias { get; }

    /// <summary>The blocks, lowest first.</summary>
    public IReadOnlyList<BlockWeights<T>> Blocks { get; }

    /// <summary>The head.</summary>
    public HeadWeights<T> Head { get; }

    /// <summary>Statistics of batch norms, one a block; empty without.</summary>
    public IReadOnlyList<ChannelStatistics<T>> Statistics { get; }

    /// <summary>Packs θ.</summary>
    public void Load(ReadOnlySpan<double> theta)
    {
        Encoder.Pack(theta[_layout.EncoderWeight]);
        var bias = theta[_layout.EncoderBias];
        for (var k = 0; k < bias.Length; k++)
        {
            EncoderBias.Span[k] = T.CreateTruncating(bias[k]);
        }

        foreach (var block in Blocks)
        {
            block.Load(theta);
        }

        for (var index = 0; index < Statistics.Count; index++)
        {
            var block = _layout.Blocks[index];
            Statistics[index].Load(theta[block.Mean], theta[block.Variance], theta[block.Seen][0]);
        }

        Head.Load(theta[_layout.HeadWeight], theta[_layout.HeadBias]);
    }

    /// <summary>Writes the running statistics where θ keeps them.</summary>
    public void Settle(Span<double> theta)
    {
        for (var index = 0; index < Statistics.Count; index++)
        {
            var block = _layout.Blocks[index];
            var mean = theta[block.Mean];
            Statistics[index].RunningMean.AsSpan(0, mean.Length).CopyTo(mean);
            Statistics[index].RunningVariance.AsSpan(0, mean.Length).CopyTo(theta[block.Variance]);
            theta[block.Seen][0] = Statistics[index].Seen;
        }
    }
}
