namespace Loschmidt.Experiments.Runs;

/// <summary>A run cannot be found, opened or read; the message is one line with the cure.</summary>
public sealed class RunException : InputException
{
    /// <summary>Reports what is wrong with a run.</summary>
    /// <param name="run">Its name or folder.</param>
    /// <param name="message">What is wrong, and the cure.</param>
    /// <param name="innerException">What was underneath.</param>
    public RunException(string run, string message, Exception? innerException = null)
        : base($"{run}: {message}", innerException)
    {
    }
}
