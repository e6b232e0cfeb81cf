namespace Loschmidt.Experiments.Exports;

/// <summary>An export failed while it was at work, such as a server that stopped answering; the message says what was done and how to go on.</summary>
public sealed class ExportException : Exception
{
    /// <summary>Carries one line for the user.</summary>
    /// <param name="message">What happened, what was done, and the cure.</param>
    /// <param name="innerException">What was underneath.</param>
    public ExportException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
