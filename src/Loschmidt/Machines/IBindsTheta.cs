namespace Loschmidt.Machines;

/// <summary>A machine whose parameters have a motion of their own, in the decay step too.</summary>
public interface IBindsTheta : IMachine
{
    /// <summary>Whether the decay step is not that of free parameters.</summary>
    bool BoundInDecay { get; }

    /// <summary>The decay step of a learning field of this machine, with the field empty.</summary>
    /// <param name="field">Θ, advanced in place.</param>
    /// <param name="rate">Γ.</param>
    /// <param name="time">T_D; infinity for a complete decay.</param>
    /// <param name="scale">A schedule's factor on Ω/Γ.</param>
    void Relax(LearningField field, double rate, double time, double scale);
}
