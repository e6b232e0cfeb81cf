using System.Text.Json.Nodes;
using Loschmidt.Cli;
using Loschmidt.Experiments.Commands;

namespace Loschmidt.Tests.Studio;

/// <summary>Comparisons made in the studio are those of the command line.</summary>
public sealed class JobsTests(FormsStudio studio) : IClassFixture<FormsStudio>
{
    // Measured by clocks and by the system, or named by the moment.
    private static readonly string[] Passing = ["seconds", "peakBytes", "tolerance", "folder"];

    private static readonly string[] Estimators = ["echo", "tangent"];

    private static readonly string[] Knobs = ["imperfections.reversal.gain=0,0.1", "imperfections.parameters.spread=0,1"];

    /// <summary>Mutation: the seed or the precision not passed on.</summary>
    [Fact]
    public async Task Gradients_are_compared_with_the_numbers_of_the_command_line()
    {
        var job = await studio.Done(new { kind = "gradcheck", preset = "ring", quick = true, sets = new[] { "machine.sites=16" }, seed = 3, precision = "float", estimators = Estimators });

        var report = GradcheckCommand.Run(
            new GradcheckRequest("ring", true, ["machine.sites=16"], 3, "float", 0, Estimators, null), new Progress<string>(), TestContext.Current.CancellationToken);
        job.GetProperty("state").GetString().ShouldBe("finished", job.ToString());
        Lasting(job.GetProperty("gradcheck").GetRawText()).ShouldBe(Lasting(Json.Text(report)));
    }

    /// <summary>Mutation: knobs in another order, or the usual number of seeds taken for the one asked for.</summary>
    [Fact]
    public async Task A_map_has_the_numbers_of_the_command_line_and_is_kept()
    {
        var job = await studio.Done(new { kind = "tolerance", preset = "ring", sets = new[] { "machine.sites=16" }, knobs = Knobs, seeds = 2, within = 10 });

        var elsewhere = Directory.CreateTempSubdirectory("loschmidt-map").FullName;
        var result = ToleranceCommand.Run(
            new ToleranceRequest("ring", false, ["machine.sites=16"], null, 2, null, null, Knobs, false, 10, null, 0, null, elsewhere),
            new Progress<SweepProgress>(), TestContext.Current.CancellationToken);
        Directory.Delete(elsewhere, recursive: true);
        job.GetProperty("state").GetString().ShouldBe("finished", job.ToString());
        var made = job.GetProperty("tolerance");
        Lasting(made.GetRawText()).ShouldBe(Lasting(Json.Text(result)));

        var name = made.GetProperty("tolerance").GetString();
        (await studio.Get("/api/tolerances")).Document.GetProperty("maps").EnumerateArray().Select(map => map.GetString()).ShouldContain(name);
        Lasting((await studio.Get($"/api/tolerance?map={name}")).Document.GetRawText()).ShouldBe(Lasting(made.GetRawText()));
    }

    /// <summary>Mutation: any one of the checks left out reads a file, starts a program, or works for hours.</summary>
    [Theory]
    [InlineData("""{"kind":"gradcheck","preset":"/etc/passwd"}""", "no preset")]
    [InlineData("""{"kind":"gradcheck","preset":"../xor.yaml"}""", "no preset")]
    [InlineData("""{"kind":"gradcheck"}""", "no preset")]
    [InlineData("""{"kind":"train","preset":"ring"}""", "gradcheck or tolerance")]
    [InlineData("""{"preset":"ring"}""", "gradcheck or tolerance")]
    [InlineData("""{"kind":"gradcheck","preset":"ring","sets":["machine={kind: device, command: reboot}"]}""", "command line alone")]
    [InlineData("""{"kind":"gradcheck","preset":"digits-softmax","sets":["data.path=/etc"]}""", "data.path")]
    [InlineData("""{"kind":"gradcheck","preset":"xor","sets":["machine.lattice.columns=4096","machine.lattice.rows=4096"]}""", "too large")]
    [InlineData("""{"kind":"gradcheck","preset":"ring","precision":"half"}""", "float or double")]
    [InlineData("""{"kind":"gradcheck","preset":"ring","sets":[null]}""", "lists are of")]
    [InlineData("""{"kind":"tolerance","preset":"ring"}""", "knobs")]
    [InlineData("""{"kind":"tolerance","preset":"ring","knobs":["machine.sites=3,65536"]}""", "too large")]
    [InlineData("""{"kind":"tolerance","preset":"ring","knobs":["imperfections.reversal.gain=0,1"],"seeds":101}""", "seeds")]
    [InlineData("""{"kind":"tolerance","preset":"ring","knobs":["nothing=0,1"]}""", "unknown key")]
    [InlineData("""{"kind":"tolerance","preset":"ring","knobs":["imperfections.reversal.gain=0,1"],"metric":"cost"}""", "maps that train")]
    [InlineData("""{"kind":"tolerance","resume":"../../etc"}""", "no run")]
    [InlineData("""{"kind":"tolerance","resume":"nothing"}""", "no run")]
    public async Task What_no_job_does_is_refused_in_words(string body, string why)
    {
        var (status, answer) = await studio.Post("/api/jobs", JsonNode.Parse(body)!);

        status.ShouldBeInRange(400, 404, answer.ToString());
        answer.GetProperty("error").GetProperty("message").GetString()!.ShouldContain(why);
    }

