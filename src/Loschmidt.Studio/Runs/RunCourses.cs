using Loschmidt.Experiments.Runs;

namespace Loschmidt.Studio.Runs;

/// <summary>Courses of metrics in few points, as small pictures of a list need them; those of files that did not change are remembered.</summary>
internal sealed class RunCourses
{
    private const int Remembered = 4096;

    private static readonly string[] Usual = ["cost", "validationCost", "testCost"];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Signature, CourseDocument Course)> _known = new(StringComparer.Ordinal);

    /// <summary>A metric's course.</summary>
    /// <param name="run">The run.</param>
    /// <param name="metric">Its name; null means the cost, or what comes first where there is none.</param>
    /// <param name="points">Points at most, from 2; the last one is the newest.</param>
    /// <exception cref="RunException">A line is no line of metrics.</exception>
    public CourseDocument Of(RunFolder run, string? metric, int points)
    {
        var file = new FileInfo(run.MetricsPath);
        var signature = file.Exists ? $"{file.Length}:{file.LastWriteTimeUtc.Ticks}" : "";
        var key = $"{run.FullPath}\n{metric}\n{points}";
        lock (_gate)
        {
            if (_known.TryGetValue(key, out var known) && known.Signature == signature)
                return known.Course;
        }

        var course = Read(run, metric, points);
        lock (_gate)
        {
            if (_known.Count >= Remembered)
                _known.Clear();
            _known[key] = (signature, course);
        }

        return course;
    }

    private static CourseDocument Read(RunFolder run, string? metric, int points)
    {
        var lines = run.ReadMetrics();
        var names = MetricsTable.Names(lines);
        var chosen = metric ?? Array.Find(Usual, name => names.Contains(name)) ?? (names.Count > 0 ? names[0] : null);
        MetricsLine[] with = [.. lines.Where(line => line.Values.Any(value => value.Name == chosen))];
        int[] kept = with.Length <= points
            ? [.. Enumerable.Range(0, with.Length)]
            : [.. Enumerable.Range(0, points).Select(i => (int)((long)i * (with.Length - 1) / (points - 1)))];
        return new CourseDocument(
            run.Address, chosen, [.. kept.Select(i => (double)with[i].Step)], [.. kept.Select(i => with[i][chosen!])]);
    }
}
