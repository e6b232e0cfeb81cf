using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Loschmidt.Imperfections;
using Loschmidt.Learning;

namespace Loschmidt.Experiments.Schema;

/// <summary>An experiment: which machine, on which data, trained how; everything a run depends on.</summary>
/// <remarks>The records are the schema: keys in YAML are the property names in camelCase, words are enumeration names
/// in kebab-case.</remarks>
public sealed record Experiment
{
    /// <summary>Short name in lower case, part of run folders' names.</summary>
    [Description("Short name in lower case; part of the run folder's name.")]
    [RegularExpression("[a-z0-9][a-z0-9.-]{0,63}",
        ErrorMessage = "expects a short name of lower-case letters, digits, dots and hyphens")]
    public required string Name { get; init; }

    /// <summary>One sentence for people.</summary>
    [Description("What it shows, in one sentence.")]
    public string? Description { get; init; }

    /// <summary>Settings of the machine; its type decides which machine is built.</summary>
    [Description("The machine; its key 'kind' says which.")]
    public required object Machine { get; init; }

    /// <summary>What θ is made of; of itself, a free particle, where null.</summary>
    [Description("What the parameters are made of; free particles without it.")]
    public MatterSettings? Learning { get; init; }

    /// <summary>What separates the machine that learns from its equations; ideal where null.</summary>
    [Description("What separates the machine from its equations, seam by seam; nothing without it.")]
    public ImperfectionSettings? Imperfections { get; init; }

    /// <summary>Whether it stands on a table, and how well is measured there; null leaves its inside open to the computer.</summary>
    [Description("Drives the machine through a laboratory's verbs alone, one sample at a time.")]
    public DeviceSettings? Device { get; init; }

    /// <summary>What it learns from.</summary>
    [Description("The data it learns from.")]
    public required DataSettings Data { get; init; }

    /// <summary>How it learns.</summary>
    [Description("How it is trained.")]
    public TrainingSettings Training { get; init; } = new();

    /// <summary>Names every random stream of the run.</summary>
    [Description("Seed of every random stream.")]
    public ulong Seed { get; init; } = 1;

    /// <summary>Which variants <c>loschmidt sweep</c> trains; <c>train</c> leaves it alone.</summary>
    [Description("Which variants 'loschmidt sweep' trains.")]
    public SweepSettings? Sweep { get; init; }

    /// <summary>What a run should reach, for comparison.</summary>
    [Description("What a run should reach.")]
    public ExpectedOutcome? Expected { get; init; }

    /// <summary>Overrides that make a short run of it.</summary>
    [Description("Overrides applied by --quick; keys nested or with dots.")]
    public OverrideBlock? Quick { get; init; }
}
