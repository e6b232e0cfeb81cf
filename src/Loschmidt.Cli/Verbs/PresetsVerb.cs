using System.CommandLine;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt presets</c>: the experiments that come with the program.</summary>
internal static class PresetsVerb
{
    public static Command Create(Context context)
    {
        var name = new Argument<string>("name") { Description = "Its name." };
        var schemaFile = new Option<string?>("--schema")
        {
            Description = "Begin with the line that tells editors where the schema is: a URL, or a path relative to where "
                + "you save the preset.",
            HelpName = "FILE",
        };
        var show = new Command("show", "Print a preset's YAML, ready to be edited.") { name, schemaFile };
        show.SetAction(parse =>
        {
            var preset = parse.GetRequiredValue(name);
            var text = Hint(parse.GetValue(schemaFile)) + Presets.Text(preset);
            context.Print(parse, new PresetText(preset, SummaryOf(text), text), writer => writer.Write(text));
            return ExitCode.Done;
        });

        var platform = new Command("platform", "Print a platform's YAML for 'loschmidt latency --platform', ready to be edited.") { name };
        platform.SetAction(parse =>
        {
            var (called, text) = (parse.GetRequiredValue(name), PlatformFile.Text(parse.GetRequiredValue(name)));
            context.Print(parse, new PresetText(called, SummaryOf(text), text), writer => writer.Write(text));
            return ExitCode.Done;
        });

        var schema = new Command("schema", "Print the JSON schema of experiment files, for editors.");
        schema.SetAction(_ =>
        {
            context.Terminal.Out.Write(ExperimentJsonSchema.Text(MachineFactory.Kinds));
            return ExitCode.Done;
        });

        var command = new Command("presets", "List the experiments that come with the program, or show one.")
        {
            show, platform, schema,
        };
        command.SetAction(parse =>
        {
            var list = new PresetList([.. Presets.List().Select(n =>
                new PresetSummary(n, SummaryOf(Presets.Text(n))))]);
            context.Print(parse, list, writer =>
            {
                var width = list.Presets.Select(p => p.Name.Length).DefaultIfEmpty().Max();
                foreach (var preset in list.Presets)
                {
                    writer.WriteLine($"{preset.Name.PadRight(width)}  {preset.Description}");
                }
            });
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The comment by which editors find a schema.</summary>
    /// <remarks>Only on demand: where the schema lies, and where the preset will be saved, the user alone
    /// knows.</remarks>
    private static string Hint(string? schema) => schema switch
    {
        null => "",
        _ when schema.Any(char.IsControl) || schema.Trim().Length == 0 =>
            throw new UsageException("--schema expects a path or a URL on one line"),
        _ => $"# yaml-language-server: $schema={schema}\n",
    };

    /// <summary>The value of the top-level key <c>description</c>; a test keeps it on one line in every
    /// preset.</summary>
    /// <remarks>Binding every preset only to list them would take longer than everything else that listing
    /// does.</remarks>
    private static string SummaryOf(string yaml)
    {
        const string Key = "description:";
        var line = yaml.Split('\n').FirstOrDefault(l => l.StartsWith(Key, StringComparison.Ordinal));
        return line is null ? "" : line[Key.Length..].Trim().Trim('"', '\'');
    }
}

/// <summary>What <c>presets --json</c> prints.</summary>
internal sealed record PresetList(IReadOnlyList<PresetSummary> Presets);

/// <summary>A preset in one line.</summary>
internal sealed record PresetSummary(string Name, string Description);

/// <summary>What <c>presets show --json</c> prints.</summary>
internal sealed record PresetText(string Name, string Description, string Yaml);
