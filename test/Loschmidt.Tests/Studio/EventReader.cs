using System.Text;

namespace Loschmidt.Tests.Studio;

/// <summary>Reads server-sent events as a browser does.</summary>
public sealed class EventReader : IDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _lines;

    private EventReader(HttpResponseMessage answer, Stream body) => (_answer, _lines) = (answer, new StreamReader(body));

    /// <summary>Id of the last event that had one.</summary>
    public string Place { get; private set; } = "";

    public static async Task<EventReader> Open(HttpClient client, string path, string? place)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (place is not null)
            request.Headers.Add("Last-Event-ID", place);
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue(answer.StatusCode.ToString());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new EventReader(answer, await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The next event; waits for it.</summary>
    public async Task<(string Name, string Data)> Next()
    {
        var (name, data) = ("message", new StringBuilder());
        while (true)
        {
            var line = await _lines.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new EndOfStreamException();
            if (line.Length == 0 && data.Length > 0)
                return (name, data.ToString());
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                Place = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data.Append(data.Length > 0 ? "\n" : "").Append(line, 6, line.Length - 6);
        }
    }

    /// <summary>Metrics as a page has them after an event of a name: lines added, and all forgotten on <c>restart</c>.</summary>
    public async Task<string> Lines(string until, string had = "")
    {
        while (true)
        {
            var (name, data) = await Next();
            if (name == "restart")
                had = "";
            else if (name == "lines")
                had += data + "\n";
            if (name == until)
                return had;
        }
    }

    public void Dispose()
    {
        _lines.Dispose();
        _answer.Dispose();
    }
}
