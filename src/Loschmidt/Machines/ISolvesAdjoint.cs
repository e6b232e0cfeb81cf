namespace Loschmidt.Machines;

/// <summary>A machine at a steady state, whose exact gradient follows from one more solve with the transposed matrix.</summary>
/// <remarks>Needs the inside of the machine, so it is a simulator's privilege; a laboratory uses <see cref="IScatters"/>.</remarks>
public interface ISolvesAdjoint : IEvolves
{
    /// <summary>Solves forward and adjoint equations for a batch.</summary>
    /// <param name="batch">The samples.</param>
    /// <param name="gradient">[parameters], <b>overwritten</b> with ∂C/∂θ summed over samples.</param>
    /// <returns>C summed over samples.</returns>
    double Adjoint(Batch batch, Span<double> gradient);
}
