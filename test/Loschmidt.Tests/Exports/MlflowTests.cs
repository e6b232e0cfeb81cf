using System.Text.Json.Nodes;
using Loschmidt.Experiments.Exports;
using Loschmidt.Experiments.Runs;
using Loschmidt.Tests.Runs;
using Loschmidt.Tests.Support;

namespace Loschmidt.Tests.Exports;

/// <summary>The requests that a tracking server of MLflow is sent, recorded and compared letter by letter.</summary>
public sealed class MlflowTests : IDisposable
{
    private const string Root = "/api/2.0/mlflow/";

    private readonly RunsPlace _place = new();
    private readonly List<string> _told = [];

    public void Dispose() => _place.Dispose();

    /// <summary>The mutation: a metric without its step, times in seconds, a number as text.</summary>
    [Fact]
    public void A_run_is_sent_as_the_interface_describes_it()
    {
        var run = Timed(_place.Run(points: 2));
        using var server = new HttpInbox(Answers());

        var result = Send(run, server);

        result.ShouldBe(new MlflowResult(Experiment(run), "7", "r-1", 2, 4, "FINISHED"));
        _told.ShouldBe(["2 of 2 lines sent"]);
        var began = 1000 * RunPlace.Created(run.Name)!.Value.ToUnixTimeSeconds();
        var requests = server.Requests.Select(request => $"{request.Method} {request.Path[Root.Length..]} {request.Text}").ToList();
        requests.RemoveAll(request => request.Contains("\"params\""));
        requests.ShouldBe(
        [
            $"GET experiments/get-by-name?experiment_name={Experiment(run)} ",
            $$"""POST runs/search {"experiment_ids":["7"],"filter":"tags.\u0022loschmidt.run\u0022 = \u0027{{run.Name}}\u0027","max_results":1}""",
            $$"""POST runs/create {"experiment_id":"7","run_name":"{{run.Name}}","start_time":{{began}},"tags":[{"key":"loschmidt.run","value":"{{run.Name}}"},{"key":"mlflow.runName","value":"{{run.Name}}"},{"key":"mlflow.source.name","value":"loschmidt"}]}""",
            """POST runs/log-batch {"run_id":"r-1","metrics":[{"key":"cost","value":1,"timestamp":1700000001250,"step":1},{"key":"accuracy","value":0.5,"timestamp":1700000001250,"step":1},{"key":"cost","value":0.5,"timestamp":1700000002250,"step":2},{"key":"accuracy","value":0.5,"timestamp":1700000002250,"step":2}],"tags":[{"key":"loschmidt.lines","value":"2"}]}""",
            """POST runs/update {"run_id":"r-1","status":"FINISHED","end_time":1700000002250}""",
        ]);

        var settings = server.Requests.Where(request => request.Text.Contains("\"params\"")).SelectMany(request => Array(request, "params"))
            .ToDictionary(pair => (string)pair!["key"]!, pair => (string)pair!["value"]!);
        settings["machine.kind"].ShouldBe("wave");
        server.Requests.ShouldAllBe(request => request.Method == "GET" || request.Headers["Content-Type"] == "application/json");
    }

    /// <summary>The mutation: batches of a thousand and one, or a tag that counts lines not yet whole.</summary>
    [Fact]
    public void Metrics_go_in_batches_that_a_server_takes_and_a_repetition_sends_only_what_is_new()
    {
        var run = _place.Run(points: 1501);
        var lines = "";
        using var server = new HttpInbox(Answers(found: () => lines));
        Send(run, server).Values.ShouldBe(3002);

        var batches = server.Requests.Where(request => request.Text.Contains("\"metrics\"")).ToList();
        batches.Select(batch => Array(batch, "metrics").Count).ShouldBe([999, 999, 999, 5]);
        batches.Select(batch => (string)Array(batch, "tags")[0]!["value"]!).ShouldBe(["499", "999", "1498", "1501"]);
        batches.SelectMany(batch => Array(batch, "metrics")).Select(metric => ((long)metric!["step"]!, (string)metric["key"]!)).Distinct().Count().ShouldBe(3002);
        batches.ShouldAllBe(batch => batch.Body.Length < 1_000_000);

        lines = "1499";
        Send(run, server).ShouldSatisfyAllConditions(
            again => again.RunId.ShouldBe("r-0"), again => again.Lines.ShouldBe(2), again => again.Values.ShouldBe(4));
        server.Requests.Count(request => request.Path.EndsWith("runs/create")).ShouldBe(1);
        Array(server.Requests.Last(request => request.Text.Contains("\"metrics\"")), "metrics").Select(metric => (long)metric!["step"]!)
            .ShouldBe([1500, 1500, 1501, 1501]);
    }

