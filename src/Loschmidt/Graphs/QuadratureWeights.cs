namespace Loschmidt.Graphs;

/// <summary>The weights of a quadrature.</summary>
internal static class QuadratureWeights
{
    /// <summary>The weight, in steps, of the state after so many steps; state 0 is the initial one.</summary>
    public static double Weight(this Quadrature quadrature, int step, int steps) => quadrature switch
    {
        Quadrature.Trapezoid => step == 0 || step == steps ? 0.5 : 1,
        Quadrature.Simpson => (step == 0 || step == steps ? 1 : step % 2 == 1 ? 4 : 2) / 3.0,
        _ => step == 0 ? 0 : 1,
    };
}
