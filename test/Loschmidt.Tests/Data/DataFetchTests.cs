using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Loschmidt.Experiments.Data;
using Loschmidt.Numerics.Random;
using Loschmidt.Tests.Support;

namespace Loschmidt.Tests.Data;

/// <summary>Downloads from a server on this computer that fails in every way a server can.</summary>
public sealed class DataFetchTests : IDisposable
{
    private static readonly byte[] Archive = Idx.Pack(Noise(200_000));

    private static readonly DataFile File = Catalogued("file", Noise(200_000), Archive);

    private readonly FileServer _server = new();
    private readonly TemporaryData _data = new();
    private readonly ConcurrentQueue<string> _remarks = new();

    private string Target => _data.Path("set", "file.gz");

    private string Partial => Target + ".part";

    [Fact]
    public async Task A_file_is_fetched_whole_and_never_again()
    {
        var place = _server.Serve("file.gz", new Served(Archive));

        var first = (await Get([place])).Files.Single();
        var second = (await Get([place])).Files.Single();

        first.ShouldBe(new FetchedFile("set", "file", Target, "fetched", place.AbsoluteUri));
        second.ShouldBe(new FetchedFile("set", "file", Target, "present"));
        System.IO.File.ReadAllBytes(Target).ShouldBe(Archive);
        _server.Requests.ShouldHaveSingleItem().Range.ShouldBeNull();
        Left().ShouldBe([".fetching", "file.gz"]);
        _remarks.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_distributed_as_it_is_keeps_its_name()
    {
        var content = Noise(1000);
        var sum = Convert.ToHexStringLower(SHA256.HashData(content));
        var file = new DataFile("set", "plain", "", content.Length, sum, sum, content.Length);
        var fetch = new DataFetch(
            new Progress<FetchProgress>(), _remarks.Enqueue, FetchLimits.Default,
            () => new SocketsHttpHandler { UseProxy = false });

        var fetched = await fetch.Run(
            _data.Root, null, [file], one => [_server.Serve(one.ArchiveName, new Served(content))],
            CancellationToken.None);

        fetched.Files.Single().Path.ShouldBe(_data.Path("set", "plain"));
        System.IO.File.ReadAllBytes(_data.Path("set", "plain")).ShouldBe(content);
    }

    // Starting over instead of asking for the rest would send more bytes than the file has.
    [Theory]
    [InlineData("\"first\"", "\"first\"")]
    [InlineData("W/\"weak\"", null)]
    [InlineData(null, null)]
    public async Task A_cut_connection_is_taken_up_where_it_broke_off(string? tag, string? condition)
    {
        var place = _server.Serve("file.gz", new Served(Archive) { Cuts = [70_000, 50_000], ETag = tag });

        await Get([place]);

        System.IO.File.ReadAllBytes(Target).ShouldBe(Archive);
        _server.Requests.ShouldBe(
            [new("/file.gz", null, null), new("/file.gz", "bytes=70000-", condition), new("/file.gz", "bytes=120000-", condition)]);
        _server.Sent.ShouldBe(Archive.Length);
    }

    [Fact]
    public async Task A_later_process_goes_on_from_what_an_earlier_one_left()
    {
        var place = _server.Serve("file.gz", new Served(Archive) { Cuts = [70_000] });
        var error = await Should.ThrowAsync<FetchException>(() => Get([place], attempts: 1));
        error.Message.ShouldStartWith($"set/file.gz cannot be fetched: {_server.Address.GetLeftPart(UriPartial.Authority)} ");
        error.Message.ShouldNotContain('\n');
        new FileInfo(Partial).Length.ShouldBe(70_000);

        var file = (await Get([place])).Files.Single();

        file.ResumedFrom.ShouldBe(70_000);
        _server.Requests[1].ShouldBe(new Asked("/file.gz", "bytes=70000-", "\"first\""));
        Left().ShouldBe([".fetching", "file.gz"]);
    }

    [Fact]
    public async Task A_file_that_changed_meanwhile_and_a_server_without_ranges_start_over()
    {
        var place = _server.Serve("file.gz", new Served(new byte[Archive.Length]) { Cuts = [70_000] });
        await Should.ThrowAsync<FetchException>(() => Get([place], attempts: 1));

        _server.Serve("file.gz", new Served(Archive) { ETag = "\"second\"", Cuts = [0, 10_000], Ranges = true });
        await Get([place]);
        _server.Requests[1].IfRange.ShouldBe("\"first\"");
        System.IO.File.ReadAllBytes(Target).ShouldBe(Archive);

        System.IO.File.Delete(Target);
        var asked = _server.Requests.Count;
        await Get([_server.Serve("plain.gz", new Served(Archive) { Cuts = [70_000], Ranges = false, ETag = null })]);
        System.IO.File.ReadAllBytes(Target).ShouldBe(Archive);
        _server.Requests.Skip(asked).Select(request => request.Range).ShouldBe([null, "bytes=70000-"]);
    }

    // Appending the rest to a foreign beginning gives a file with the right length and the wrong content.
    [Fact]
    public async Task A_mixture_of_two_files_is_fetched_again_from_its_first_byte()
    {
        Directory.CreateDirectory(_data.Path("set"));
        System.IO.File.WriteAllBytes(Partial, new byte[1000]);

        await Get([_server.Serve("file.gz", new Served(Archive))]);

        System.IO.File.ReadAllBytes(Target).ShouldBe(Archive);
        _server.Requests.Select(request => request.Range).ShouldBe(["bytes=1000-", null]);
    }

    [Fact]
    public async Task A_wrong_check_sum_is_refused_and_nothing_is_kept()
    {
        var other = (byte[])Archive.Clone();
        other[^1] ^= 1;

        var error = await Should.ThrowAsync<FetchException>(() => Get([_server.Serve("file.gz", new Served(other))]));

        error.Message.ShouldContain(
            $"sent another file: its SHA-256 is {Convert.ToHexStringLower(SHA256.HashData(other))} instead of {File.ArchiveSha256}");
        Left().ShouldBe([".fetching"]);
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "missing", "answers 404 Because" },
        { "broken", "answers 500 Because" },
        { "truncated", "cut the connection" },
        { "short", "offers 1000 bytes instead of" },
        { "long", $"offers {Archive.Length + 100} bytes instead of" },
        { "endless", "sends more than the" },
        { "circular", "answers 302 Because" },
        { "closed", "gives no connection" },
        { "other", "sent another file" },
    };

