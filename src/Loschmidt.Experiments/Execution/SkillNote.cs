using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Execution;

/// <summary>Says what a negative skill means and what helps.</summary>
internal static class SkillNote
{
    /// <summary>One line where the forecast is worse than the naive one; null where none is.</summary>
    /// <param name="figures">Figures by name.</param>
    /// <param name="data">What was forecast.</param>
    public static string? Of(IReadOnlyDictionary<string, double> figures, DataSettings data)
    {
        foreach (var name in (string[])["testSkill", "validationSkill", "skill"])
        {
            if (figures.TryGetValue(name, out var skill))
            {
                return !(skill < 0)
                    ? null
                    : $"{Units.Words(name)} {Units.Number(skill)} is negative: saying that nothing changes would cost less than this forecast; "
                    + (data.Differences is true || data.Set != DataSetKind.SeriesFile
                        ? "more training.steps, another training.optimiser.rate or a longer data.window may help"
                        : "where the series has a trend, data.differences: true helps, otherwise more training.steps, another "
                        + "training.optimiser.rate or a longer data.window");
            }
        }

        return null;
    }
}
