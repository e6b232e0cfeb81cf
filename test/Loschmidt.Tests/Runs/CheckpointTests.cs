using Loschmidt.Experiments.Files;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Tests.Runs;

public sealed class CheckpointTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("loschmidt-checkpoints-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Folder => Path.Combine(_root, "checkpoints");

    [Fact]
    public void A_checkpoint_comes_back_with_every_bit()
    {
        var checkpoints = new CheckpointFolder(Folder);
        checkpoints.Latest().ShouldBeNull();
        var metrics = new Dictionary<string, double> { ["cost"] = 0.25 };
        checkpoints.Write([new Tensor("theta", [0.1, -0.0, double.Epsilon])], About(90) with { Seed = 7, Metrics = metrics });
        checkpoints.Write([new Tensor("theta", [1.0, 2.0, 3.0]), new Tensor("pi", [1f])], About(100));

        checkpoints.Steps().ShouldBe([90, 100]);
        var old = checkpoints.Read(90);
        old.Manifest.ShouldSatisfyAllConditions(
            m => m.Step.ShouldBe(90), m => m.Seed.ShouldBe(7ul), m => m.Metrics["cost"].ShouldBe(0.25));
        old["theta"].Doubles.Select(BitConverter.DoubleToInt64Bits)
            .ShouldBe(new[] { 0.1, -0.0, double.Epsilon }.Select(BitConverter.DoubleToInt64Bits));
        checkpoints.Latest()!["pi"].Floats.ShouldBe([1f]);
        Should.Throw<RunException>(() => old["pi"]).Message.ShouldContain("has no tensor 'pi'");
    }

    [Fact]
    public void A_damaged_checkpoint_is_passed_over_for_the_one_before()
    {
        var checkpoints = new CheckpointFolder(Folder);
        for (var step = 1; step <= 4; step++)
        {
            checkpoints.Write([new Tensor("theta", [(double)step])], About(step));
        }

        var state = Path.Combine(Folder, "4", "state.safetensors");
        var bytes = File.ReadAllBytes(state);
        bytes[^1] ^= 1;
        File.WriteAllBytes(state, bytes);
        File.WriteAllText(Path.Combine(Folder, "3", "manifest.json"), "no JSON");
        File.Delete(Path.Combine(Folder, "2", "state.safetensors"));
        var passedOver = new List<string>();

        checkpoints.Latest(e => passedOver.Add(e.Message))!["theta"].Doubles.ShouldBe([1.0]);

        passedOver.Count.ShouldBe(3);
        passedOver[0].ShouldContain("SHA-256 differs");
        passedOver[1].ShouldContain("no JSON of a checkpoint");
        passedOver[2].ShouldContain("no readable checkpoint");
    }

    [Fact]
    public void A_checkpoint_of_a_newer_program_is_refused()
    {
        var checkpoints = new CheckpointFolder(Folder);
        checkpoints.Write([new Tensor("theta", [1.0])], About(1));
        var manifest = Path.Combine(Folder, "1", "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace($"\"version\": {CheckpointManifest.CurrentVersion}", $"\"version\": {CheckpointManifest.CurrentVersion + 1}"));

        Should.Throw<RunException>(() => checkpoints.Read(1)).Message.ShouldContain("written by a newer program");
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_nothing_else()
    {
        var file = Path.Combine(_root, "a.txt");
        AtomicFile.Write(file, "old");

        Should.Throw<InvalidOperationException>(() => AtomicFile.Write(file, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException("the disk is full");
        }));
        Should.Throw<InvalidOperationException>(() => AtomicFile.WriteFolder(Path.Combine(_root, "folder"), folder =>
        {
            File.WriteAllText(Path.Combine(folder, "half"), "");
            throw new InvalidOperationException("the disk is full");
        }));

        File.ReadAllText(file).ShouldBe("old");
        Directory.EnumerateFileSystemEntries(_root).ShouldBe([file]);
    }

    [Fact]
    public void A_folder_left_behind_by_a_killed_write_is_no_checkpoint()
    {
        var checkpoints = new CheckpointFolder(Folder);
        checkpoints.Write([new Tensor("theta", [1.0])], About(1));
        Directory.CreateDirectory(Path.Combine(Folder, "2.tmp-0123"));

        checkpoints.Steps().ShouldBe([1]);
        AtomicFile.IsTemporary("2.tmp-0123").ShouldBeTrue();
    }

    [Fact]
    public void The_newest_stay_and_so_does_the_best()
    {
        var checkpoints = new CheckpointFolder(Folder);
        for (var step = 10; step <= 60; step += 10)
        {
            checkpoints.Write([new Tensor("theta", [1.0])], About(step));
        }

        Directory.CreateDirectory(Path.Combine(Folder, "70.tmp-0123"));
        checkpoints.Prune(newest: 2, spared: 30);

        checkpoints.Steps().ShouldBe([30, 50, 60]);
        Directory.GetDirectories(Folder).Length.ShouldBe(3); // and what a killed write had left is gone
    }

    [Fact]
    public void A_checkpoint_of_the_first_layout_is_read_with_what_it_did_not_know()
    {
        var checkpoints = new CheckpointFolder(Folder);
        checkpoints.Write([new Tensor("theta", [1.0, 2.0])], About(20));
        var hash = checkpoints.Read(20).Manifest.StateSha256;
        File.WriteAllText(
            Path.Combine(Folder, "20", "manifest.json"),
            $$"""{"version": 1, "step": 20, "seed": 5, "stateSha256": "{{hash}}", "metrics": {"cost": 0.5, "late": "NaN" } }""");

        var read = checkpoints.Read(20);

        read.Manifest.Version.ShouldBe(CheckpointManifest.CurrentVersion);
        read.Manifest.MetricsBytes.ShouldBe(-1);
        read["theta"].Doubles.ShouldBe([1.0, 2.0]);
        read["loop/window"].Doubles.ShouldBe([0.0, 0.0, 1.0]);
        read["loop/best"].Doubles.ShouldBe([double.NaN, -1, 0]);
        read["loop/echo"].Doubles.ShouldBe([0.0, 0, 0, 0, 0]);
    }

    [Fact]
    public void A_renamed_checkpoint_does_not_pass_for_another_step()
    {
        var checkpoints = new CheckpointFolder(Folder);
        checkpoints.Write([new Tensor("theta", [1.0])], About(20));
        Directory.Move(Path.Combine(Folder, "20"), Path.Combine(Folder, "30"));
        Should.Throw<RunException>(() => checkpoints.Read(30)).Message.ShouldContain("speaks of step 20");
    }

    private static CheckpointManifest About(long step) =>
        new(CheckpointManifest.CurrentVersion, step, 1, "", new Dictionary<string, double>(), 0, "", "", 0);
}
