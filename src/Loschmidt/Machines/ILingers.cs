namespace Loschmidt.Machines;

/// <summary>A machine whose field runs on under its own dynamics when a pass is over and nobody has turned it round yet.</summary>
public interface ILingers : IExposed
{
    /// <summary>The field runs on for a time, heard by the learning field as during a pass.</summary>
    /// <remarks>In steps no longer than those of a pass; between them nothing from outside acts.</remarks>
    /// <param name="time">In the machine's unit of time, ≥ 0; 0 does nothing.</param>
    void Linger(double time);
}
