namespace Loschmidt.Experiments.Schema;

/// <summary>What a run is judged by.</summary>
public enum OutcomeMetric
{
    /// <summary>Mean cost; smaller is better.</summary>
    Cost,

    /// <summary>Fraction of training samples answered rightly.</summary>
    Accuracy,

    /// <summary>Fraction of validation samples answered rightly.</summary>
    ValidationAccuracy,

    /// <summary>Fraction of test samples answered rightly.</summary>
    TestAccuracy,

    /// <summary>Cost on the test samples.</summary>
    TestCost,

    /// <summary>Whether the ground state of an Ising problem was found: 1 or 0.</summary>
    GroundState,
}
