using System.Diagnostics;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.SlowTests.Data;

public sealed class FullDiskTests
{
    [Fact]
    public void A_cache_that_finds_no_room_half_way_leaves_nothing_behind_and_loses_nothing()
    {
        var root = Directory.CreateTempSubdirectory("loschmidt-").FullName;
        var disk = Directory.CreateDirectory(Path.Combine(root, "disk")).FullName;
        var mounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk);
        try
        {
            Assert.SkipUnless(mounted, "only who may mount can make a small disk");
            var numbers = Enumerable.Range(0, 100_000).Select(i => Math.Sin(i)).ToArray(); // 800 kB
            var path = Path.Combine(root, "a.ts");
            File.WriteAllText(path, "@classLabel true a\n@data\n" + string.Join(',', numbers) + ":a\n");
            var cache = new SeriesCache(disk);

            var set = cache.Open(SeriesSource.Of("a", path, MissingValues.Refuse));

            var values = new double[numbers.Length];
            set.ReadSteps(0, 0, values);
            values.ShouldBe(numbers);
            cache.Notes.ShouldHaveSingleItem().ShouldContain("it is held in memory");
            Directory.GetFiles(disk).ShouldBeEmpty();
        }
        finally
        {
            if (mounted)
                Run("umount", "--lazy", disk);
            Directory.Delete(root, recursive: true);
        }
    }

    private static bool Run(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { UseShellExecute = false })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
