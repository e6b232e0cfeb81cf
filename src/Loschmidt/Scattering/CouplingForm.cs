namespace Loschmidt.Scattering;

/// <summary>How modes of a block are coupled, and so what the block's parameters are.</summary>
public enum CouplingForm
{
    /// <summary>Real J, the same both ways: reciprocal.</summary>
    Real,

    /// <summary>Complex J_ab = J_ba*, two parameters a coupling: real and imaginary part.</summary>
    Complex,

    /// <summary>Through an auxiliary mode a coupling (a small racetrack between two large ones), whose detuning is the parameter.</summary>
    Coupler,
}
