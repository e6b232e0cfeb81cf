using System.Numerics;
using Loschmidt.Numerics;
using Loschmidt.Numerics.Linear;

namespace Loschmidt.Sequences.Stack;

/// <summary>The head's weights: as they are, and packed for heads that answer at many steps.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class HeadWeights<T>(int hidden, int outputs)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Wₒ, [H × outputs].</summary>
    public double[] Weight { get; } = new double[hidden * outputs];

    /// <summary>bₒ, [outputs].</summary>
    public double[] Bias { get; } = new double[outputs];

    /// <summary>Wₒ.</summary>
    public PackedMatrix<T> Packed { get; } = new(hidden, outputs);

    /// <summary>Wₒᵀ.</summary>
    public PackedMatrix<T> Transposed { get; } = new(outputs, hidden);

    /// <summary>bₒ, padded.</summary>
    public AlignedBuffer<T> PackedBias { get; } = new(StackShape.Padded<T>(outputs));

    /// <summary>Loads them.</summary>
    public void Load(ReadOnlySpan<double> weight, ReadOnlySpan<double> bias)
    {
        weight.CopyTo(Weight);
        bias.CopyTo(Bias);
        Packed.Pack(weight);
        Transposed.PackTransposed(weight);
        for (var i = 0; i < bias.Length; i++)
        {
            PackedBias.Span[i] = T.CreateTruncating(bias[i]);
        }
    }
}
