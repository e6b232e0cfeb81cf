using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>What was to be trained.</summary>
internal static class PlanSection
{
    public static void Write(HtmlWriter html, SweepStory story) => Page.Section(html, "plan", "Plan", _ =>
    {
        var sweep = story.Experiment.Sweep!;
        var facts = new List<(string, Action<HtmlWriter>)>
        {
            ("jobs", Page.Cell($"{story.Jobs.Count}: variants × seeds = {story.Variants.Count} × {story.Seeds.Count}")),
            ("seeds", Page.Cell(string.Join(", ", story.Seeds))),
            ("compared by", Page.Cell($"{Units.Words(story.Metric)}, {(story.LargerIsBetter ? "larger" : "smaller")} is better")),
        };
        if (sweep.Keys is { Values.Count: > 0 } keys)
        {
            facts.Add(("points", Page.Cell(ValueTypes.Word(sweep.Method) + (sweep.Points is { } points ? $", {points}" : ""))));

            // A quick block may say a key again: the last one counts.
            facts.AddRange(keys.Values.GroupBy(value => value.Key, StringComparer.Ordinal).Select(value =>
                (value.Key, Page.Code(value.Last().Value))));
        }

        foreach (var (name, overrides) in sweep.Cases?.Cases ?? [])
        {
            facts.Add(($"case {name}", Page.Code(
                overrides.Values.Count == 0 ? "as it is" : string.Join(", ", overrides.Values.Select(value => $"{value.Key}={value.Value}")))));
        }

        Page.Facts(html, facts);
        using (html.In("details"))
        {
            html.Element("summary", "the whole sweep.yaml").Element("pre", story.Yaml.ReplaceLineEndings("\n"));
        }
    });
}
