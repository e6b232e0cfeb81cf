namespace Loschmidt.Machines;

/// <summary>A machine whose passes conserve quantities worth a ledger.</summary>
public interface IConserves : IEvolves
{
    /// <summary>H of field and learning field, summed over samples.</summary>
    double Energy();

    /// <summary>N = Σ|Ψ|² (or the machine's own quadratic invariant), summed over samples; NaN where it conserves none.</summary>
    double Norm();
}
