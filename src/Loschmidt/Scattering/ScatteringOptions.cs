using Loschmidt.Costs;

namespace Loschmidt.Scattering;

/// <summary>What a network learns beside detunings and couplings, and what it is judged by.</summary>
public sealed record ScatteringOptions
{
    /// <summary>Whether κ of the ports is learned too.</summary>
    public bool LearnPortRates { get; init; }

    /// <summary>Whether the phase φ of every output's quadrature is learned too.</summary>
    public bool LearnPhases { get; init; }

    /// <summary>What the outputs are judged by.</summary>
    public ScoreKind Score { get; init; } = ScoreKind.CrossEntropy;

    /// <summary>β: scores are multiplied by it before the softmax, since |y| ≤ κ/κ_tot.</summary>
    public double Gain { get; init; } = 8;

    /// <summary>How the equations are solved.</summary>
    public SolverKind Solver { get; init; } = SolverKind.Auto;
}
