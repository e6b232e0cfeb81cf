using System.Globalization;

namespace Loschmidt.Devices.Wire;

/// <summary>Transports by what people write.</summary>
public static class WireTransports
{
    /// <summary>The way to a device behind an address of this computer.</summary>
    /// <remarks>The protocol knows no passwords, so only this computer is offered; a tunnel (ssh -L) brings a device of another one here.</remarks>
    /// <param name="address"><c>tcp://127.0.0.1:7070</c> or <c>http://127.0.0.1:7071/</c>.</param>
    /// <exception cref="ArgumentException">It is no such address.</exception>
    public static IWireTransport Of(string address)
    {
        const string Accepted = "expects tcp://127.0.0.1:PORT or http://127.0.0.1:PORT/ (bring a device of another computer here by a tunnel, ssh -L)";
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Port is < 1 or > 65535 || uri.Host is not ("127.0.0.1" or "localhost"))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"'{address}' {Accepted}"), nameof(address));
        }

        return uri.Scheme switch
        {
            "tcp" => new TcpTransport(uri.Port),
            "http" => new HttpTransport(uri.Port),
            _ => throw new ArgumentException($"'{address}' {Accepted}", nameof(address)),
        };
    }
}
