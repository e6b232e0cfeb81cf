using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>Finds entries that are zero where the reference is not: a site, a row, a column that was left out.</summary>
internal static class DroppedEntries
{
    private const int MostNames = 3;

    /// <summary>The fault, or null where it is another one.</summary>
    public static GradientDiagnosis? Find(DoubtfulGradient doubt)
    {
        var dropped = new List<int>();
        var rest = 0.0;
        for (var i = 0; i < doubt.Gradient.Length; i++)
        {
            var (g, r) = (doubt.Gradient[i], doubt.Reference[i]);
            if (Math.Abs(g) <= 0.05 * Math.Abs(r) + doubt.Grain && Math.Abs(r) > 5 * doubt.Grain)
            {
                dropped.Add(i);
                rest += g * g;
            }
            else
            {
                rest += (g - r) * (g - r);
            }
        }

        return dropped.Count > 0 && dropped.Count < doubt.Gradient.Length && doubt.Explains(Math.Sqrt(rest)) ? Name(doubt.Layout, dropped) : null;
    }

    private static GradientDiagnosis Name(ParameterLayout layout, List<int> dropped)
    {
        var holders = layout.Tensors.Where(tensor => dropped.Exists(i => i >= tensor.Offset && i < tensor.Offset + tensor.Count)).ToList();
        var tensor = holders.Count == 1 ? holders[0] : null;
        var names = string.Join(", ", dropped.Take(MostNames).Select(layout.NameOf)) + (dropped.Count > MostNames ? ", …" : "");
        var what = tensor is not null && dropped.Count > 1 && Slice(tensor, dropped) is { } slice
            ? slice
            : dropped.Count == 1 ? names : $"{dropped.Count} entries ({names})";
        return new GradientDiagnosis(
            GradientFault.DroppedEntries, tensor?.Name, null, $"{what} {(dropped.Count == 1 || what.Contains('=') ? "is" : "are")} zero where the reference is not");
    }

    /// <summary>The index that all have in common along one axis of their tensor.</summary>
    private static string? Slice(ParameterTensor tensor, List<int> dropped)
    {
        var stride = tensor.Count;
        for (var axis = 0; tensor.Shape.Count > 1 && axis < tensor.Shape.Count; axis++)
        {
            stride /= tensor.Shape[axis];
            var at = dropped.Select(i => (i - tensor.Offset) / stride % tensor.Shape[axis]).Distinct().ToList();
            if (at.Count == 1 && tensor.Shape[axis] > 1)
            {
                return $"{tensor.Name}, index {axis + 1} = {at[0]},";
            }
        }

        return null;
    }
}
