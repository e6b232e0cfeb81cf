namespace Loschmidt.Experiments.Reproduction;

/// <summary>A figure cannot be computed as asked; the message is the reason and the cure.</summary>
public sealed class ReproductionException : InputException
{
    /// <summary>Carries the reason.</summary>
    public ReproductionException(string message)
        : base(message)
    {
    }
}
