namespace Loschmidt.Machines;

/// <summary>A machine that can undo its pass step by step.</summary>
public interface IRetraces : ICutsPass, IReverses
{
    /// <summary>The inverse of a step, R Φ′ R with Φ′ the step as the echo meets it: exact for the discretised machine, up to rounding.</summary>
    /// <param name="step">Which one; the present state is the one after it.</param>
    void StepBack(int step);
}
