using System.Numerics.Tensors;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>Between floats and doubles without losing anything.</summary>
internal static class Precise
{
    /// <summary>Whether every number is that of a float.</summary>
    public static bool AreFloats(ReadOnlySpan<double> numbers)
    {
        foreach (var number in numbers)
        {
            if ((float)number != number)
                return false;
        }

        return true;
    }

    /// <summary>To floats.</summary>
    public static void Narrow(ReadOnlySpan<double> numbers, Span<float> floats) =>
        TensorPrimitives.ConvertTruncating<double, float>(numbers, floats);

    /// <summary>From floats.</summary>
    public static void Widen(ReadOnlySpan<float> floats, Span<double> numbers) =>
        TensorPrimitives.ConvertTruncating<float, double>(floats, numbers);
}
