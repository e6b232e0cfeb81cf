using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>What to type to get this run again, to go on with it, to judge it.</summary>
internal static class CommandSection
{
    private const int MostSettings = 12;

    public static void Write(HtmlWriter html, RunStory story)
    {
        var name = Quoted(story.Name);
        var facts = new List<(string, Action<HtmlWriter>)>();
        if (FromPreset(story) is { } again)
        {
            facts.Add(("the same from the preset", Page.Code(again)));
        }

        facts.Add(("the same from this folder", Page.Code("loschmidt train experiment.yaml")));
        if (story.Summary.Status is not RunStatus.Finished)
        {
            facts.Add(("go on", Page.Code($"loschmidt train --resume {name}")));
        }

        facts.Add(("judge", Page.Code($"loschmidt evaluate {name}")));
        facts.Add(("this page again", Page.Code($"loschmidt runs report {name}")));
        Page.Section(html, "commands", "Commands", _ => Page.Facts(html, facts));
    }

    private static string? FromPreset(RunStory story) =>
        story.Preset is { } preset && story.Differences.Count <= MostSettings && story.Differences.All(one => one.Here is not null)
            ? string.Join(' ', [$"loschmidt train {preset}", .. story.Differences.Select(one => one.Key == "seed"
                ? $"--seed {one.Here}" : $"--set {Quoted($"{one.Key}={one.Here}")}")])
            : null;

    /// <summary>A word of a command, as shells of every kind read it.</summary>
    private static string Quoted(string word) =>
        word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '/' or '=' or ',' or '+')
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
