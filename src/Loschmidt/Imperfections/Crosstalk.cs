namespace Loschmidt.Imperfections;

/// <summary>Every number gets a part of its two neighbours, x_k ← x_k + c(x_(k−1) + x_(k+1)); nothing lies beyond the ends.</summary>
internal static class Crosstalk
{
    /// <summary>Mixes one lane in place.</summary>
    /// <param name="values">[numbers × lanes].</param>
    /// <param name="lanes">Lanes.</param>
    /// <param name="lane">Which lane.</param>
    /// <param name="part">c.</param>
    public static void Mix(Span<double> values, int lanes, int lane, double part)
    {
        var previous = 0.0;
        for (var i = lane; i < values.Length; i += lanes)
        {
            var here = values[i];
            values[i] += part * (previous + (i + lanes < values.Length ? values[i + lanes] : 0));
            previous = here;
        }
    }
}