    [Fact]
    public void An_experiment_that_is_missing_is_made_and_one_that_another_makes_meanwhile_is_taken()
    {
        var run = _place.Run();
        var asked = 0;
        using var server = new HttpInbox(request => request.Path[Root.Length..].Split('?')[0] switch
        {
            "experiments/get-by-name" when asked++ == 0 => (404, """{"error_code":"RESOURCE_DOES_NOT_EXIST","message":"No Experiment"}"""),
            "experiments/create" => (400, """{"error_code":"RESOURCE_ALREADY_EXISTS","message":"there is one"}"""),
            _ => Answers()(request),
        });
        Send(run, server).ExperimentId.ShouldBe("7");
        server.Requests.Select(request => request.Path[Root.Length..].Split('?')[0]).Take(3)
            .ShouldBe(["experiments/get-by-name", "experiments/create", "experiments/get-by-name"]);
        server.Requests[1].Text.ShouldBe($$"""{"name":"{{Experiment(run)}}"}""");
    }

    /// <summary>The mutation: a request is repeated whose answer was lost, though it had made a run.</summary>
    [Fact]
    public void A_run_that_was_made_though_the_answer_was_lost_is_found_and_not_made_twice()
    {
        var run = _place.Run();
        var made = false;
        using var server = new HttpInbox(request =>
        {
            if (!request.Path.EndsWith("runs/create"))
                return Answers(found: () => made ? "0" : "")(request);
            made = true;
            return (0, "");
        });
        Send(run, server, timeout: 0.5).RunId.ShouldBe("r-0");
        server.Requests.Count(request => request.Path.EndsWith("runs/create")).ShouldBe(1);
    }

    [Fact]
    public void A_server_that_is_out_of_sorts_is_asked_again()
    {
        var run = _place.Run();
        var faults = 0;
        using var server = new HttpInbox(request =>
            request.Text.Contains("\"metrics\"") && faults++ < 2 ? (503, "<html>busy</html>") : Answers()(request));
        Send(run, server).Lines.ShouldBe(2);
        faults.ShouldBe(3);
    }

    [Fact]
    public void A_run_that_fails_midway_is_marked_and_the_message_says_how_to_go_on()
    {
        var run = _place.Run(points: 600);
        using var server = new HttpInbox(request => request.Text.Contains("\"1000\"") || request.Text.Contains("\"600\"")
            ? (500, """{"error_code":"INTERNAL_ERROR","message":"disk\nfull"}""") : Answers()(request));
        Should.Throw<ExportException>(() => Send(run, server)).Message.ShouldEndWith(
            "answers 500 to runs/log-batch: disk?full; 499 of 600 lines are there and the run there is marked FAILED; repeat the command, it goes on behind them");
        server.Requests[^1].Text.ShouldContain("\"status\":\"FAILED\"");
    }

    [Theory]
    [InlineData(200, "[]", "answers experiments/get-by-name with no JSON; is it an MLflow tracking server?")]
    [InlineData(200, "{}", "the server's answer has no 'experiment_id'; is it an MLflow tracking server?")]
    [InlineData(401, """{"message":"who are you?"}""", "refuses experiments/get-by-name (401: who are you?)")]
    [InlineData(200, """{"experiment":{"experiment_id":"7","lifecycle_stage":"deleted"}}""", "was deleted on the server; restore it there")]
    public void A_server_that_will_not_have_it_is_understood(int status, string answer, string message)
    {
        using var server = new HttpInbox(_ => (status, answer));
        Should.Throw<ExportException>(() => Send(_place.Run(), server)).Message.ShouldContain(message);
        server.Requests.Count.ShouldBe(1); // a refusal is not asked about again
    }

