namespace Loschmidt.Machines;

/// <summary>A machine whose dynamics are analytic functions, so that a parameter may take an imaginary step.</summary>
public interface IStepsComplex : IEvolves
{
    /// <summary>Im C(θ + ih·d)/h with h = 1e-30: the directional derivative to rounding, without any difference.</summary>
    /// <param name="batch">The samples.</param>
    /// <param name="direction">d, [parameters].</param>
    /// <returns>d·∂C/∂θ, summed over samples.</returns>
    double ComplexStep(Batch batch, ReadOnlySpan<double> direction);
}
