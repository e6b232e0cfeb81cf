namespace Loschmidt.Machines;

/// <summary>Refuses a buffer that a gradient does not fit into, before anything is computed.</summary>
internal static class GradientLength
{
    /// <summary>Makes sure of the length.</summary>
    /// <param name="machine">Whose gradient.</param>
    /// <param name="gradient">Where it is to go.</param>
    /// <exception cref="ArgumentException">It is shorter than θ.</exception>
    public static void Require(IMachine machine, ReadOnlySpan<double> gradient)
    {
        if (gradient.Length < machine.Learning.Count)
        {
            throw new ArgumentException(
                $"the gradient of this {machine.Kind} machine has {machine.Learning.Count} numbers, its buffer {gradient.Length}", nameof(gradient));
        }
    }
}
