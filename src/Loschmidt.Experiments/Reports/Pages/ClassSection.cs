namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>Which class was taken for which, and how sure the fraction of right answers is.</summary>
internal static class ClassSection
{
    public static void Write(HtmlWriter html, RunStory story)
    {
        if (story.Judged is not ({ } split, { Confusion: { } confusion, AccuracyInterval: { } interval } judged))
        {
            return;
        }

        Page.Section(html, "classes", "Answers", _ =>
        {
            using (html.In("p"))
            {
                html.Text($"{judged.Correct} of {judged.Samples} {split} samples right: ").Metric(Named(split), judged.Accuracy!.Value)
                    .Text($" ({100 * interval.Low:0.##} % to {100 * interval.High:0.##} % for endlessly many such samples, at 95 %).");
            }

            if (judged.Undecided > 0)
            {
                html.Paragraph($"{judged.Undecided} without an answer, because two outputs were equally bright.");
            }

            html.Element("p", "Rows: the right class. Columns: the answer.", ("class", "quiet"));
            using (html.In("div", ("class", "scroll")))
            using (html.In("table", ("class", "confusion")))
            {
                using (html.In("tr"))
                {
                    html.Element("th", "");
                    for (var answer = 0; answer < confusion[0].Count; answer++)
                    {
                        html.Element("th", $"{answer}", ("scope", "col"));
                    }
                }

                for (var truth = 0; truth < confusion.Count; truth++)
                {
                    using (html.In("tr"))
                    {
                        html.Element("th", $"{truth}", ("scope", "row"));
                        for (var answer = 0; answer < confusion[truth].Count; answer++)
                        {
                            html.Element("td", $"{confusion[truth][answer]}", ("class", truth == answer ? "right" : "wrong"));
                        }
                    }
                }
            }
        });
    }

    private static string Named(string split) => split == "training" ? "accuracy" : split + "Accuracy";
}
