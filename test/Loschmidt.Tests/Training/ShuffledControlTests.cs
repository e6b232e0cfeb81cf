using System.Numerics.Tensors;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Training;

/// <summary>The control keeps everything of a gradient but what it says.</summary>
public sealed class ShuffledControlTests
{
    private static readonly ParameterLayout Layout = new([("a/w", [40, 25]), ("a/b", [200])]);

    /// <summary>The mutation: a shuffling across tensors, which would give one tensor the size of the other's gradient.</summary>
    [Fact]
    public void Each_tensor_keeps_its_values_but_for_place_and_sign_and_points_nowhere()
    {
        var gradient = Enumerable.Range(0, Layout.Count).Select(i => i < 1000 ? 1 + Math.Sin(i) : 100 + Math.Cos(i)).ToArray();
        var shuffled = (double[])gradient.Clone();
        new ShuffledControl(Layout, seed: 3).Shuffle(shuffled, step: 5);
        foreach (var tensor in Layout.Tensors)
        {
            var before = gradient.AsSpan(tensor.Offset, tensor.Count).ToArray().Select(Math.Abs).Order();
            shuffled.AsSpan(tensor.Offset, tensor.Count).ToArray().Select(Math.Abs).Order().ShouldBe(before);
        }

        // A random direction in n dimensions has a cosine of about 1/√n with any other; here n is effectively the 200 large entries.
        var cosine = TensorPrimitives.CosineSimilarity<double>(gradient, shuffled);
        Math.Abs(cosine).ShouldBeLessThan(4 / Math.Sqrt(200));
    }

    [Fact]
    public void Another_step_shuffles_otherwise_and_the_same_step_the_same()
    {
        double[] Shuffled(int step)
        {
            var gradient = Enumerable.Range(0, Layout.Count).Select(i => (double)i).ToArray();
            new ShuffledControl(Layout, seed: 3).Shuffle(gradient, step);
            return gradient;
        }

        Shuffled(1).ShouldBe(Shuffled(1));
        Shuffled(1).ShouldNotBe(Shuffled(2));
    }
}
