namespace Loschmidt.Experiments.Data.Series;

/// <summary>Windows of the tables of subjects, a target every 128 steps.</summary>
/// <param name="name">What it is.</param>
/// <param name="subjects">The tables.</param>
/// <param name="windows">Table and first target of each window.</param>
internal sealed class PpgWindows(
    string name, IReadOnlyList<ScaledSubject> subjects, IReadOnlyList<(int Subject, int First)> windows) : ISeriesSet
{
    public const int Every = 128; // steps a target: two seconds
    public const int Targets = 390; // a window
    public const int Stride = 39; // targets from window to window

    private const int Signals = 6;

    public string Name => name;

    public int Count => windows.Count;

    public int Channels => Signals;

    public int TargetChannels => 1;

    public IReadOnlyList<string> ClassNames => [];

    public int StepsOf(int row) => Targets * Every;

    public int TargetsOf(int row) => Targets;

    public int LabelOf(int row) => -1;

    public void ReadSteps(int row, int start, Span<double> values)
    {
        SeriesRead.Require(start, values.Length, Signals, StepsOf(row));
        var (subject, first) = windows[row];
        subjects[subject].Read((first * Every) + start, 0, Signals, values);
    }

    public void ReadTargets(int row, int start, Span<double> values)
    {
        SeriesRead.Require(start, values.Length, 1, Targets);
        var (subject, first) = windows[row];
        for (var i = 0; i < values.Length; i++)
        {
            subjects[subject].Read((first + start + i) * Every, Signals, 1, values.Slice(i, 1));
        }
    }
}
