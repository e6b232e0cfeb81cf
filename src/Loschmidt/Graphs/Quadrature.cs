namespace Loschmidt.Graphs;

/// <summary>How C = ∫ ℓ dt becomes a sum over the states between the steps.</summary>
public enum Quadrature
{
    /// <summary>dt after every step: a machine judged at each of its outputs. First order as an integral.</summary>
    StepEnds,

    /// <summary>Half of it at both ends, the initial state included. Second order.</summary>
    Trapezoid,

    /// <summary>dt/3 · (1, 4, 2, 4, …, 4, 1), for an even number of steps. Fourth order.</summary>
    Simpson,
}