    [Theory, MemberData(nameof(Faults))]
    public async Task A_place_that_fails_is_left_for_the_next_one_and_the_reason_is_said(string fault, string reason)
    {
        byte[] longer = [.. Archive, .. new byte[100]];
        var first = _server.Serve("bad/file.gz", fault switch
        {
            "missing" => new Served([]) { Status = 404 },
            "broken" => new Served([]) { Status = 500 },
            "truncated" => new Served(Archive) { Cuts = [.. Enumerable.Repeat(10, 100)] },
            "short" => new Served(Archive[..1000]),
            "long" => new Served(longer),
            "endless" => new Served(longer) { SaysLength = false },
            "circular" => new Served([]) { Status = 302, Location = "/bad/file.gz" },
            _ => new Served(Archive[..^1].Append((byte)0x55).ToArray()),
        });
        if (fault == "closed")
            first = new Uri($"http://127.0.0.1:{ClosedPort()}/file.gz");
        var second = _server.Serve("good/file.gz", new Served(Archive));

        var file = (await Get([first, second])).Files.Single();

        file.Source.ShouldBe(second.AbsoluteUri);
        System.IO.File.ReadAllBytes(Target).ShouldBe(Archive);
        var remark = _remarks.ShouldHaveSingleItem();
        remark.ShouldStartWith($"set/file.gz: {first.GetLeftPart(UriPartial.Authority)} {reason}");
        remark.ShouldEndWith($"; had from {second} instead");
        Left().ShouldBe([".fetching", "file.gz"]);
    }

    [Fact]
    public async Task What_one_place_began_the_next_one_ends()
    {
        var first = _server.Serve("bad/file.gz", new Served(Archive) { Cuts = [70_000, 0, 0] });
        var second = _server.Serve("good/file.gz", new Served(Archive) { ETag = "\"elsewhere\"" });

        await Get([first, second]);

        _server.Requests[^1].ShouldBe(new Asked("/good/file.gz", "bytes=70000-", null));
        _server.Sent.ShouldBe(Archive.Length);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(70_000, 70_000)]
    public async Task A_server_that_falls_silent_is_given_up_and_what_it_sent_is_kept(int silence, long kept)
    {
        var place = _server.Serve("file.gz", new Served(Archive) { Silence = silence });

        var error = await Should.ThrowAsync<FetchException>(() => Get([place], attempts: 1, silence: 300));

        error.Message.ShouldContain("kept silent for 0.3 s");
        (System.IO.File.Exists(Partial) ? new FileInfo(Partial).Length : 0).ShouldBe(kept);
    }

    [Fact]
    public async Task A_redirection_is_followed()
    {
        _server.Serve("elsewhere", new Served(Archive));

        await Get([_server.Serve("file.gz", new Served([]) { Status = 301, Location = "/elsewhere" })]);

        System.IO.File.ReadAllBytes(Target).ShouldBe(Archive);
    }

