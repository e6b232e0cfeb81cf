using System.Text.Json.Nodes;
using Loschmidt.Experiments.Runs;
using Loschmidt.Tests.Schema;

namespace Loschmidt.Tests.Runs;

/// <summary>A folder of small runs that goes away with the test.</summary>
internal sealed class RunsPlace : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loschmidt-runs-");

    public string Root => _folder.FullName;

    public string IndexPath => Path.Combine(Root, RunIndex.FileName);

    public List<string> Warnings { get; } = [];

    /// <summary>An index for which all files are an hour old, so that signatures alone decide what is read again.</summary>
    public RunIndex Index() => new(Root, TestMachines.Kinds, Warnings.Add) { Clock = new Later() };

    /// <summary>A run with some points and, unless it is null, a result.</summary>
    public RunFolder Run(int points = 2, bool? interrupted = false)
    {
        var run = RunFolder.Create(Root, TestMachines.Parse(TestMachines.Wave), TestMachines.Kinds);
        Fill(run, points, interrupted);
        return run;
    }

    /// <summary>A job of a sweep, which is made where it is not there.</summary>
    public RunFolder Job(string sweep, bool? interrupted = false)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, sweep)).FullName;
        File.WriteAllText(Path.Combine(folder, "sweep.yaml"), "name: s\n");
        var job = RunFolder.Create(Path.Combine(folder, "jobs"), TestMachines.Parse(TestMachines.Wave), TestMachines.Kinds);
        Fill(job, 1, interrupted);
        return job;
    }

    public static void Finish(RunFolder run, int steps, bool interrupted = false) => run.WriteResult(new JsonObject
    {
        ["run"] = run.Name, ["steps"] = steps, ["seconds"] = 1.5, ["interrupted"] = interrupted,
    });

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Fill(RunFolder run, int points, bool? interrupted)
    {
        using (var log = run.OpenMetrics())
        {
            for (var step = 1; step <= points; step++)
            {
                log.Append(step, ("cost", 1.0 / step), ("accuracy", 0.5));
            }
        }

        if (interrupted is { } stopped)
            Finish(run, points, stopped);
    }

    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddHours(1);
    }
}
