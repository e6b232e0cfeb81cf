namespace Loschmidt.Machines;

/// <summary>A machine that relaxes and whose outputs can be held at values of the supervisor's choice.</summary>
public interface IClamps : IRelaxes
{
    /// <summary>Holds every output at y + η(τ − y), y being where it is now and τ its target, and lets the rest
    /// settle.</summary>
    /// <param name="fraction">η, between 0 and 1.</param>
    void Clamp(double fraction);
}
