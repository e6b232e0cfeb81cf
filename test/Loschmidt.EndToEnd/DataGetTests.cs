using Loschmidt.EndToEnd.Support;
using Loschmidt.Experiments.Data;
using Loschmidt.Tests.Support;

namespace Loschmidt.EndToEnd;

/// <summary><c>data get</c> as a process, from a server on this computer that holds the true files.</summary>
public sealed class DataGetTests : IDisposable
{
    private const string Largest = "mnist/train-images-idx3-ubyte.gz";

    private readonly Workplace _place = new();
    private readonly FileServer _server = new();

    /// <summary>Not there yet: the first download makes it.</summary>
    private string Data => Path.Combine(_place.Root, "data");

    [Fact]
    public void Interrupted_by_Ctrl_C_it_keeps_what_it_has_and_goes_on_from_there()
    {
        var files = Serve(silence: 3_000_000);

        var interrupted = Launcher.Interrupted("from 127.0.0.1", Get("--json"));
        interrupted.ExitCode.ShouldBe(130, interrupted.Error);
        interrupted.Document.GetProperty("interrupted").GetBoolean().ShouldBeTrue();
        interrupted.Complaints.Last().ShouldContain("the same command goes on from there");
        var kept = new FileInfo(Path.Combine(Data, Largest + ".part")).Length;
        kept.ShouldBeInRange(1, 3_000_000);

        _server.Release();
        var result = Launcher.Loschmidt(Get("--json")).ShouldSucceed().Document;
        result.GetProperty("files")[0].GetProperty("resumedFrom").GetInt64().ShouldBe(kept);
        _server.Requests[1].Range.ShouldBe($"bytes={kept}-");
        foreach (var file in DataCatalog.Files)
        {
            File.ReadAllBytes(Path.Combine(Data, file.Set, file.ArchiveName)).ShouldBe(files[file.ArchiveName], file.Name);
        }

        Launcher.Loschmidt("data", "check", "--data", Data).ShouldSucceed();
    }

    [Fact]
    public async Task Two_processes_at_once_fetch_every_file_once()
    {
        Serve(silence: null);

        var both = await Task.WhenAll(
            Task.Run(() => Launcher.Loschmidt(Get())), Task.Run(() => Launcher.Loschmidt(Get())));

        both.ShouldAllBe(outcome => outcome.ExitCode == 0);
        _server.Requests.Select(request => request.Path).ShouldBeUnique();
        _server.Requests.Count.ShouldBe(DataCatalog.Files.Count);
    }

    public void Dispose()
    {
        _server.Dispose();
        _place.Dispose();
    }

    private string[] Get(params string[] more) =>
        ["data", "get", "--data", Data, "--mirror", _server.Address.AbsoluteUri, .. more];

    /// <summary>Serves the files of the catalogue, the largest one with a pause.</summary>
    private Dictionary<string, byte[]> Serve(int? silence)
    {
        Workplace.NeedMnist();
        Workplace.NeedDigits();
        var files = DataCatalog.Files.ToDictionary(
            file => file.ArchiveName, file => File.ReadAllBytes(DataFolder.Usual(null).Require(file.Set, file.Name)));
        foreach (var file in DataCatalog.Files)
        {
            var path = $"{file.Set}/{file.ArchiveName}";
            _server.Serve(path, new Served(files[file.ArchiveName]) { Silence = path == Largest ? silence : null });
        }

        return files;
    }
}
