namespace Loschmidt.Experiments.Training;

/// <summary>The experiment asks a machine for something it cannot do; the message is the reason and the cure.</summary>
public sealed class UnsuitableException : InputException
{
    /// <summary>Carries the reason.</summary>
    public UnsuitableException(string message)
        : base(message)
    {
    }
}
