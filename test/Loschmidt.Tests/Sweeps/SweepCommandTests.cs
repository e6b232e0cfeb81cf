using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Tests.Sweeps;

/// <summary>Sweeps as they run.</summary>
public sealed class SweepCommandTests : IDisposable
{
    private const string Block = """
        sweep:
          cases: { plain: {}, wild: { training.optimiser: { kind: sgd, rate: 1e9 } } }
          keys: { training.epsilon: [0.001, 0.1] }
          seeds: [1, 2, 3]
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("loschmidt-sweep-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Tables_do_not_depend_on_how_many_jobs_ran_side_by_side()
    {
        var (alone, two, four) = (Sweep(1), Sweep(2), Sweep(4));
        foreach (var table in new[] { "jobs.csv", "table.md" })
        {
            Text(two, table).ShouldBe(Text(alone, table));
            Text(four, table).ShouldBe(Text(alone, table));
        }
    }

    [Fact]
    public void A_job_that_fails_is_told_with_its_reason_and_stops_no_other()
    {
        var result = Sweep(2);
        result.Jobs.Count(job => job.Status == "finished").ShouldBe(6);
        result.Failed.ShouldBe(6);
        result.Interrupted.ShouldBeFalse();
        result.Jobs.Where(job => job.Variant.StartsWith("wild", StringComparison.Ordinal)).ShouldAllBe(job => job.Failure!.Contains("NaN"));
        SweepFolder.Open(RunFolder.Latest, Path.Combine(_root, "runs")).Name.ShouldBe(result.Sweep);
        RunFolder.Open($"{result.Sweep}/{result.Jobs[^1].Job}", Path.Combine(_root, "runs"))
            .Summarize(Loschmidt.Experiments.Composition.MachineFactory.Kinds).Status.ShouldBe(RunStatus.Failed);
        Should.Throw<RunException>(() => RunFolder.Open(result.Sweep[..20], Path.Combine(_root, "runs"))).Message.ShouldContain("is a sweep");
        result.Variants[^1].Name.ShouldStartWith("wild");
        Text(result, "table.md").ShouldContain("failed:");
    }

    [Fact]
    public void Variants_are_ordered_by_their_mean_and_show_every_seed()
    {
        var result = Sweep(2);
        result.Metric.ShouldBe("cost");
        var best = result.Variants[0];
        best.Values.Count.ShouldBe(3);
        best.Mean.ShouldBe(best.Values.Average(value => value!.Value), 1e-15);
        best.Mean.ShouldBeLessThanOrEqualTo(result.Variants[1].Mean);
        best.Best.ShouldBe(best.Values.Min()!.Value);
    }

    [Fact]
    public void A_stopped_sweep_goes_on_with_what_is_left_to_the_same_tables()
    {
        var whole = Sweep(1);
        using var stop = new CancellationTokenSource();
        var ended = 0;
        var stopped = SweepCommand.Run(Request(2), new Ears(news =>
        {
            if (news.Outcome is not null && ++ended == 3)
                stop.Cancel();
        }), stop.Token);
        stopped.Interrupted.ShouldBeTrue();
        var listed = new RunIndex(Path.Combine(_root, "runs"), Loschmidt.Experiments.Composition.MachineFactory.Kinds, _ => { }).Refresh().Sweeps
            .Single(sweep => sweep.Name == stopped.Sweep);
        listed.Status.ShouldBe(RunStatus.Interrupted);
        listed.Planned.ShouldBe(12);
        stopped.Jobs.Count(job => job.Status == "finished").ShouldBeInRange(1, 5);
        var before = Finished(stopped).ToDictionary(path => path, File.GetLastWriteTimeUtc);
        before.ShouldNotBeEmpty();

        var done = SweepCommand.Run(Request(2) with { Source = null, Resume = stopped.Sweep }, new Ears(_ => { }), CancellationToken.None);

        done.Interrupted.ShouldBeFalse();
        foreach (var table in new[] { "jobs.csv", "table.md" })
        {
            Text(done, table).ShouldBe(Text(whole, table));
        }

        foreach (var (path, time) in before)
        {
            File.GetLastWriteTimeUtc(path).ShouldBe(time); // what was finished was not trained again
        }
    }

    [Fact]
    public void A_job_whose_folder_holds_another_experiment_is_refused_and_left_as_it_is()
    {
        var result = Sweep(1);
        var experiment = Path.Combine(result.Folder, "jobs", "001-plain-1", "experiment.yaml");
        var changed = File.ReadAllText(experiment).Replace("steps: 20", "steps: 30");
        File.WriteAllText(experiment, changed);
        File.Delete(Path.Combine(result.Folder, "jobs", "001-plain-1", "result.json"));
        Should.Throw<RunException>(() => SweepCommand.Run(
            Request(1) with { Source = null, Resume = result.Sweep }, new Ears(_ => { }), CancellationToken.None))
            .Message.ShouldContain("holds another experiment");
        File.ReadAllText(experiment).ShouldBe(changed);
    }

    [Fact]
    public void Seeds_alone_make_a_sweep_of_any_experiment()
    {
        var file = Path.Combine(_root, "plain.yaml");
        File.WriteAllText(file, Small.Yaml + "seed: 5\n");
        var result = SweepCommand.Run(Request(2) with { Source = file, Seeds = 3 }, new Ears(_ => { }), CancellationToken.None);
        result.Seeds.ShouldBe([5ul, 6ul, 7ul]);
        result.Variants.ShouldHaveSingleItem().Name.ShouldBe("as it is");
        RunFolder.Open($"{result.Sweep}/001-5", Path.Combine(_root, "runs")).ReadMetrics().ShouldNotBeEmpty();
    }

    private static IEnumerable<string> Finished(SweepResult result) =>
        result.Jobs.Where(job => job.Status == "finished")
            .Select(job => Path.Combine(result.Folder, "jobs", job.Job, "metrics.jsonl"));

    private SweepResult Sweep(int threads) => SweepCommand.Run(Request(threads), new Ears(_ => { }), CancellationToken.None);

    private SweepRequest Request(int threads)
    {
        var file = Path.Combine(_root, "sweep-me.yaml");
        File.WriteAllText(file, Small.Yaml + Block);
        return new SweepRequest(file, false, [], null, null, null, null, null, null, threads, null, Path.Combine(_root, "runs"));
    }

    private static string Text(SweepResult result, string table) => File.ReadAllText(Path.Combine(result.Folder, table));

    private sealed class Ears(Action<SweepProgress> hear) : IProgress<SweepProgress>
    {
        public void Report(SweepProgress value) => hear(value);
    }
}
