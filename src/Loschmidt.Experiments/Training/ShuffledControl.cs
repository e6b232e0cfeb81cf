using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Training;

/// <summary>The control of a training: every gradient is dealt anew among the parameters of its tensor, with random signs.</summary>
/// <remarks>It keeps the norm and the distribution of every tensor's gradient and tells nothing; whatever still learns with it, did not learn from it.</remarks>
internal sealed class ShuffledControl
{
    private readonly (RandomStream Order, RandomStream Sign, int Offset, int[] Places)[] _tensors;
    private readonly double[] _copy;

    /// <summary>Takes the tensors and the seed of the shuffling.</summary>
    public ShuffledControl(ParameterLayout layout, ulong seed)
    {
        _tensors =
        [
            .. layout.Tensors.Select(tensor => (
                new RandomStream(seed, $"shuffled/order/{tensor.Name}"), new RandomStream(seed, $"shuffled/sign/{tensor.Name}"),
                tensor.Offset, new int[tensor.Count])),
        ];
        _copy = new double[layout.Count];
    }

    /// <summary>Shuffles a gradient, or a kick, in place.</summary>
    /// <param name="gradient">[parameters].</param>
    /// <param name="step">The training step, which names the shuffling.</param>
    public void Shuffle(Span<double> gradient, int step)
    {
        gradient.CopyTo(_copy);
        foreach (var (order, sign, offset, places) in _tensors)
        {
            order.Permutation(places, (uint)step);
            for (var i = 0; i < places.Length; i++)
            {
                var value = _copy[offset + places[i]];
                gradient[offset + i] = sign.Uniform((uint)step, (uint)i) < 0.5 ? -value : value;
            }
        }
    }
}