    // Without taking turns both would write into the same partial file, and both would ask.
    [Fact(Timeout = 60_000)]
    public async Task Of_two_that_fetch_the_same_file_one_waits_and_finds_it_there()
    {
        var place = _server.Serve("file.gz", new Served(Archive) { Silence = 70_000 });
        var first = Get([place]);
        var second = Get([place]);
        while (_remarks.IsEmpty)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        _remarks.ShouldHaveSingleItem().ShouldBe($"another process fetches into {_data.Path("set")}; waiting for it");
        _server.Release();

        string[] states = [(await first).Files.Single().State, (await second).Files.Single().State];
        states.Order().ShouldBe(["fetched", "present"]);
        _server.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_interruption_keeps_what_has_arrived()
    {
        using var stop = new CancellationTokenSource();
        var place = _server.Serve("file.gz", new Served(Archive) { Silence = 70_000 });

        var result = await Get([place], progress: received =>
        {
            if (received == 70_000)
                stop.Cancel();
        }, stop: stop.Token);

        result.Interrupted.ShouldBeTrue();
        result.Files.ShouldBeEmpty();
        new FileInfo(Partial).Length.ShouldBe(70_000);
        _server.Release();
        (await Get([place])).Files.Single().ResumedFrom.ShouldBe(70_000);
    }

    [Fact]
    public async Task A_right_file_elsewhere_is_not_fetched_and_a_damaged_one_is_named()
    {
        using var variable = new TemporaryData();
        Directory.CreateDirectory(variable.Path("set"));
        var elsewhere = DataFolder.Usual(null, variable.Root, _data.Root);
        var place = _server.Serve("file.gz", new Served(Archive));

        System.IO.File.WriteAllBytes(variable.Path("set", "file.gz"), Archive);
        (await Get([place], elsewhere: elsewhere)).Files.Single().Path.ShouldBe(variable.Path("set", "file.gz"));
        _server.Requests.ShouldBeEmpty();
        Directory.Exists(_data.Path("set")).ShouldBeFalse();

        System.IO.File.WriteAllBytes(variable.Path("set", "file.gz"), Archive[..^1000]);
        (await Get([place], elsewhere: elsewhere)).Files.Single().Path.ShouldBe(Target);
        _remarks.ShouldHaveSingleItem().ShouldBe(
            $"{variable.Path("set", "file.gz")} is damaged or another file, and is found before {_data.Root}; remove it");
    }

    [Fact]
    public async Task A_damaged_file_is_replaced_and_a_folder_that_cannot_be_is_refused()
    {
        Directory.CreateDirectory(_data.Path("set"));
        System.IO.File.WriteAllBytes(Target, Archive[..^1000]);
        var place = _server.Serve("file.gz", new Served(Archive));

        await Get([place]);

        System.IO.File.ReadAllBytes(Target).ShouldBe(Archive);
        var fetch = new DataFetch(new Progress<FetchProgress>(), _remarks.Enqueue);
        (await Should.ThrowAsync<DataException>(() => fetch.Run(
            Target, null, [File], _ => [place], CancellationToken.None))).Message.ShouldContain("no folder can be made there");
        Should.Throw<DataException>(() => fetch.Run(new FetchRequest(["mnits"], null, []), CancellationToken.None))
            .Message.ShouldBe("mnits: no such set; did you mean 'mnist'? known sets: mnist, digits");
    }

    [Fact]
    public void Every_known_file_has_a_length_a_check_sum_and_two_public_places()
    {
        foreach (var file in DataCatalog.Files)
        {
            file.ArchiveBytes.ShouldBeGreaterThan(0);
            file.ArchiveSha256.Length.ShouldBe(64);
            DataCatalog.Mirrors(file.Set).Count.ShouldBeGreaterThanOrEqualTo(2);
            DataCatalog.Mirrors(file.Set).ShouldAllBe(mirror => mirror.Scheme == "https" && mirror.AbsoluteUri.EndsWith('/'));
        }
    }

    public void Dispose()
    {
        _server.Dispose();
        _data.Dispose();
    }

    private Task<FetchResult> Get(
        Uri[] places, int attempts = 5, int silence = 60_000, Action<long>? progress = null, DataFolder? elsewhere = null,
        CancellationToken stop = default) =>
        new DataFetch(
            new Told(progress), _remarks.Enqueue,
            new FetchLimits(TimeSpan.FromSeconds(silence >= 1000 ? 15 : 1), TimeSpan.FromMilliseconds(silence), attempts),
            () => new SocketsHttpHandler { UseProxy = false })
            .Run(_data.Root, elsewhere, [File], _ => places, stop);

    private string[] Left() => [.. Directory.GetFiles(_data.Path("set")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static DataFile Catalogued(string name, byte[] content, byte[] archive) => new(
        "set", name, "noise", content.Length, Convert.ToHexStringLower(SHA256.HashData(content)),
        Convert.ToHexStringLower(SHA256.HashData(archive)), archive.Length);

    /// <summary>Bytes that do not pack, so that the archive is as long.</summary>
    private static byte[] Noise(int count)
    {
        var stream = new RandomStream(1, "noise");
        return [.. Enumerable.Range(0, count).Select(i => (byte)stream.Index(256, (uint)i, 0, 0, 0))];
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Told(Action<long>? hears) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value) => hears?.Invoke(value.Received);
    }
}
