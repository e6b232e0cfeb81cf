using Loschmidt.EndToEnd.Support;

namespace Loschmidt.EndToEnd;

/// <summary>A disk without room ends a run with one line, and nothing that was saved is lost.</summary>
public sealed class DiskFullTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("loschmidt-full-").FullName;
    private bool _mounted;

    private string Disk => Path.Combine(_root, "disk");

    public void Dispose()
    {
        if (_mounted)
        {
            Launcher.Start("umount", "--lazy", Disk);
        }

        Directory.Delete(_root, recursive: true);
    }

    [Theory]
    [InlineData("64k")] // not even the first checkpoint
    [InlineData("160k")] // two checkpoints, not three
    [InlineData("260k")] // all the training, not all the pictures
    public void A_run_on_a_full_disk_says_so_and_goes_on_to_the_same_bits_when_there_is_room(string size)
    {
        Mount(size);
        var runs = Path.Combine(Disk, "runs");
        string[] command = ["train", "xor", "--steps", "60", "--runs"];

        var full = Launcher.Loschmidt([.. command, runs]);

        full.ExitCode.ShouldBe(1);
        var line = full.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Single(text => text.StartsWith("loschmidt:"));
        line.ShouldContain("the disk refused");
        var run = Path.GetFileName(Directory.EnumerateDirectories(runs).ShouldHaveSingleItem());
        line.ShouldEndWith($"loschmidt train --resume {run}");

        Launcher.Start("mount", "-o", "remount,size=20m", Disk).ExitCode.ShouldBe(0);
        Launcher.Loschmidt("train", "--resume", run, "--runs", runs).ExitCode.ShouldBe(0);
        var elsewhere = Path.Combine(_root, "room");
        Launcher.Loschmidt([.. command, elsewhere]).ExitCode.ShouldBe(0);
        var undisturbed = Directory.EnumerateDirectories(elsewhere).Single();
        foreach (var file in new[] { "metrics.jsonl", "checkpoints/60/state.safetensors" })
        {
            File.ReadAllBytes(Path.Combine(runs, run, file)).AsSpan()
                .SequenceEqual(File.ReadAllBytes(Path.Combine(undisturbed, file))).ShouldBeTrue(file);
        }
    }

    private void Mount(string size)
    {
        Directory.CreateDirectory(Disk);
        try
        {
            _mounted = OperatingSystem.IsLinux()
                && Launcher.Start("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", Disk).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            _mounted = false;
        }

        Assert.SkipUnless(_mounted, "needs to mount a small disk: run the tests as root on Linux");
    }
}
