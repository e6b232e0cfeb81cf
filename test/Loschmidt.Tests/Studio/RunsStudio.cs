using System.Net.Http.Json;
using System.Text.Json;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Runs;
using Loschmidt.Studio;
using Loschmidt.Studio.Hosting;

namespace Loschmidt.Tests.Studio;

/// <summary>A studio over a folder with one small trained wave, and a client.</summary>
public sealed class RunsStudio : IAsyncLifetime
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("loschmidt-runs-studio-");
    private StudioHost? _host;

    public string Root => _root.FullName;

    /// <summary>Name of the trained run.</summary>
    public string Trained { get; private set; } = "";

    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(60) };

    public async ValueTask InitializeAsync()
    {
        Trained = TrainCommand.Run(
            new TrainRequest(
                "xor", false, ["machine.lattice.rows=40", "machine.lattice.columns=20", "training.evaluateEvery=1"], 1, 3, null, null, null, 1, null, Root),
            new Progress<TrainProgress>(), TestContext.Current.CancellationToken).Run;
        _host = await Start();
        Client.BaseAddress = _host.Address;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
        _root.Delete(recursive: true);
    }

    /// <summary>Another studio over the same folder.</summary>
    internal Task<StudioHost> Start() => StudioHost.StartAsync(
        new StudioOptions { Runs = Root, Port = 0, Self = ["dotnet", Path.Combine(AppContext.BaseDirectory, "Loschmidt.Cli.dll")] },
        TestContext.Current.CancellationToken);

    /// <summary>A run with the trained one's experiment, without metrics.</summary>
    public RunFolder Fresh() => RunFolder.Create(
        Root, RunFolder.Open(Trained, Root).ReadExperiment(MachineFactory.Kinds), MachineFactory.Kinds);

    public async Task<JsonElement> Get(string path)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(200, text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Status and document, or the refusal's line.</summary>
    public async Task<(int Status, JsonElement Said)> Post(string path, object body)
    {
        using var answer = await Client.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, JsonDocument.Parse(text).RootElement);
    }

    public static string Refusal(JsonElement said) => said.GetProperty("error").GetProperty("message").GetString()!;

    /// <summary>Opens a stream of events.</summary>
    public Task<EventReader> Events(string path, string? place = null) => EventReader.Open(Client, path, place);
}
