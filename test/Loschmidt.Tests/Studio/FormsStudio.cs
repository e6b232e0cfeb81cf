using System.Net.Http.Json;
using System.Text.Json;
using Loschmidt.Studio;
using Loschmidt.Studio.Hosting;

namespace Loschmidt.Tests.Studio;

/// <summary>A studio of its own on any free port, with an empty folder of runs.</summary>
public sealed class FormsStudio : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private StudioHost? _host;

    /// <summary>Its folder of runs.</summary>
    public string Runs { get; } = Directory.CreateTempSubdirectory("loschmidt-forms").FullName;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _host = await StudioHost.StartAsync(new StudioOptions { Runs = Runs, Port = 0 }, TestContext.Current.CancellationToken);
        _client.BaseAddress = _host.Address;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Stop();
        Directory.Delete(Runs, recursive: true);
    }

    /// <summary>Stops the server.</summary>
    public async Task Stop()
    {
        if (_host is { } host)
            await host.DisposeAsync();
        _host = null;
    }

    /// <summary>What it answers to a question, with its status.</summary>
    public async Task<(int Status, JsonElement Document)> Get(string path)
    {
        using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await Document(answer));
    }

    /// <summary>A whole stream of events, until the server ends it.</summary>
    public Task<string> Stream(string path) => _client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>What it answers to a demand.</summary>
    public async Task<(int Status, JsonElement Document)> Post(string path, object body)
    {
        using var content = JsonContent.Create(body);
        await content.LoadIntoBufferAsync(TestContext.Current.CancellationToken);
        using var answer = await _client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await Document(answer));
    }

    /// <summary>Does a job to its end and returns its last state.</summary>
    public async Task<JsonElement> Done(object request)
    {
        var (status, started) = await Post("/api/jobs", request);
        status.ShouldBe(202, started.ToString());
        var id = started.GetProperty("id").GetString();
        await Stream($"/api/job/events?id={id}");
        return (await Get($"/api/job?id={id}")).Document;
    }

    private static async Task<JsonElement> Document(HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }
}
