using Loschmidt.Experiments;

namespace Loschmidt.Studio.Hosting;

/// <summary>A request that is answered with a status of its own and one line; other wrong input is answered with 400.</summary>
internal sealed class RefusedException : InputException
{
    /// <summary>Carries the status and the line.</summary>
    public RefusedException(int status, string message, Exception? innerException = null)
        : base(message, innerException) => Status = status;

    /// <summary>HTTP status, 400 to 599.</summary>
    public int Status { get; }
}
