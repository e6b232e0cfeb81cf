namespace Loschmidt.Experiments.Training;

/// <summary>How a comparison of gradients asks an estimator.</summary>
internal enum Trial
{
    /// <summary>Once: it has no ε, or one that does not matter.</summary>
    Once,

    /// <summary>At nudges of many strengths: its error is a power of ε until rounding takes over.</summary>
    OverEpsilon,

    /// <summary>At difference steps of a few sizes.</summary>
    OverSteps,
}
