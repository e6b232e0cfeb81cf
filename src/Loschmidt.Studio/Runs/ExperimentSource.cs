using System.Text.RegularExpressions;
using Loschmidt.Devices.Wire;
using Loschmidt.Experiments;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Studio.Runs;

/// <summary>Looks at an experiment before a process is started for it.</summary>
internal static partial class ExperimentSource
{
    private const int LongestText = 1 << 18;

    /// <summary>Refuses what could not be trained, or what a page has no business to start.</summary>
    /// <param name="request">What is to be trained.</param>
    /// <exception cref="InputException">It is at fault; all problems of an experiment are listed.</exception>
    public static void Check(StartRequest request)
    {
        if ((request.Source is null) == (request.Yaml is null))
            throw new StudioException("a training needs either 'source', a preset's name, or 'yaml', an experiment's text");
        if (request.Source is { } source && !Presets.List().Contains(source))
            throw new StudioException($"'{OneLine.Of(source)}' is no preset; the studio reads no files by their paths, send the experiment's text as 'yaml'");
        if (request.Yaml is { Length: > LongestText })
            throw new StudioException($"an experiment of more than {LongestText} letters is none");
        Setting[] sets = [.. (request.Sets ?? []).Select(Read)];
        var experiment = ExperimentFile.Parse(
            request.Yaml ?? Presets.Text(request.Source!), request.Source ?? "experiment", sets, request.Quick, MachineFactory.Kinds);

        // Its settings name a command: whoever reaches this page could have any program started.
        if (experiment.Machine is WireSettings)
            throw new StudioException("a machine of kind 'device' is trained on the command line, where its own command is started: loschmidt train FILE");
    }

    private static Setting Read(string set) => SetForm().IsMatch(set)
        ? Setting.Parse(set)
        : throw new StudioException($"'{OneLine.Of(set)}' is no setting; they read key=value, such as training.batch=16");

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_.\[\]-]*=[^\r\n\0]*$", RegexOptions.None, 1000)]
    private static partial Regex SetForm();
}
