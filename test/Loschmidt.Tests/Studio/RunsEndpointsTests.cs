using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Loschmidt.Experiments.Runs;
using Loschmidt.Studio.Runs;

namespace Loschmidt.Tests.Studio;

/// <summary>Runs as the studio's pages ask for them, through a real server.</summary>
public sealed class RunsEndpointsTests(RunsStudio studio) : IClassFixture<RunsStudio>
{
    private string Run => Uri.EscapeDataString(studio.Trained);

    /// <summary>Mutation: one unreadable experiment that ends the list for all.</summary>
    [Fact]
    public async Task A_corrupt_run_is_listed_with_its_reason_and_spoils_no_other()
    {
        var broken = studio.Fresh();
        await File.WriteAllTextAsync(broken.ExperimentPath, "name: [", TestContext.Current.CancellationToken);

        var runs = (await studio.Get("/api/runs")).GetProperty("runs").EnumerateArray().ToDictionary(run => run.GetProperty("name").GetString()!);

        runs[broken.Name].GetProperty("status").GetString().ShouldBe("corrupt");
        runs[broken.Name].GetProperty("reason").GetString()!.ShouldStartWith("experiment.yaml:");
        runs[studio.Trained].GetProperty("status").GetString().ShouldBe("finished");
        var details = await studio.Get($"/api/run?run={broken.Name}");
        details.GetProperty("run").GetProperty("status").GetString().ShouldBe("corrupt");
        details.GetProperty("settings").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_run_tells_settings_result_ledger_checkpoints_and_files()
    {
        var details = await studio.Get($"/api/run?run={Run}");

        details.GetProperty("settings").EnumerateArray().Single(setting => setting.GetProperty("key").GetString() == "machine.lattice.rows")
            .GetProperty("value").GetString().ShouldBe("40");
        details.GetProperty("result").GetProperty("steps").GetInt32().ShouldBe(3);
        details.GetProperty("expected").GetProperty("metric").GetString().ShouldBe("cost");
        details.GetProperty("checkpoints").EnumerateArray().Last().GetInt64().ShouldBe(3);
        details.GetProperty("ledger").EnumerateArray().Select(book => book.GetProperty("metric").GetString()).ShouldContain("normDrift");
        details.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString()).ShouldContain("figures/cost.svg");
    }

    [Fact]
    public async Task A_run_that_begins_and_ends_is_told_to_whoever_watches_the_list()
    {
        using var events = await studio.Events("/api/runs/events");
        (await events.Next()).Name.ShouldBe("list");
        var run = studio.Fresh();

        // Mutation: signatures that do not look at the lock never tell that it began to work.
        using (run.Lock())
            await Until(run.Name, "running");
        await Until(run.Name, "stopped");
        Directory.Delete(run.FullPath, recursive: true);
        while (true)
        {
            var (name, data) = await events.Next();
            if (name == "change" && JsonDocument.Parse(data).RootElement.GetProperty("gone").EnumerateArray().Any(gone => gone.GetString() == run.Name))
                break;
        }

        async Task Until(string name, string status)
        {
            while (true)
            {
                var (_, data) = await events.Next();
                var rows = JsonDocument.Parse(data).RootElement.GetProperty("runs").EnumerateArray();
                if (rows.Any(row => row.GetProperty("name").GetString() == name && row.GetProperty("status").GetString() == status))
                    return;
            }
        }
    }

    /// <summary>The sum of |θ_k|² is that of θ² (Parseval), to float32. Mutations: a transform that is not unitary; a shift that drops a row.</summary>
    [Fact]
    public async Task Learned_maps_have_the_checkpoints_numbers_and_their_spectra_the_same_power()
    {
        var learned = await studio.Get($"/api/run/theta?run={Run}&checkpoint=3");
        var names = learned.GetProperty("tensors").EnumerateArray().Select(map => map.GetProperty("name").GetString()!).ToArray();
        names.ShouldBe(["theta", "wave/theta"]);
        var state = RunFolder.Open(studio.Trained, studio.Root).Checkpoints.Read(3)["theta/wave/theta"];
        (await Floats("wave/theta", "values")).ShouldBe(Array.ConvertAll(state.Doubles, value => (float)value));

        foreach (var name in names)
        {
            var (values, power) = (await Floats(name, "values"), await Floats(name, "spectrum"));
            var sum = values.Sum(value => (double)value * value);
            sum.ShouldBeGreaterThan(0);
            power.Sum(value => (double)value).ShouldBe(sum, 1e-5 * sum);
        }
    }

    /// <summary>cos(2π·3x/16) has its power at ±3 alone, half each. Mutation: k = 0 at the corner instead of the middle.</summary>
    [Fact]
    public void The_spectrum_of_a_standing_wave_is_two_lines_about_the_middle()
    {
        var map = Enumerable.Range(0, 4 * 16).Select(i => Math.Cos(2 * Math.PI * 3 * (i % 16) / 16)).ToArray();
        var power = LearnedState.Spectrum(map, 4, 16);
        for (var i = 0; i < power.Length; i++)
            power[i].ShouldBe(i == 2 * 16 + 8 - 3 || i == 2 * 16 + 8 + 3 ? 16 : 0, 1e-12, $"at {i}");
    }

