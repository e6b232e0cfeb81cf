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
        checkpoints.Write(90, 7, [new Tensor("theta", [0.1, -0.0, double.Epsilon])], metrics);
        checkpoints.Write(100, 7, [new Tensor("theta", [1.0, 2.0, 3.0]), new Tensor("pi", [1f])]);

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
            checkpoints.Write(step, 1, [new Tensor("theta", [(double)step])]);
        }

        var state = Path.Combine(Folder, "4", "state.safetensors");
        var bytes = File.ReadAllBytes(state);
        bytes[^1] ^= 1;
        File.WriteAllBytes(state, bytes);
        File.WriteAllText(Path.Combine(Folder, "3", "manifest.json"), """{"version":1}""");
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
        checkpoints.Write(1, 1, [new Tensor("theta", [1.0])]);
        var manifest = Path.Combine(Folder, "1", "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"version\": 1", "\"version\": 2"));

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
        checkpoints.Write(1, 1, [new Tensor("theta", [1.0])]);
        Directory.CreateDirectory(Path.Combine(Folder, "2.tmp-0123"));

        checkpoints.Steps().ShouldBe([1]);
        AtomicFile.IsTemporary("2.tmp-0123").ShouldBeTrue();
    }
}
