using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Composition;

/// <summary>Reads the experiment a verb was asked for, with the options of the command line as the last overrides.</summary>
internal static class RequestedExperiment
{
    /// <summary>Reads it.</summary>
    /// <param name="source">Preset or file.</param>
    /// <param name="quick">Whether the quick block applies.</param>
    /// <param name="sets">What <c>--set</c> said.</param>
    /// <param name="options">Key, value and option of every other override; entries with a null value are skipped.</param>
    /// <exception cref="ExperimentException">Anything is wrong.</exception>
    public static Experiment Load(
        string source, bool quick, IEnumerable<string> sets, params ReadOnlySpan<(string Key, object? Value, string Option)> options)
    {
        var settings = sets.Select(Setting.Parse).ToList();
        foreach (var (key, value, option) in options)
        {
            if (value is not null)
            {
                settings.Add(new Setting(key, value.ToString()!, $"{option} {value}"));
            }
        }

        return ExperimentFile.Load(source, settings, quick, MachineFactory.Kinds);
    }
}
