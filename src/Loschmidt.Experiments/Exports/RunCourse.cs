using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Exports;

/// <summary>What every export of a run's course needs: its settings, and when each of its steps was.</summary>
internal static class RunCourse
{
    /// <summary>Every key of experiment.yaml with its text; none where a run has metrics alone.</summary>
    /// <exception cref="InputException">The file is no YAML.</exception>
    public static IReadOnlyList<(string Key, string Value)> Settings(RunFolder run) =>
        File.Exists(run.ExperimentPath) ? FlatSettings.Read(run.ExperimentPath) : [];

    /// <summary>The name of its experiment; the run's own where that cannot be told.</summary>
    public static string Experiment(RunFolder run) =>
        Settings(run).FirstOrDefault(setting => setting.Key == "name").Value is { Length: > 0 } name ? name : run.Name;

    /// <summary>A name for files: jobs of different sweeps are called alike, so the sweep's stands before theirs.</summary>
    public static string FileName(RunFolder run) => run.Address.Replace('/', '-');

    /// <summary>When the run began, in seconds since 1970: what its name says, else its first recorded time, else 0.</summary>
    public static double Began(RunFolder run) =>
        RunPlace.Created(run.Name)?.ToUnixTimeSeconds() ?? Times(run).Values.DefaultIfEmpty(0).Min();

    /// <summary>When each step was evaluated, in seconds since 1970; a step done twice, the second time.</summary>
    public static SortedDictionary<long, double> Times(RunFolder run)
    {
        var times = new SortedDictionary<long, double>();
        foreach (var line in MetricsLog.Read(run.TimingsPath))
        {
            if (double.IsFinite(line["unixTime"]))
                times[line.Step] = line["unixTime"];
        }

        return times;
    }
}