    [Fact]
    public async Task A_comparison_without_anything_to_compare_fails_with_the_reason()
    {
        var job = await studio.Done(new { kind = "gradcheck", preset = "ring", estimators = new[] { "adjoint" } });

        job.GetProperty("state").GetString().ShouldBe("failed");
        job.GetProperty("error").GetString()!.ShouldContain("steady state");
        (await studio.Get("/api/job?id=none")).Status.ShouldBe(404);
    }

    /// <summary>Mutation: the stream waits for a change that has happened, or never ends.</summary>
    [Fact]
    public async Task Who_comes_late_sees_the_end_at_once()
    {
        var job = await studio.Done(new { kind = "gradcheck", preset = "pinball", estimators = Estimators });

        var events = await studio.Stream($"/api/job/events?id={job.GetProperty("id").GetString()}");

        events.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldStartWith("event: job\ndata: {");
        events.ShouldContain("\"state\":\"finished\"");
    }

    /// <summary>Mutation: a job that holds the server, or a stream that does.</summary>
    [Fact]
    public async Task A_studio_that_stops_ends_its_jobs_and_their_streams()
    {
        await using var other = new FormsStudio();
        await other.InitializeAsync();
        var (_, started) = await other.Post("/api/jobs", new { kind = "tolerance", preset = "xor", train = true, knobs = Knobs });
        var stream = other.Stream($"/api/job/events?id={started.GetProperty("id").GetString()}");

        await other.Stop();

        await Task.WhenAny(stream, Task.Delay(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        stream.IsCompleted.ShouldBeTrue();
        _ = stream.Exception; // cut off or ended: both are an end
    }

    /// <summary>Mutations: looking at a map works on it; going on takes the request's preset for the map's own experiment.</summary>
    [Fact]
    public async Task A_map_that_was_stopped_is_shown_as_it_stands_and_gone_on_with()
    {
        var stopped = ToleranceCommand.Run(
            new ToleranceRequest("ring", false, ["machine.sites=16"], null, 1, null, null, [Knobs[0]], false, 5, null, 0, null, studio.Runs),
            new Progress<SweepProgress>(), new CancellationToken(canceled: true));
        var open = (await studio.Get($"/api/tolerance?map={stopped.Tolerance}")).Document;
        open.GetProperty("interrupted").GetBoolean().ShouldBeTrue();
        (await studio.Get($"/api/tolerance?map={stopped.Tolerance}")).Document.GetRawText().ShouldBe(open.GetRawText());

        var job = await studio.Done(new { kind = "tolerance", resume = stopped.Tolerance, preset = "xor" });

        job.GetProperty("state").GetString().ShouldBe("finished", job.ToString());
        job.GetProperty("tolerance").GetProperty("experiment").GetString().ShouldBe("ring");
        job.GetProperty("tolerance").GetProperty("points").EnumerateArray().ShouldAllBe(point => point.GetProperty("mean").ValueKind == System.Text.Json.JsonValueKind.Number);
    }

    private static string Lasting(string json) => Without(JsonNode.Parse(json)!).ToJsonString();

    private static JsonNode Without(JsonNode node)
    {
        if (node is JsonObject block)
        {
            foreach (var name in Passing)
            {
                block.Remove(name);
            }
        }

        foreach (var inner in node switch { JsonObject o => o.Select(entry => entry.Value), JsonArray list => list, _ => [] })
        {
            if (inner is JsonObject or JsonArray)
                Without(inner);
        }

        return node;
    }
}
