using Loschmidt.Experiments.Data;

namespace Loschmidt.Tests.Cli;

/// <summary>Fetching, listing and checking data sets.</summary>
[Collection(nameof(CommandLineTests))]
public sealed class DataVerbTests
{
    private readonly CommandLineFixture _given = new();

    [Fact]
    public void Fetching_data_passes_on_sets_folder_and_mirrors_in_their_order()
    {
        _given.Run(
            "data", "get", "mnist", "--data", "d", "--mirror", "https://one.example/data", "--mirror", "http://two.example", "--json")
            .ShouldBe(0);

        var request = _given.Fetch.ShouldNotBeNull();
        request.Sets.ShouldBe(["mnist"]);
        request.Data.ShouldBe("d");
        request.Mirrors.Select(mirror => mirror.AbsoluteUri).ShouldBe(["https://one.example/data", "http://two.example/"]);
        _given.Document.GetProperty("files")[0].GetProperty("state").GetString().ShouldBe("present");
        _given.Error.ShouldBe(
            "data get: mnist/train-images-idx3-ubyte.gz  1 MiB of 9.5 MiB from example.org\nloschmidt: example.org answers 404\n");
    }

    [Fact]
    public void An_interrupted_download_says_how_it_goes_on_and_a_failed_one_is_no_mistake_of_the_user_s()
    {
        _given.Services = _given.Services with { Fetch = (_, _, _, _) => new FetchResult("/data", [], Interrupted: true) };
        _given.Run("data", "get").ShouldBe(130);
        _given.Error.ShouldBe(
            "loschmidt: interrupted; what has arrived is kept in /data, and the same command goes on from there\n");

        var offline = new CommandLineFixture();
        offline.Services = offline.Services with { Fetch = (_, _, _, _) => throw new FetchException("mnist/a.gz", ["x answers 404", "y answers 500"]) };
        offline.Run("data", "get").ShouldBe(1);
        offline.Error.ShouldBe(
            "loschmidt: mnist/a.gz cannot be fetched: x answers 404; y answers 500; try again when online, set https_proxy where a "
            + "proxy is needed, or name a place of your own by --mirror URL\n");
    }

    [Fact]
    public void Data_list_shows_every_file_and_check_wants_them_all()
    {
        var folder = Directory.CreateTempSubdirectory("data").FullName;
        try
        {
            _given.Run("data", "list", "--data", folder, "--json").ShouldBe(0);
            _given.Document.GetProperty("files").GetArrayLength().ShouldBe(20);
            _given.Document.GetProperty("places")[0].GetProperty("path").GetString().ShouldBe(folder);

            var check = new CommandLineFixture();
            Directory.CreateDirectory(Path.Combine(folder, "mnist"));
            File.WriteAllText(Path.Combine(folder, "mnist", "train-labels-idx1-ubyte"), "no labels");
            check.Run("data", "check", "--data", folder, "--json").ShouldBe(2);
            check.Document.GetProperty("files").EnumerateArray()
                .Single(f => f.GetProperty("file").GetString() == "train-labels-idx1-ubyte")
                .GetProperty("state").GetString().ShouldBe("different");
            check.Error.ShouldContain("damaged or another file");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
