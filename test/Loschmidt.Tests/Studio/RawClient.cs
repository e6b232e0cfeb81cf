using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Loschmidt.Tests.Studio;

/// <summary>Says exactly these bytes to a server, whatever they are, and hears what it answers.</summary>
internal sealed class RawClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TcpClient _connection = new();
    private readonly NetworkStream _stream;

    public RawClient(Uri server)
    {
        _connection.Connect(server.Host.Trim('[', ']'), server.Port);
        _stream = _connection.GetStream();
        _stream.ReadTimeout = _stream.WriteTimeout = (int)Patience.TotalMilliseconds;
    }

    /// <summary>One request on a connection of its own.</summary>
    public static RawAnswer Ask(Uri server, string request)
    {
        using var client = new RawClient(server);
        client.Send(request);
        return client.Hear();
    }

    /// <summary>Sends letters as bytes of the same numbers; a server that has hung up already is no fault.</summary>
    public void Send(string text)
    {
        try
        {
            _stream.Write(Encoding.Latin1.GetBytes(text));
        }
        catch (IOException)
        {
            // It has heard enough.
        }
    }

    /// <summary>Reads one answer; status 0 where the server hangs up without a word.</summary>
    public RawAnswer Hear()
    {
        var said = new StringBuilder();
        while (!Whole(said.ToString()) && Read() is { Length: > 0 } more)
            said.Append(more);
        var text = said.ToString();
        return text.StartsWith("HTTP/1.", StringComparison.Ordinal) && text.Length > 12
            ? new(int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture), text)
            : new(0, text);
    }

    /// <summary>Some of what comes; empty at the end.</summary>
    public string Read()
    {
        try
        {
            var buffer = new byte[1 << 14];
            return Encoding.Latin1.GetString(buffer, 0, _stream.Read(buffer));
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: not SocketError.TimedOut })
        {
            return "";
        }
    }

    public void Dispose() => _connection.Dispose();

    private static bool Whole(string text)
    {
        var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        const string Length = "\r\nContent-Length: ";
        var at = text.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        if (head < 0 || at < 0 || at > head)
            return false;
        var digits = text.AsSpan(at + Length.Length);
        return text.Length >= head + 4 + int.Parse(digits[..digits.IndexOf('\r')], CultureInfo.InvariantCulture);
    }
}
