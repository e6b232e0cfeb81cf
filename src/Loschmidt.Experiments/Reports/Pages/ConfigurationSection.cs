namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>What was set: first what differs from the preset, then everything.</summary>
internal static class ConfigurationSection
{
    public static void Write(HtmlWriter html, RunStory story)
    {
        if (story.Yaml is not { } yaml)
        {
            return;
        }

        Page.Section(html, "configuration", "Configuration", _ =>
        {
            if (story.Preset is not { } preset)
            {
                html.Paragraph("An experiment of its own: no preset has its name.");
            }
            else if (story.Differences.Count == 0)
            {
                html.Paragraph($"The preset {preset}, as it is.");
            }
            else
            {
                html.Paragraph($"The preset {preset}, except:").Table(
                    ["key", "here", $"in {preset}"],
                    story.Differences.Select(one => new[]
                    {
                        Page.Code(one.Key), Page.Code(one.Here ?? "–"), Page.Code(one.There ?? "–"),
                    }));
            }

            using (html.In("details"))
            {
                html.Element("summary", "the whole experiment.yaml").Element("pre", yaml.ReplaceLineEndings("\n"));
            }
        });
    }
}
