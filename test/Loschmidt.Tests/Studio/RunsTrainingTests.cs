using System.Diagnostics;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Tests.Studio;

/// <summary>Trainings that the studio starts, in processes of their own.</summary>
public sealed class RunsTrainingTests(RunsStudio studio) : IClassFixture<RunsStudio>
{
    /// <summary>Mutations: a child in the studio's session; a signal that a child in the background ignores; a second resume that waits instead of asking the lock.</summary>
    [Fact]
    public async Task A_training_is_started_stopped_and_resumed_and_the_lock_decides_between_two()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that ends a step orderly");
        var (status, said) = await studio.Post("/api/runs", new { source = "ring", sets = new[] { "training.steps=100000000" }, seed = 4 });
        status.ShouldBe(200, said.ToString());
        var run = RunFolder.Open(said.GetProperty("run").GetString()!, studio.Root);
        try
        {
            run.Owner!.Process.ShouldBe(said.GetProperty("process").GetInt32());
            run.ReadExperiment(MachineFactory.Kinds).Seed.ShouldBe(4ul);
            (status, said) = await studio.Post("/api/run/resume", new { run = run.Name });
            status.ShouldBe(400);
            RunsStudio.Refusal(said).ShouldContain("another process works on this run");

            (await studio.Post("/api/run/stop", new { run = run.Name })).Status.ShouldBe(200);
            await Stopped(run);
            run.Summarize(MachineFactory.Kinds).Status.ShouldBe(RunStatus.Interrupted);
            (status, said) = await studio.Post("/api/run/stop", new { run = run.Name });
            status.ShouldBe(400);
            RunsStudio.Refusal(said).ShouldContain("no process works on it");

            var both = await Task.WhenAll(
                studio.Post("/api/run/resume", new { run = run.Name }), studio.Post("/api/run/resume", new { run = run.Name }));
            both.Select(each => each.Status).Order().ToArray().ShouldBe([200, 400], string.Join(" ", both.Select(each => each.Said)));
            (await studio.Post("/api/run/stop", new { run = run.Name })).Status.ShouldBe(200);
            await Stopped(run);
        }
        finally
        {
            if (run.Owner is { } owner)
                Process.GetProcessById(owner.Process).Kill();
        }
    }

    /// <summary>Mutation: a device's command that a page can have started is any program.</summary>
    [Theory]
    [InlineData("""{"yaml":"name: x\nmachine: {kind: device, command: sleep 9}\ndata: {set: xor}\n"}""", "on the command line")]
    [InlineData("""{"yaml":"name: x\nmachine: {kind: nonsense}\n"}""", "machine.kind is no machine")]
    [InlineData("""{"source":"../secret.yaml"}""", "is no preset")]
    [InlineData("""{"source":"xor","sets":["--runs=/tmp"]}""", "is no setting")]
    [InlineData("""{"source":"xor","yaml":"name: x"}""", "either 'source'")]
    [InlineData("""{}""", "either 'source'")]
    public async Task What_cannot_be_trained_is_refused_before_a_process_is_started(string request, string reason)
    {
        var (status, said) = await studio.Post("/api/runs", System.Text.Json.Nodes.JsonNode.Parse(request)!);
        status.ShouldBe(400);
        RunsStudio.Refusal(said).ShouldContain(reason);
    }

    [Fact]
    public async Task A_process_that_is_no_training_is_left_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that ends a step orderly");
        var run = studio.Fresh();
        using var other = Process.Start("sleep", ["60"]);
        using var @lock = run.Lock();
        await File.WriteAllTextAsync(Path.Combine(run.FullPath, "lock.owner"), $"{other.Id} {Environment.MachineName}\n", TestContext.Current.CancellationToken);

        var (status, said) = await studio.Post("/api/run/stop", new { run = run.Name, now = true });

        status.ShouldBe(400);
        RunsStudio.Refusal(said).ShouldContain("is left alone");
        other.HasExited.ShouldBeFalse();
        other.Kill();
    }

    private static async Task Stopped(RunFolder run)
    {
        for (var i = 0; run.Owner is not null && i < 600; i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        run.Owner.ShouldBeNull("it was told to stop half a minute ago");
    }
}
