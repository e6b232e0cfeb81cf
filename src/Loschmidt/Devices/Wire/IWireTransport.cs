namespace Loschmidt.Devices.Wire;

/// <summary>A way to a device: lines there, lines back. It can be opened anew after it broke.</summary>
public interface IWireTransport : IDisposable
{
    /// <summary>Where the device is, for messages: its command or its address.</summary>
    string Place { get; }

    /// <summary>Opens it: starts the program, connects. What was open before is closed, without mercy.</summary>
    /// <param name="patience">How long that may take.</param>
    /// <exception cref="WireException">It cannot be opened; says why.</exception>
    void Open(TimeSpan patience);

    /// <summary>Sends a line and waits for its reply.</summary>
    /// <param name="line">The line with its end.</param>
    /// <param name="patience">How long that may take.</param>
    /// <returns>The reply without its end, valid until the next call.</returns>
    /// <exception cref="WireException">There is no reply, it comes too late, is too long, or more comes than was asked for.</exception>
    ReadOnlyMemory<byte> Exchange(ReadOnlyMemory<byte> line, TimeSpan patience);
}
