using FsCheck;
using FsCheck.Fluent;
using Loschmidt.Experiments.Runs;
using Loschmidt.Tests.Schema;

namespace Loschmidt.Tests.Runs;

/// <summary>The index is a function of the folders: whatever was done to them in whatever order, it says what they say.</summary>
public sealed class RunIndexPurityTests
{
    [Fact]
    public void After_any_operations_the_index_is_what_reading_the_folders_gives()
    {
        // Mutations that turn it red: signatures without the size, without result.json, without the lock; rows of vanished
        // folders that stay; a refresh that stops at the first corrupt run.
        var operations = Gen.Elements("create", "append", "finish", "interrupt", "corrupt", "heal", "delete", "forget", "lock",
            "unlock", "refresh", "rebuild", "damage").Zip(Gen.Choose(0, 1 << 20)).ListOf(25);
        Prop.ForAll(operations.ToArbitrary(), Check).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    private static void Check(IList<(string Operation, int Choice)> operations)
    {
        using var place = new RunsPlace();
        using var locks = new Locks();
        foreach (var (operation, choice) in operations)
        {
            Do(place, locks, operation, choice);
        }

        // The reference never heard of an index.
        var folders = RunFolder.List(place.Root).Select(name => RunFolder.Open(name, place.Root).Summarize(TestMachines.Kinds));
        var listed = place.Index().Refresh().Runs;
        listed.ShouldBe(folders);
        place.Index().Stored().ShouldBe(listed);
        place.Index().Rebuild();
        place.Index().Stored().ShouldBe(listed);
    }

    private static void Do(RunsPlace place, Locks locks, string operation, int choice)
    {
        var names = RunFolder.List(place.Root);
        var run = names.Count == 0 || operation == "create"
            ? place.Run(choice % 3, interrupted: choice % 2 == 0 ? null : false)
            : RunFolder.Open(names[choice % names.Count], place.Root);
        string[] files = [run.ExperimentPath, run.MetricsPath, run.ResultPath];
        switch (operation)
        {
            case "append":
                File.AppendAllText(run.MetricsPath, $$"""{"step":{{choice}},"cost":0.5}""" + "\n");
                break;
            case "finish" or "interrupt":
                RunsPlace.Finish(run, choice, operation == "interrupt");
                break;
            case "corrupt":
                File.WriteAllText(files[choice % 3], new string('?', choice % 1000) + "\n");
                break;
            case "heal":
                File.Copy(place.Run().ExperimentPath, run.ExperimentPath, overwrite: true);
                File.Delete(run.ResultPath);
                File.Delete(run.MetricsPath);
                break;
            case "delete":
                locks.Release(run.Name);
                Directory.Delete(run.FullPath, recursive: true);
                break;
            case "forget":
                File.Delete(place.IndexPath);
                break;
            case "damage":
                File.WriteAllText(place.IndexPath, "garbage, long enough that it is no empty database");
                break;
            case "lock":
                locks.Take(run);
                break;
            case "unlock":
                locks.Release(run.Name);
                break;
            case "refresh":
                place.Index().Refresh();
                break;
            case "rebuild":
                place.Index().Rebuild();
                break;
        }
    }

    private sealed class Locks : IDisposable
    {
        private readonly Dictionary<string, RunLock> _held = [];

        public void Take(RunFolder run)
        {
            if (!_held.ContainsKey(run.Name))
                _held.Add(run.Name, run.Lock());
        }

        public void Release(string run)
        {
            if (_held.Remove(run, out var held))
                held.Dispose();
        }

        public void Dispose()
        {
            foreach (var held in _held.Values)
            {
                held.Dispose();
            }
        }
    }
}
