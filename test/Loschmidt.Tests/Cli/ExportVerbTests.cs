using System.Text.Json;
using Loschmidt.Tests.Runs;
using Loschmidt.Tests.Support;

namespace Loschmidt.Tests.Cli;

/// <summary>One collection with the other tests of the command line: options are shared objects.</summary>
[Collection(nameof(CommandLineTests))]
public sealed class ExportVerbTests : IDisposable
{
    private readonly RunsPlace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("--format expects one of csv, json, npz, svg, png, gif, apng, tensorboard, mlflow, not 'xls'", "--format", "xls")]
    [InlineData("--to names an MLflow tracking server; say --format mlflow, too", "--to", "http://127.0.0.1:5000")]
    [InlineData("--to expects the address of an MLflow tracking server", "--format", "mlflow", "--to", "nowhere")]
    [InlineData("--archive takes the whole run", "--archive", "x.zip", "--format", "npz")]
    [InlineData("has no figure 'echo'; there are curve-cost, curve-accuracy", "--format", "svg", "--figure", "echo")]
    public void What_cannot_be_is_one_line(string message, params string[] arguments)
    {
        _place.Run();
        var given = new CommandLineFixture();
        given.Run(["runs", "export", "latest", .. arguments, "--runs", _place.Root]).ShouldBe(2, given.Error);
        given.Error.TrimEnd().ShouldContain(message);
        given.Error.TrimEnd().ShouldNotContain("\n");
    }

    [Fact]
    public void Several_formats_go_into_a_folder_and_are_listed()
    {
        var run = _place.Run();
        var folder = Path.Combine(_place.Root, "out");
        var report = Document("--format", "csv", "--format", "npz", "--format", "tensorboard", "--output", folder);
        report.EnumerateObject().Select(part => part.Name).ShouldBe(["run", "exported"]);
        var files = report.GetProperty("exported").EnumerateArray().ToList();
        files.Select(file => file.GetProperty("format").GetString()).ShouldBe(["csv", "npz", "tensorboard"]);
        files.ShouldAllBe(file => new FileInfo(file.GetProperty("file").GetString()!).Length == file.GetProperty("bytes").GetInt64());
        files[1].GetProperty("file").GetString().ShouldBe(Path.Combine(folder, run.Name + ".npz"));
    }

    [Fact]
    public void The_ending_of_the_output_says_as_what()
    {
        _place.Run();
        var path = Path.Combine(_place.Root, "run.npz");
        Document("--output", path).GetProperty("file").GetString().ShouldBe(path);
        File.ReadAllBytes(path)[..2].ShouldBe("PK"u8.ToArray());
    }

    [Fact]
    public void A_run_is_sent_to_a_tracking_server_and_a_server_that_fails_is_exit_code_one()
    {
        _place.Run();
        using var server = new HttpInbox(request => request.Path.Split('/')[^1].Split('?')[0] switch
        {
            "get-by-name" => (200, """{"experiment":{"experiment_id":"7"}}"""),
            "create" => (200, """{"run":{"info":{"run_id":"r"}}}"""),
            _ => (200, "{}"),
        });
        var sent = Document("--format", "mlflow", "--to", server.Address.AbsoluteUri).GetProperty("mlflow");
        (sent.GetProperty("runId").GetString(), sent.GetProperty("lines").GetInt32(), sent.GetProperty("status").GetString()).ShouldBe(("r", 2, "FINISHED"));

        using var closed = new HttpInbox(_ => (403, ""));
        var given = new CommandLineFixture();
        given.Run("runs", "export", "latest", "--format", "mlflow", "--to", closed.Address.AbsoluteUri, "--runs", _place.Root).ShouldBe(1);
        given.Error.TrimEnd().ShouldEndWith("refuses experiments/get-by-name (403)");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("gif")]
    [InlineData("apng")]
    public void A_simulation_is_told_as_what_to_film(string? film)
    {
        var given = new CommandLineFixture();
        given.Run(["simulate", "xor", .. film is null ? Array.Empty<string>() : ["--film", film]]).ShouldBe(0);
        given.Simulate!.Film.ShouldBe(film);
    }

    private JsonElement Document(params string[] arguments)
    {
        var given = new CommandLineFixture();
        given.Run(["runs", "export", "latest", .. arguments, "--runs", _place.Root, "--json"]).ShouldBe(0, given.Error);
        return JsonDocument.Parse(given.Out).RootElement;
    }
}