    [Fact]
    public void Silence_and_absence_are_one_line()
    {
        using (var silent = new HttpInbox(_ => (0, "")))
        {
            Should.Throw<ExportException>(() => Send(_place.Run(), silent, timeout: 0.2)).Message.ShouldContain("no answer within 0.2 s");
        }

        var nobody = new MlflowServer(new Uri("http://127.0.0.1:1/")) { Pause = TimeSpan.FromMilliseconds(1) };
        Should.Throw<ExportException>(() => MlflowExport.Send(_place.Run(), nobody, new Told(_told), CancellationToken.None))
            .Message.ShouldContain("is an MLflow tracking server there?");
    }

    [Theory]
    [InlineData(null, "KILLED")]
    [InlineData(true, "KILLED")]
    [InlineData(false, "FINISHED")]
    public void How_a_run_ended_is_said_in_the_servers_words(bool? interrupted, string status)
    {
        using var server = new HttpInbox(Answers());
        Send(_place.Run(interrupted: interrupted), server).Status.ShouldBe(status);
    }

    [Fact]
    public void A_run_at_work_stays_running_and_what_is_not_finite_is_left_out()
    {
        var run = _place.Run(points: 1, interrupted: null);
        using (var metrics = run.OpenMetrics())
        {
            metrics.Append(2, ("cost", double.NaN), ("θ kick", 2));
        }

        using var @lock = run.Lock();
        using var server = new HttpInbox(Answers());
        Send(run, server).ShouldSatisfyAllConditions(result => result.Status.ShouldBe("RUNNING"), result => result.Values.ShouldBe(3));
        server.Requests[^1].Text.ShouldBe("""{"run_id":"r-1","status":"RUNNING"}""");
        server.Requests[^2].Text.ShouldContain("""{"key":"_ kick","value":2,""");
    }

    [Fact]
    public void A_token_is_shown_to_the_server_and_a_path_of_its_address_is_kept()
    {
        using var server = new HttpInbox(request => Answers()(request with { Path = request.Path["/mlflow".Length..] }));
        MlflowExport.Send(
            _place.Run(), new MlflowServer(new Uri(server.Address, "mlflow")) { Token = "abc" }, new Told(_told), CancellationToken.None);
        server.Requests.ShouldAllBe(request => request.Headers["Authorization"] == "Bearer abc");
    }

    /// <summary>A server that knows experiment 7, and the run r-0 where something says how many of its lines it has.</summary>
    private static Func<Received, (int, string)> Answers(Func<string>? found = null) => request => request.Path[Root.Length..].Split('?')[0] switch
    {
        "experiments/get-by-name" => (200, """{"experiment":{"experiment_id":"7","name":"x","lifecycle_stage":"active"}}"""),
        "runs/search" when found?.Invoke() is { Length: > 0 } lines => (200,
            """{"runs":[{"info":{"run_id":"r-0"},"data":{"tags":[{"key":"loschmidt.lines","value":"LINES"}]}}]}""".Replace("LINES", lines)),
        "runs/create" => (200, """{"run":{"info":{"run_id":"r-1"}}}"""),
        _ => (200, "{}"),
    };

    private static JsonArray Array(Received request, string name) => JsonNode.Parse(request.Text)![name]!.AsArray();

    private static string Experiment(RunFolder run) => run.ReadExperiment(Schema.TestMachines.Kinds).Name;

    private static RunFolder Timed(RunFolder run)
    {
        using var timings = run.OpenTimings();
        timings.Append(1, ("unixTime", 1_700_000_001.25));
        timings.Append(2, ("unixTime", 1_700_000_002.25));
        return run;
    }

    private MlflowResult Send(RunFolder run, HttpInbox server, double timeout = 20) => MlflowExport.Send(
        run,
        new MlflowServer(server.Address) { Pause = TimeSpan.FromMilliseconds(1), Timeout = TimeSpan.FromSeconds(timeout), Tries = 3 },
        new Told(_told), CancellationToken.None);

    private sealed class Told(List<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Add(value);
    }
}