    [Fact]
    public async Task Tags_are_stuck_on_taken_off_and_seen_by_the_command_line()
    {
        var folder = RunFolder.Open(studio.Trained, studio.Root);
        var (status, said) = await studio.Post("/api/run/tag", new { run = studio.Trained, add = new[] { "vortrag", "a", "ψ-1" } });
        status.ShouldBe(200);
        said.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).ShouldBe(["a", "vortrag", "ψ-1"]);
        folder.Tags.ShouldBe(["a", "vortrag", "ψ-1"]);
        (await studio.Post("/api/run/tag", new { run = studio.Trained, remove = new[] { "a", "never" } })).Status.ShouldBe(200);
        folder.Tags.ShouldBe(["vortrag", "ψ-1"]);

        (status, said) = await studio.Post("/api/run/tag", new { run = studio.Trained, add = new[] { "two words" } });
        status.ShouldBe(400);
        RunsStudio.Refusal(said).ShouldContain("is no tag");
        RunTags.Change(folder.FullPath, [], folder.Tags).ShouldBeEmpty();
        File.Exists(Path.Combine(folder.FullPath, "tags")).ShouldBeFalse();
    }

    [Fact]
    public async Task Runs_are_compared_by_what_was_set_and_what_came_of_it()
    {
        var other = studio.Fresh();
        await File.WriteAllTextAsync(
            other.ExperimentPath, (await File.ReadAllTextAsync(other.ExperimentPath)).Replace("seed: 1", "seed: 5", StringComparison.Ordinal));
        var comparison = await studio.Get($"/api/runs/compare?run={Run}&run={other.Name}");
        var setting = comparison.GetProperty("settings").EnumerateArray().ShouldHaveSingleItem();
        setting.GetProperty("key").GetString().ShouldBe("seed");
        setting.GetProperty("values").EnumerateArray().Select(value => value.GetString()).ShouldBe(["1", "5"]);
    }

    [Theory]
    [InlineData("/api/run?run=../outside", 400)]
    [InlineData("/api/run?run=nobody", 404)]
    [InlineData("/api/run", 400)]
    [InlineData("/api/run/metrics?run=..", 400)]
    [InlineData("/api/run/theta?run=RUN&tensor=nothing", 400)]
    [InlineData("/api/run/theta?run=RUN&checkpoint=77", 400)]
    [InlineData("/api/run/theta?run=RUN&checkpoint=-1", 400)]
    [InlineData("/api/run/file?run=RUN&path=../secret", 400)]
    [InlineData("/api/run/file?run=RUN&path=/etc/passwd", 400)]
    [InlineData("/api/run/file?run=RUN&path=figures", 404)]
    [InlineData("/api/run/export?run=RUN&format=exe", 400)]
    [InlineData("/api/runs/compare?run=RUN", 400)]
    public async Task What_is_not_there_or_not_allowed_is_refused_in_one_line(string path, int status)
    {
        using var answer = await studio.Client.GetAsync(
            new Uri(path.Replace("RUN", Run, StringComparison.Ordinal), UriKind.Relative), TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(status);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        RunsStudio.Refusal(JsonDocument.Parse(text).RootElement).ShouldNotContain("\n");
    }

    [Fact]
    public async Task The_archive_holds_the_runs_folder_and_leaves_nothing_behind()
    {
        using var zip = new ZipArchive(await studio.Client.GetStreamAsync(
            new Uri($"/api/run/export?run={Run}&format=zip", UriKind.Relative), TestContext.Current.CancellationToken));
        zip.Entries.Select(entry => entry.FullName).ShouldContain($"{studio.Trained}/metrics.jsonl");
        Directory.GetFiles(Path.Combine(studio.Root, ".studio"), "*.export").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_course_has_its_first_and_its_newest_point()
    {
        var run = studio.Fresh();
        using (var log = run.OpenMetrics())
        {
            for (var step = 0; step < 1000; step++)
                log.Append(step, ("cost", 1.0 / (1 + step)));
        }

        run.WriteResult(new JsonObject { ["interrupted"] = false });
        var course = await studio.Get($"/api/run/course?run={run.Name}&points=7");
        var steps = course.GetProperty("step").EnumerateArray().Select(step => step.GetDouble()).ToArray();
        steps.Length.ShouldBe(7);
        (steps[0], steps[^1]).ShouldBe((0, 999));
        course.GetProperty("value").EnumerateArray().Last().GetDouble().ShouldBe(1e-3);
    }

    private async Task<float[]> Floats(string tensor, string part) => MemoryMarshal.Cast<byte, float>(await studio.Client.GetByteArrayAsync(
        new Uri($"/api/run/theta?run={Run}&checkpoint=3&tensor={Uri.EscapeDataString(tensor)}&part={part}", UriKind.Relative),
        TestContext.Current.CancellationToken)).ToArray();
}
