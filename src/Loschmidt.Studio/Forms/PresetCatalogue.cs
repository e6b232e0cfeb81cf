using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Studio.Forms;

/// <summary>The experiments that come with the program, as a form offers them.</summary>
internal static class PresetCatalogue
{
    private static readonly Lazy<PresetList> Known = new(static () => new PresetList([.. Presets.List().Select(Summary)]));

    /// <summary>All of them, read once.</summary>
    public static PresetList List => Known.Value;

    /// <summary>One of them.</summary>
    /// <exception cref="ExperimentException">There is none of this name.</exception>
    public static PresetText Text(string name)
    {
        var text = Presets.Text(name);
        return new PresetText(name, Summary(name).Description, text);
    }

    /// <summary>Whether a preset, and no file, has this name.</summary>
    public static bool Has(string name) => Presets.List().Contains(name, StringComparer.Ordinal);

    private static PresetSummary Summary(string name)
    {
        var experiment = ExperimentFile.Parse(Presets.Text(name), name, [], quick: false, MachineFactory.Kinds);
        return new PresetSummary(
            name, experiment.Description ?? "", MachineFactory.Kinds.KindOf(experiment.Machine), ValueTypes.Word(experiment.Data.Set),
            ValueTypes.Word(experiment.Training.Estimator), experiment.Expected?.Seconds, experiment.Quick is not null);
    }
}

/// <summary>The presets in alphabetical order.</summary>
internal sealed record PresetList(IReadOnlyList<PresetSummary> Presets);

/// <summary>A preset in one line.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it shows.</param>
/// <param name="Kind">Kind of its machine.</param>
/// <param name="Set">Its data.</param>
/// <param name="Estimator">Where its gradient comes from.</param>
/// <param name="Seconds">Seconds it takes on two cores; null where nobody said.</param>
/// <param name="Quick">Whether it has a short form.</param>
internal sealed record PresetSummary(string Name, string Description, string Kind, string Set, string Estimator, double? Seconds, bool Quick);

/// <summary>A preset's text, as <c>loschmidt presets show --json</c> prints it.</summary>
internal sealed record PresetText(string Name, string Description, string Yaml);
