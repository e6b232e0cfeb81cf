namespace Loschmidt.Scattering;

/// <summary>A network rings for ever at the frequency it is probed with, so it has no steady state; the message names the mode.</summary>
public sealed class ResonanceException : ArithmeticException
{
    /// <summary>Carries the finding.</summary>
    public ResonanceException(string message)
        : base(message)
    {
    }
}
