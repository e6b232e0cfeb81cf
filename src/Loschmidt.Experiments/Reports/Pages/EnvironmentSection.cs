using Loschmidt.Experiments.Figures;

namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>Computer and clocks: what differs between two runs of the same bits.</summary>
internal static class EnvironmentSection
{
    public static void Write(HtmlWriter html, RunStory story, Computer computer) =>
        Page.Section(html, Page.Environment, "Environment and times", _ =>
        {
            var facts = new List<(string, Action<HtmlWriter>)>();
            if (story.Summary.Created is { } created)
            {
                facts.Add(("began", Page.Cell(created.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'"))));
            }

            if (story.Summary.Seconds is { } seconds)
            {
                facts.Add(("computing time", Page.Cell(Units.Duration(seconds))));
            }

            if (story.PeakBytes is > 0 and var bytes)
            {
                facts.Add(("peak memory", Page.Cell($"{Units.Bytes(bytes)} above the level before the first step")));
            }

            if (story.Build is { Length: > 0 } build)
            {
                facts.Add(("trained by", Page.Cell(build)));
            }

            Page.Facts(html, [.. facts, .. Of(computer)]);
            if (BetweenEvaluations(story) is { } chart)
            {
                html.Picture(chart);
            }
        });

    /// <summary>The computer that wrote the page.</summary>
    public static IEnumerable<(string, Action<HtmlWriter>)> Of(Computer computer)
    {
        yield return ("report by", Page.Cell($"loschmidt {computer.Version}, {computer.Dotnet}"));
        yield return ("processor", Page.Cell($"{computer.Processor}, {computer.Cores} cores, vectors of {computer.VectorBits} bits"));
        yield return ("system", Page.Cell(computer.System));
    }

    private static LineChart? BetweenEvaluations(RunStory story)
    {
        var steps = new List<double>();
        var spans = new List<double>();
        for (var i = 1; i < story.Timings.Count; i++)
        {
            // A run that was killed does again what its newest checkpoint had not seen: its clock steps back.
            var span = story.Timings[i]["seconds"] - story.Timings[i - 1]["seconds"];
            if (span > 0)
            {
                steps.Add(story.Timings[i].Step);
                spans.Add(span);
            }
        }

        return spans.Count < 2 ? null : new LineChart
        {
            Title = "Time from evaluation to evaluation", X = new Axis("step"), Y = new Axis("time", "s"), Height = 240,
            Series = [new Series("", [.. steps], [.. spans], SeriesStyle.Marked)],
        };
    }
}
