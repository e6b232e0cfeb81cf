namespace Loschmidt.Devices.Wire;

/// <summary>Something is wrong on the wire; the message is one line that says what, and where.</summary>
public sealed class WireException : Exception
{
    /// <summary>Carries one line.</summary>
    /// <param name="fault">What kind of trouble.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="at">Index in <c>do</c> of the verb it is about; −1 where it is about none.</param>
    /// <param name="position">Byte of the line it is about, from 0; −1 where it is about none.</param>
    /// <param name="innerException">What was underneath.</param>
    public WireException(WireFault fault, string message, int at = -1, long position = -1, Exception? innerException = null)
        : base(message, innerException) => (Fault, At, Position) = (fault, at, position);

    /// <summary>What kind of trouble.</summary>
    public WireFault Fault { get; }

    /// <summary>Index in <c>do</c> of the verb it is about; −1 where it is about none.</summary>
    public int At { get; }

    /// <summary>Byte of the line it is about, from 0; −1 where it is about none.</summary>
    public long Position { get; }

    /// <summary>The number of the request it is about, where that could be read.</summary>
    internal long? Id { get; init; }

    /// <summary>Whether the device itself answered with this error.</summary>
    internal bool Told { get; init; }
}
