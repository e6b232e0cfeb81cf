namespace Loschmidt.Experiments.Training;

/// <summary>A number stopped being finite while running: says at which step, where, and the likely cause.</summary>
public sealed class NonFiniteException : Exception
{
    /// <summary>Carries the finding.</summary>
    public NonFiniteException(string message)
        : base(message)
    {
    }
}
