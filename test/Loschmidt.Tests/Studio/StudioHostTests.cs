using System.Diagnostics;
using System.Globalization;
using Loschmidt.Studio;
using Loschmidt.Studio.Hosting;

namespace Loschmidt.Tests.Studio;

/// <summary>What the server puts up with, and how it ends. Alone, because it looks at this process's memory.</summary>
[Collection(nameof(StudioHostTests)), CollectionDefinition(nameof(StudioHostTests), DisableParallelization = true)]
public sealed class StudioHostTests(StudioPlace place) : IClassFixture<StudioPlace>
{
    private const string Local = "Host: 127.0.0.1\r\n";

    // Red without RequestHeadersTimeout, without MinRequestBodyDataRate (the second kind), without MinResponseDataRate (the third).
    [Fact]
    public async Task Slow_clients_are_cut_off_and_others_are_answered_meanwhile()
    {
        await using var host = await place.Start(limits: new StudioLimits { Asking = TimeSpan.FromSeconds(1), Idle = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(1.2), Reading = 1 << 28 });
        var slow = new List<RawClient>();
        try
        {
            for (var i = 0; i < 20; i++)
            {
                slow.Add(new RawClient(host.Address));
                slow[^1].Send((i % 4) switch
                {
                    0 => "GET / HT",
                    1 => $"GET / HTTP/1.1\r\n{Local}X: ",
                    2 => $"POST /api/test/echo HTTP/1.1\r\n{Local}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{",
                    _ => "",
                });
            }

            slow.Add(new RawClient(host.Address));
            slow[^1].Send(HostileRequests.Get("/api/test/flood", Local));
            RawClient.Ask(host.Address, HostileRequests.Get("/api/about", Local)).Status.ShouldBe(200);
            foreach (var client in slow.SkipLast(1))
                client.Hear().Status.ShouldBeOneOf(0, 408);

            // It has read nothing of an endless answer for seconds: what was on its way comes, and then the end.
            await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
            var heard = 0L;
            while (slow[^1].Read() is { Length: > 0 } more)
                (heard += more.Length).ShouldBeLessThan(64 << 20);
        }
        finally
        {
            slow.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task Streams_and_connections_are_counted_and_given_back()
    {
        await using var host = await place.Start(limits: new StudioLimits { Streams = 3, Connections = 5 });
        var streams = Enumerable.Range(0, 3).Select(_ => new RawClient(host.Address)).ToList();
        foreach (var stream in streams)
        {
            stream.Send(HostileRequests.Get("/api/test/stream", Local));
            stream.Read().ShouldContain("200 OK");
        }

        var refused = RawClient.Ask(host.Address, HostileRequests.Get("/api/test/stream", Local));
        refused.Status.ShouldBe(503);
        refused.Text.ShouldContain("Retry-After");
        RawClient.Ask(host.Address, HostileRequests.Get("/api/about", Local)).Status.ShouldBe(200);

        var more = Enumerable.Range(0, 8).Select(_ => new RawClient(host.Address)).ToList();
        more[^1].Hear().Status.ShouldBe(0, "the sixth connection and those behind it are closed");
        more.ForEach(client => client.Dispose());
        streams.ForEach(stream => stream.Dispose());
        for (var tries = 0; RawClient.Ask(host.Address, HostileRequests.Get("/api/about", Local)).Status != 200; tries++)
        {
            tries.ShouldBeLessThan(100, "places come free when their holders go");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    // Red when bodies, refused requests or connections are kept: 100 MB are sent here.
    [Fact]
    public async Task Large_bodies_leave_no_memory_behind()
    {
        var address = (await place.Shared()).Address;
        string Request(int i) => $"POST /api/test/echo HTTP/1.1\r\n{Local}Content-Type: application/json\r\n"
            + (i % 2 == 0 ? "Transfer-Encoding: chunked\r\n\r\n100000\r\n" : "Content-Length: 1048576\r\n\r\n") + "\"" + new string('x', 1 << 20);
        for (var i = 0; i < 4; i++)
            RawClient.Ask(address, Request(i));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 100; i++)
            RawClient.Ask(address, Request(i) + (i % 2 == 0 ? "xxxx\r\n10\r\n" + new string('x', 16) + "\r\n0\r\n\r\n" : "")).Status.ShouldBeOneOf(400, 413, 0);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(32 << 20, "buffers are kept for use again, bodies are not");
        RawClient.Ask(address, HostileRequests.Get("/api/about", Local)).Status.ShouldBe(200);
    }

    // Red when a stream is not told that the studio stops: the server would wait for its reader.
    [Fact]
    public async Task It_stops_with_streams_open()
    {
        var host = await place.Start();
        using var stop = new CancellationTokenSource();
        var running = host.RunAsync(stop.Token);
        using var stream = new RawClient(host.Address);
        stream.Send(HostileRequests.Get("/api/test/stream", Local));
        stream.Read().ShouldContain("200 OK");
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        while (stream.Read().Length > 0)
            Debug.WriteLine("what was on its way");
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_taken_port_is_named_with_the_cure()
    {
        var port = (await place.Shared()).Address.Port;
        var fault = await Should.ThrowAsync<StudioException>(() => place.Start(options => options with { Port = port }));
        fault.Message.ShouldContain(port.ToString(CultureInfo.InvariantCulture));
        fault.Message.ShouldContain("somebody listens there");
        fault.Message.ShouldContain("--port");
    }

    [Fact]
    public async Task A_failure_of_the_server_is_one_line_and_no_trace()
    {
        var answer = RawClient.Ask((await place.Shared()).Address, HostileRequests.Get("/api/test/fail", Local));
        answer.Status.ShouldBe(500);
        answer.Text.ShouldContain("broken");
        answer.Text.ShouldNotContain("   at ");
    }

    // Red without AnswerHeaders, or when a refusal is answered before they are written.
    [Theory]
    [InlineData("/", 200), InlineData("/api/about", 200), InlineData("/api/nothing", 404), InlineData("/a//b", 400)]
    public async Task Every_answer_says_what_browsers_may_do_with_it(string target, int status)
    {
        var answer = RawClient.Ask((await place.Shared()).Address, HostileRequests.Get(target, Local));
        answer.Status.ShouldBe(status);
        foreach (var said in (string[])
        [
            "script-src 'self';", "style-src 'self' 'unsafe-inline';", "img-src 'self' data: blob:;", "connect-src 'self';", "frame-ancestors 'none';", "object-src 'none';", "base-uri 'none'",
            "X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer", "Cross-Origin-Opener-Policy: same-origin", "Cross-Origin-Resource-Policy: same-origin",
        ])
            answer.Text.ShouldContain(said);
        answer.Text.ShouldNotContain("Server:");
        answer.Text.ShouldNotContain("Access-Control");
    }

    [Fact]
    public async Task A_file_of_a_run_is_saved_and_never_becomes_a_page_of_ours()
    {
        var answer = RawClient.Ask((await place.Shared()).Address, HostileRequests.Get($"/api/test/file?run={StudioPlace.Run}&path=figures%2Fcost.svg", Local));
        answer.Status.ShouldBe(200);
        answer.Text.ShouldContain("Content-Disposition: attachment; filename=cost.svg");
        answer.Text.ShouldContain("Content-Security-Policy: sandbox; default-src 'none'");
        answer.Text.ShouldNotContain("script-src");
    }
}
