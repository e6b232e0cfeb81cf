using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Exports;

/// <summary>Speaks MLflow's REST interface, version 2.0: a request, repeated while the server is out of sorts, and its answer.</summary>
internal sealed class MlflowClient : IDisposable
{
    /// <summary>What a server says of something that is not there.</summary>
    public const string Absent = "RESOURCE_DOES_NOT_EXIST";

    /// <summary>What a server says of something that another made meanwhile.</summary>
    public const string Present = "RESOURCE_ALREADY_EXISTS";

    private readonly MlflowServer _server;
    private readonly HttpClient _http;
    private readonly CancellationToken _cancellation;

    /// <summary>A client for one server.</summary>
    public MlflowClient(MlflowServer server, CancellationToken cancellation)
    {
        (_server, _cancellation) = (server, cancellation);
        _http = new HttpClient { Timeout = server.Timeout };
        if (server.Token is { } token)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Asks with GET.</summary>
    public JsonObject Get(string path) => Send(() => new HttpRequestMessage(HttpMethod.Get, At(path)), path, repeat: true);

    /// <summary>Asks with POST.</summary>
    /// <param name="path">Behind <c>/api/2.0/mlflow/</c>.</param>
    /// <param name="body">The document.</param>
    /// <param name="repeat">Whether asking twice does no harm.</param>
    /// <exception cref="MlflowRefusal">The server says no.</exception>
    /// <exception cref="ExportException">The server cannot be reached, or keeps failing.</exception>
    public JsonObject Post(string path, JsonObject body, bool repeat = true)
    {
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        return Send(() => new HttpRequestMessage(HttpMethod.Post, At(path)) { Content = Content(bytes) }, path, repeat);
    }

    public void Dispose() => _http.Dispose();

    private static ByteArrayContent Content(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private Uri At(string path) => new($"{_server.Address.AbsoluteUri.TrimEnd('/')}/api/2.0/mlflow/{path}");

    private JsonObject Send(Func<HttpRequestMessage> make, string path, bool repeat)
    {
        var pause = _server.Pause;
        for (var left = repeat ? _server.Tries : 1; ; left--)
        {
            try
            {
                using var request = make();
                using var response = _http.Send(request, _cancellation);
                return Answer(response, path);
            }
            catch (ExportException) when (left > 1)
            {
                // The server is out of sorts, and may be well again in a moment.
            }
            catch (Exception e) when (left > 1 && IsTransport(e))
            {
            }
            catch (Exception e) when (IsTransport(e))
            {
                throw new ExportException(
                    $"{_server.Address}: {Why(e)}; is an MLflow tracking server there? (--to names another)", e);
            }

            _cancellation.WaitHandle.WaitOne(pause);
            _cancellation.ThrowIfCancellationRequested();
            pause *= 2;
        }
    }

    private bool IsTransport(Exception e) => e is HttpRequestException or IOException
        || (e is OperationCanceledException && !_cancellation.IsCancellationRequested);

    private string Why(Exception e) => e is OperationCanceledException
        ? string.Create(CultureInfo.InvariantCulture, $"no answer within {_server.Timeout.TotalSeconds:0.###} s")
        : OneLine.Of(e.Message);

    private JsonObject Answer(HttpResponseMessage response, string path)
    {
        using var reader = new StreamReader(response.Content.ReadAsStream(_cancellation), Encoding.UTF8);
        var text = reader.ReadToEnd();
        JsonObject? json = null;
        try
        {
            json = JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            // An error page of a proxy, say; the status tells enough.
        }

        if (response.StatusCode == HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500)
            throw new ExportException($"{_server.Address} answers {(int)response.StatusCode} to {Verb(path)}{Said(json)}");
        if (!response.IsSuccessStatusCode)
            throw new MlflowRefusal(
                Text(json, "error_code") ?? "", $"{_server.Address} refuses {Verb(path)} ({(int)response.StatusCode}{Said(json)})");
        return json ?? throw new MlflowRefusal("", $"{_server.Address} answers {Verb(path)} with no JSON; is it an MLflow tracking server?");
    }

    private static string Verb(string path) => path.Split('?')[0];

    private static string Said(JsonObject? json) => Text(json, "message") is { Length: > 0 } message ? $": {OneLine.Of(message)}" : "";

    private static string? Text(JsonObject? json, string name) =>
        json?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
