namespace Loschmidt.Splitting;

/// <summary>The step a scheme composes.</summary>
internal enum BasicStep
{
    /// <summary>Strang, A₁ outermost.</summary>
    FirstPartOutermost,

    /// <summary>Strang, Aₙ outermost.</summary>
    LastPartOutermost,

    /// <summary>Lie–Trotter, A₁ … Aₙ.</summary>
    OneAfterAnother,
}
