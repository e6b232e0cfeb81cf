using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Telemetry;
using Loschmidt.Tests.Reports;
using Loschmidt.Tests.Support;

namespace Loschmidt.Tests.Telemetry;

public sealed class OtlpTests : IDisposable
{
    private readonly ReportPlace _place = new();
    private readonly List<string> _remarks = [];

    public void Dispose() => _place.Dispose();

    /// <summary>The mutation: steps are counted per evaluation instead of per step, or the newest cost is not the last one.</summary>
    [Fact]
    public void A_collector_is_told_of_a_training()
    {
        using var collector = new HttpInbox(_ => (200, ""));
        RunFolder run;
        using (new OtlpExporter(Settings(collector, ("OTEL_EXPORTER_OTLP_HEADERS", "x-key=a%20b")), _remarks.Add))
        {
            run = _place.Train(ReportPlace.Ring);
        }

        _remarks.ShouldBeEmpty();
        var post = collector.Requests[^1];
        (post.Method, post.Path, post.Headers["Content-Type"], post.Headers["x-key"]).ShouldBe(("POST", "/v1/metrics", "application/x-protobuf", "a b"));
        var all = new ProtoReader(post.Body).Message(1);
        Pairs(all.Message(1).Messages(1)).ShouldBe(new Dictionary<string, string> { ["service.name"] = "loschmidt" });
        var scope = all.Message(2);
        scope.Message(1).Text(1).ShouldBe("Loschmidt");
        var metrics = scope.Messages(2).ToDictionary(metric => metric.Text(1));

        var steps = metrics["loschmidt.training.steps"];
        steps.Text(3).ShouldBe("{step}");
        (steps.Message(7).Long(2), steps.Message(7).Long(3)).ShouldBe((2, 1)); // cumulative, only ever rising
        var count = Of(run, steps.Message(7));
        count.Long(6).ShouldBe(16);
        count.Long(3).ShouldBeGreaterThanOrEqualTo(count.Long(2)); // the time of the point, and since when
        Pairs(count.Messages(7)).ShouldBe(new Dictionary<string, string>
        {
            ["run"] = run.Name, ["experiment"] = "small-ring", ["estimator"] = "echo",
        });

        var lines = run.ReadMetrics();
        Of(run, metrics["loschmidt.training.cost"].Message(5)).Double(4).ShouldBe(lines[^1]["cost"]);
        Of(run, metrics["loschmidt.training.rate"].Message(5)).Double(4).ShouldBeGreaterThan(0);
        Of(run, metrics["loschmidt.checkpoint.written"].Message(7)).Long(6).ShouldBeGreaterThan(0);
        var drift = metrics["loschmidt.training.metric"].Message(5).Messages(1).Select(point => (Tags: Pairs(point.Messages(7)), Value: point.Double(4)))
            .Single(point => point.Tags["run"] == run.Name && point.Tags["metric"] == "energyDrift");
        drift.Value.ShouldBe(lines[^1]["energyDrift"]);
    }

    /// <summary>The mutation: something that is computed asks whether anybody listens.</summary>
    [Fact]
    public void A_training_that_is_listened_to_is_the_same_to_the_bit()
    {
        var alone = _place.Train(ReportPlace.Ring);
        using var collector = new HttpInbox(_ => (200, ""));
        using var exporter = new OtlpExporter(Settings(collector), _remarks.Add);
        var heard = _place.Train(ReportPlace.Ring);

        File.ReadAllBytes(heard.MetricsPath).ShouldBe(File.ReadAllBytes(alone.MetricsPath));
        var (a, b) = (heard.Checkpoints.Latest()!, alone.Checkpoints.Latest()!);
        a.Manifest.StateSha256.ShouldBe(b.Manifest.StateSha256);
    }

    [Fact]
    public void A_collector_that_is_not_there_is_remarked_on_once_and_the_work_goes_on()
    {
        using (var collector = new HttpInbox(_ => (503, "")))
        using (var exporter = new OtlpExporter(Settings(collector), _remarks.Add))
        {
            TrainingMeter.JobEnded("finished");
            exporter.Flush();
            TrainingMeter.JobEnded("finished");
        }

        _remarks.ShouldHaveSingleItem().ShouldContain("answers 503; the work goes on");
        _remarks.Clear();
        using (new OtlpExporter(Read(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"))!, _remarks.Add))
        {
            TrainingMeter.JobEnded("failed");
        }

        _remarks.ShouldHaveSingleItem().ShouldContain("cannot be reached");
    }

    [Fact]
    public void The_standard_variables_say_where_to_and_how_often()
    {
        var settings = Read(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector:4318/base/"), ("OTEL_EXPORTER_OTLP_TIMEOUT", "2500"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "1000"), ("OTEL_SERVICE_NAME", "lab"), ("OTEL_RESOURCE_ATTRIBUTES", "room=3%2C4,service.name=other"))!;
        settings.Address.ShouldBe(new Uri("https://collector:4318/base/v1/metrics"));
        (settings.Timeout, settings.Interval).ShouldBe((TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(1)));
        settings.Resource.ShouldBe([("service.name", "lab"), ("room", "3,4")]);

        Read(("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "http://own/path"), ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://all"))!
            .Address.ShouldBe(new Uri("http://own/path"));
        Read(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://a"), ("OTEL_RESOURCE_ATTRIBUTES", "service.name=other"))!.Resource.ShouldBe([("service.name", "other")]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(null, "OTEL_EXPORTER_OTLP_ENDPOINT", "http://a", "OTEL_SDK_DISABLED", "true")]
    [InlineData(null, "OTEL_EXPORTER_OTLP_ENDPOINT", "http://a", "OTEL_METRICS_EXPORTER", "none")]
    [InlineData("speaks http/protobuf", "OTEL_EXPORTER_OTLP_ENDPOINT", "http://a", "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")]
    [InlineData("is to be an address", "OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318")]
    public void Nothing_is_sent_where_the_variables_do_not_ask_for_it(string? remark, params string[] variables)
    {
        Read([.. variables.Chunk(2).Select(pair => (pair[0], pair[1]))]).ShouldBeNull();
        if (remark is null)
            _remarks.ShouldBeEmpty();
        else
            _remarks.ShouldHaveSingleItem().ShouldContain(remark);
    }

    private static ProtoReader Of(RunFolder run, ProtoReader points) =>
        points.Messages(1).Single(point => Pairs(point.Messages(7))["run"] == run.Name);

    private static Dictionary<string, string> Pairs(IEnumerable<ProtoReader> pairs) =>
        pairs.ToDictionary(pair => pair.Text(1), pair => pair.Message(2).Text(1));

    private OtlpSettings Settings(HttpInbox collector, params (string Name, string Value)[] others) =>
        Read([("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address.AbsoluteUri), .. others])!;

    private OtlpSettings? Read(params (string Name, string Value)[] variables) => OtlpSettings.Read(
        name => variables.FirstOrDefault(variable => variable.Name == name).Value, _remarks.Add);
}
