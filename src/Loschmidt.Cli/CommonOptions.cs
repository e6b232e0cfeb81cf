using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Cli;

/// <summary>Options that several verbs share, and the rules for what they accept.</summary>
internal static class CommonOptions
{
    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Print exactly one JSON document on standard output, everything else on standard error.",
        Recursive = true,
    };

    public static readonly Option<string?> Data = new("--data")
    {
        Description = "Folder with the data sets (else LOSCHMIDT_DATA, else the user's cache).",
        HelpName = "DIR",
        Recursive = true,
    };

    public static readonly Option<string?> Runs = new("--runs")
    {
        Description = "Folder that holds the run folders.",
        HelpName = "DIR",
        Recursive = true,
    };

    public static readonly Option<bool> Quick = new("--quick") { Description = "Apply the experiment's 'quick' overrides." };

    public static readonly Option<string[]> Set = new("--set")
    {
        Description = "Override any key of the experiment, such as training.batch=16; may be repeated.",
        HelpName = "key=value",
        DefaultValueFactory = static _ => [],
    };

    public static readonly Option<ulong?> Seed = new("--seed")
    {
        Description = "Seed of every random stream.",
        HelpName = "N",
        CustomParser = static r => Number<ulong>(r, "a whole number from 0", static _ => true),
    };

    public static readonly Option<int?> Seeds = Whole(
        "--seeds", "N", "Train with N seeds, from the experiment's upwards, side by side, and compare.", 1);

    public static readonly Option<int?> Steps = Whole("--steps", "N", "Training steps; excludes --epochs.", 0);

    public static readonly Option<int?> Epochs = Whole("--epochs", "N", "Passes over the training samples; excludes --steps.", 0);

    public static readonly Option<string?> Estimator = new("--estimator")
    {
        Description = "Where the gradient comes from, such as echo or tangent.",
        HelpName = "E",
    };

    public static readonly Option<bool> Png = new("--png") { Description = "Write PNG pictures beside the SVG ones." };

    public static readonly Option<string?> Precision = new("--precision")
    {
        Description = "Arithmetic of the field: float, double or fixed-point (machines of kicks and drifts only).",
        HelpName = "float|double|fixed-point",
        CustomParser = static r =>
        {
            var text = r.Tokens[0].Value;
            if (text is not ("float" or "double" or "fixed-point"))
            {
                r.AddError($"--precision accepts float, double or fixed-point, not '{text}'");
            }

            return text;
        },
    };

    public static readonly Option<int?> Threads = Whole("--threads", "N", "Worker threads (default: every core).", 1);

    public static readonly Option<string?> Checkpoint = new("--checkpoint")
    {
        Description = "State of the run: latest, best, or a step (default: the one the run is judged by).",
        HelpName = "latest|best|STEP",
    };

    public static readonly Option<string?> Missing = Word(
        "--missing", "previous|zero", "Of series: a missing number is the one before it, or zero (default: as in training).",
        "previous", "zero");

    public static readonly Option<string?> Header = new("--header")
    {
        Description = "Whether the first line of a table holds names: auto (default), yes or no.",
        HelpName = "auto|yes|no",
        CustomParser = static r =>
        {
            var text = r.Tokens[0].Value;
            if (text is not ("auto" or "yes" or "no"))
            {
                r.AddError($"--header accepts auto, yes or no, not '{text}'");
            }

            return text;
        },
    };

    /// <summary>What <see cref="Missing"/> says.</summary>
    public static MissingValues? OfMissing(ParseResult parse) => parse.GetValue(Missing) switch
    {
        "previous" => MissingValues.Previous,
        "zero" => MissingValues.Zero,
        _ => null,
    };

    /// <summary>Whether a table's first line holds names; null where its cells are to tell.</summary>
    public static bool? HasHeader(ParseResult parse) => parse.GetValue(Header) switch
    {
        "yes" => true,
        "no" => false,
        _ => null,
    };

    /// <summary>A preset or file to work on.</summary>
    public static Argument<string> Source() => new("experiment")
    {
        Description = "A preset's name (see 'loschmidt presets') or the path of an experiment file.",
        HelpName = "preset|file",
    };

    /// <summary>An option that takes a whole number with a smallest value.</summary>
    public static Option<int?> Whole(string name, string helpName, string description, int minimum) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = r => Number<int>(r, $"a whole number from {minimum}", value => value >= minimum),
    };

    /// <summary>An option that takes a number, within bounds where they are given.</summary>
    public static Option<double?> Real(
        string name, string helpName, string description, double minimum = double.NegativeInfinity, double maximum = double.PositiveInfinity)
    {
        var from = double.IsFinite(minimum) ? string.Create(CultureInfo.InvariantCulture, $" from {minimum}") : "";
        var to = double.IsFinite(maximum) ? string.Create(CultureInfo.InvariantCulture, $" up to {maximum}") : "";
        return new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = r => Number<double>(
                r, $"a number{from}{to}", value => double.IsFinite(value) && value >= minimum && value <= maximum),
        };
    }

    /// <summary>An option that takes one of a few words.</summary>
    public static Option<string?> Word(string name, string helpName, string description, params string[] words) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = r =>
        {
            var text = r.Tokens[0].Value;
            if (!words.Contains(text))
                r.AddError($"{name} expects one of {string.Join(", ", words)}, not '{text}'");
            return text;
        },
    };

    private static TNumber? Number<TNumber>(ArgumentResult result, string expected, Func<TNumber, bool> accepts)
        where TNumber : struct, INumber<TNumber>, IMinMaxValue<TNumber>
    {
        var text = result.Tokens[0].Value;
        if (TNumber.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && accepts(value))
        {
            return value;
        }

        var name = (result.Parent as OptionResult)?.Option.Name ?? result.Argument.Name;
        var tooLarge = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= double.CreateChecked(TNumber.MaxValue);
        var most = tooLarge ? string.Create(CultureInfo.InvariantCulture, $" to {TNumber.MaxValue}") : "";
        result.AddError($"{name} expects {expected}{most}, not '{text}'");
        return null;
    }
}
