namespace Loschmidt.Experiments;

/// <summary>Something the user gave is wrong: a file, a key, a data set, a run; the message is one clear line with the cure.</summary>
/// <remarks>The command line prints the message and leaves with exit code 2; every other exception is a failure while running.</remarks>
public abstract class InputException : Exception
{
    /// <summary>Carries one line for the user.</summary>
    protected InputException(string message)
        : base(message)
    {
    }

    /// <summary>Carries one line for the user and what was underneath.</summary>
    protected InputException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
