namespace Loschmidt.Machines;

/// <summary>A machine that settles into a minimum of an energy E(x, θ), where the answer is read.</summary>
/// <remarks>Nudged, it settles in a minimum of E + βC instead; the shift of ∂E/∂θ is the gradient (equilibrium
/// propagation).</remarks>
public interface IRelaxes : IEvolves
{
    /// <summary>Settles in a minimum of E + βC from the present state; freely (β = 0) as
    /// <see cref="IEvolves.Evolve"/>.</summary>
    /// <remarks>
    /// A nudge that throws a sample into another minimum says nothing about the slope of the one it left: such a sample
    /// is put back to the state of the last <see cref="Keep"/>, so that it adds nothing to a difference.
    /// </remarks>
    /// <param name="nudge">β, may be negative.</param>
    void Relax(double nudge);

    /// <summary>∂E/∂θ at the present state.</summary>
    /// <param name="slope">[parameters], <b>overwritten</b>, summed over samples.</param>
    void EnergySlope(Span<double> slope);

    /// <summary>E of the present state, summed over samples.</summary>
    double Energy();

    /// <summary>Remembers the present state.</summary>
    void Keep();

    /// <summary>Puts back the state that was kept last.</summary>
    void Recall();
}
