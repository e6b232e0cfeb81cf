using Loschmidt.Experiments;

namespace Loschmidt.Studio;

/// <summary>The studio cannot do what it was asked for; one clear line with the cure.</summary>
public sealed class StudioException : InputException
{
    /// <summary>Carries one line for the user.</summary>
    public StudioException(string message)
        : base(message)
    {
    }

    /// <summary>Carries one line for the user and what was underneath.</summary>
    public StudioException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
