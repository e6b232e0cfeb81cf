using Loschmidt.EndToEnd.Support;
using Loschmidt.Experiments.Files;

namespace Loschmidt.EndToEnd;

/// <summary>What a training leaves behind, and that it is the same every time.</summary>
public sealed class TrainingTests(Workplace place) : IClassFixture<Workplace>
{
    [Fact]
    [Trait("check", "18")]
    public void One_epoch_of_real_digits_is_enough_for_nine_in_ten()
    {
        Workplace.NeedMnist();
        var metrics = Train("train", "mnist-photonic", "--quick").Document.GetProperty("metrics");
        metrics.GetProperty("testAccuracy").GetDouble().ShouldBeGreaterThanOrEqualTo(0.90);

        // The control: light that does not interact with itself stays behind, same optimiser, same epoch.
        var linear = Train("train", "mnist-photonic-linear", "--quick").Document.GetProperty("metrics");
        linear.GetProperty("testAccuracy").GetDouble().ShouldBeLessThan(metrics.GetProperty("testAccuracy").GetDouble() - 0.02);
    }

    [Fact]
    public void A_training_prints_one_document_and_leaves_a_whole_run_folder()
    {
        var result = Train("train", "xor", "--steps", "40").Document;

        result.GetProperty("preset").GetString().ShouldBe("xor");
        result.GetProperty("seed").GetUInt64().ShouldBe(1u);
        result.GetProperty("estimator").GetString().ShouldBe("self-learning");
        result.GetProperty("steps").GetInt32().ShouldBe(40);
        result.GetProperty("seconds").GetDouble().ShouldBePositive();
        result.GetProperty("peakBytes").GetInt64().ShouldBeGreaterThanOrEqualTo(0);
        result.GetProperty("metrics").GetProperty("cost").GetDouble().ShouldBePositive();
        result.GetProperty("metrics").GetProperty("accuracy").GetDouble().ShouldBeInRange(0, 1);

        var folder = RunFiles.Folder(result);
        Path.GetFileName(folder).ShouldBe(result.GetProperty("run").GetString());
        Path.GetFileName(folder).ShouldMatch("^[0-9]{8}-[0-9]{6}-xor-1-[0-9a-f]{4}$");
        string[] files =
            ["experiment.yaml", "metrics.jsonl", "checkpoints/40/state.safetensors", "checkpoints/40/manifest.json"];
        foreach (var file in files)
        {
            File.Exists(Path.Combine(folder, file)).ShouldBeTrue(file);
        }

        var figures = result.GetProperty("figures").EnumerateArray().Select(figure => figure.GetString()!).ToArray();
        figures.ShouldContain("figures/cost.svg");
        figures.ShouldContain("figures/echo.svg");
        figures.ShouldAllBe(figure => File.Exists(Path.Combine(folder, figure)));
        File.Exists(Path.Combine(folder, "lock")).ShouldBeFalse();
    }

    [Fact]
    public void Evaluating_a_run_finds_its_cost_to_the_last_bit()
    {
        var trained = Train("train", "xor", "--steps", "20").Document;
        var judged = Train("evaluate", trained.GetProperty("run").GetString()!).Document;
        RunFiles.CostBits(judged).ShouldBe(RunFiles.CostBits(trained));
        judged.GetProperty("steps").GetInt32().ShouldBe(20);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        byte[] State(string seed) =>
            RunFiles.State(Train("train", "xor", "--steps", "10", "--seed", seed).Document, 10);
        var first = State("7");
        State("7").ShouldBe(first);
        State("8").ShouldNotBe(first);
    }

    [Theory]
    [InlineData("mnist-photonic", "training.epochs=0.05")]
    [InlineData("mnist-photonic-autonomous", "training.epochs=0.3")] // long enough for one last bit to grow into a difference
    public void The_number_of_threads_does_not_change_a_bit(string preset, string length)
    {
        Workplace.NeedMnist();
        byte[] State(string threads)
        {
            var result = Train("train", preset, "--quick", "--set", length, "--threads", threads).Document;
            return RunFiles.State(result, result.GetProperty("steps").GetInt32());
        }

        State("1").ShouldBe(State("2"));
    }

    [Fact]
    public void An_interrupted_training_saves_what_it_has_and_leaves_with_130()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "signals are sent by Linux's kill and env");
        var outcome = Launcher.Interrupted(
            "step", "train", "xor", "--steps", "1000000", "--json", "--runs", place.Runs);

        outcome.ExitCode.ShouldBe(130, outcome.Error);
        outcome.Error.ShouldContain("loschmidt: stopping after this step");
        var result = outcome.Document;
        result.GetProperty("interrupted").GetBoolean().ShouldBeTrue();
        var steps = result.GetProperty("steps").GetInt32();
        steps.ShouldBeInRange(1, 999_999);
        RunFiles.State(result, steps).ShouldNotBeEmpty();
        File.Exists(Path.Combine(RunFiles.Folder(result), "lock")).ShouldBeFalse();

        // What was saved is a run like any other.
        var judged = Train("evaluate", RunFiles.Folder(result)).Document;
        judged.GetProperty("steps").GetInt32().ShouldBe(steps);
        RunFiles.CostBits(judged).ShouldBe(RunFiles.CostBits(result), "what is printed is true of what is saved");
    }

    [Fact]
    public void A_training_that_diverges_says_where_and_why_and_keeps_the_last_finite_state()
    {
        var runs = Path.Combine(place.Root, "diverged");
        var outcome = Launcher.Loschmidt("train", "ring", "--set", "training.optimiser.rate=1e6", "--runs", runs);

        outcome.ExitCode.ShouldBe(1);
        var complaint = outcome.Complaints.ShouldHaveSingleItem();
        complaint.ShouldMatch(@"step \d+: [qp] of site \d+.*is (NaN|-?∞|-?Infinity)");
        complaint.ShouldContain("too long"); // the likely cause
        outcome.Error.ShouldNotContain("   at ");

        var folder = Directory.GetDirectories(runs).ShouldHaveSingleItem();
        complaint.ShouldContain(folder);
        foreach (var state in Directory.GetFiles(folder, "state.safetensors", SearchOption.AllDirectories))
        {
            var tensors = Safetensors.Read(state);
            tensors.ShouldContain(tensor => tensor.Name.StartsWith("theta/", StringComparison.Ordinal));
            tensors.Where(tensor => tensor.Name != "loop/best").ShouldAllBe(tensor => Array.TrueForAll(tensor.Doubles, double.IsFinite));
        }

        File.Exists(Path.Combine(folder, "checkpoints", "1", "state.safetensors")).ShouldBeTrue("the state before the step that failed");
        File.Exists(Path.Combine(folder, "lock")).ShouldBeFalse();
        var listed = Launcher.Loschmidt("runs", "list", "--runs", runs);
        listed.Out.ShouldContain("failed");
        listed.Out.ShouldContain("too long", Case.Sensitive, "the reason stands in the list");
    }

    private Outcome Train(params string[] arguments) =>
        Launcher.Loschmidt([.. arguments, "--json", "--runs", place.Runs]).ShouldSucceed();
}
