namespace Loschmidt.Machines;

/// <summary>A machine that offers a capability in general but not as it was configured, and can say why.</summary>
public interface IRefuses : IMachine
{
    /// <summary>Why the capability is not to be had from this very machine, or null when it is.</summary>
    /// <typeparam name="TCapability">An interface such as <see cref="IReverses"/> or <see cref="IStepsComplex"/>.</typeparam>
    string? Refusal<TCapability>()
        where TCapability : IMachine;
}
