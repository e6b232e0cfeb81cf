using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>Finds a tensor whose entries are the right ones in another order.</summary>
internal static class PermutedTensor
{
    private const int MostShifts = 512;

    /// <summary>The fault, or null where it is another one.</summary>
    public static GradientDiagnosis? Find(DoubtfulGradient doubt)
    {
        if (doubt.Faulty is not [var tensor])
        {
            return null;
        }

        var beside = doubt.RestBeside(tensor);
        var (here, there) = (DoubtfulGradient.Of(doubt.Gradient, tensor).ToArray(), DoubtfulGradient.Of(doubt.Reference, tensor).ToArray());
        foreach (var (order, words) in Orders(tensor))
        {
            if (doubt.Explains(Rest(here, i => there[order(i)])))
            {
                return Named(words);
            }
        }

        // Sorting brings any two tensors of many alike numbers near each other, so that here they have to agree as well as the estimator can.
        var (placesHere, placesThere) = (Sorted(here), Sorted(there));
        var matched = new double[there.Length];
        for (var rank = 0; rank < matched.Length; rank++)
        {
            matched[placesHere[rank]] = there[placesThere[rank]];
        }

        if (!doubt.ExplainsToTheGrain(Rest(here, i => matched[i])))
        {
            return null;
        }

        var moved = Enumerable.Range(0, here.Length).Where(i => Math.Abs(matched[i] - there[i]) > 5 * doubt.Grain).ToList();
        return Named(moved is [var a, var b]
            ? $"{doubt.Layout.NameOf(tensor.Offset + a)} and {doubt.Layout.NameOf(tensor.Offset + b)} are exchanged"
            : $"{moved.Count} of {here.Length} entries stand elsewhere");

        double Rest(double[] gradient, Func<int, double> expected)
        {
            var sum = beside * beside;
            for (var i = 0; i < gradient.Length; i++)
            {
                var difference = gradient[i] - expected(i);
                sum += difference * difference;
            }

            return Math.Sqrt(sum);
        }

        GradientDiagnosis Named(string words) =>
            new(GradientFault.PermutedTensor, tensor.Name, null, $"tensor {tensor.Name} is permuted: {words}");
    }

    /// <summary>The customary mistakes: where entry i of the gradient comes from.</summary>
    private static IEnumerable<(Func<int, int> From, string Words)> Orders(ParameterTensor tensor)
    {
        var count = tensor.Count;
        yield return (i => count - 1 - i, "its order is reversed");
        if (tensor.Shape is [var rows, var columns])
        {
            // Written column by column instead of row by row, and the other way round.
            yield return (i => (i % rows * columns) + (i / rows), "transposed");
            yield return (i => (i % columns * rows) + (i / columns), "transposed");
        }

        var stride = count;
        for (var axis = 0; axis < tensor.Shape.Count; axis++)
        {
            var extent = tensor.Shape[axis];
            stride /= extent;
            var step = stride;
            if (tensor.Shape.Count > 1)
            {
                yield return (i => i + ((extent - 1 - (2 * (i / step % extent))) * step), $"its order along index {axis + 1} is reversed");
            }

            for (var shift = 1; shift < extent && shift < MostShifts; shift++)
            {
                var by = shift;
                yield return (i => i + (((((i / step % extent) + by) % extent) - (i / step % extent)) * step), $"shifted along index {axis + 1} by {by}");
            }
        }
    }

    private static int[] Sorted(double[] values)
    {
        var places = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort((double[])values.Clone(), places);
        return places;
    }
}
