using System.Globalization;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Lab;

/// <summary>What a link of the echo lab asks for, judged: a machine, its knobs, and how finely it is filmed.</summary>
internal sealed class LabQuery
{
    /// <summary>Most characters of a text, so that every link fits into a line of a request.</summary>
    public const int LongestText = 1000;

    /// <summary>Most pictures of one pass.</summary>
    public const int MostFrames = 401;

    private const int UsualFrames = 101;

    private readonly Dictionary<string, double> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    private LabQuery(LabMachine machine, IQueryCollection query)
    {
        Machine = machine;
        Frames = FramesOf(query["frames"].ToString());
        foreach (var (name, values) in query)
        {
            if (name is not ("machine" or "frames"))
                Take(name, values.Count == 1 ? values.ToString() : throw new StudioException($"{Shown(name)} is given {values.Count} times; once is enough"));
        }

        var settings = Settings();
        Experiment = ExperimentFile.Load(machine.Preset, settings, quick: false, MachineFactory.Kinds);
        Command = CommandOf(machine, settings, Sample);
    }

    /// <summary>Which machine.</summary>
    public LabMachine Machine { get; }

    /// <summary>Pictures of one pass at most.</summary>
    public int Frames { get; }

    /// <summary>ε.</summary>
    public double Epsilon => this["epsilon"];

    /// <summary>Which sample, from 0.</summary>
    public int Sample => Machine.Find("sample") is null ? 0 : (int)this["sample"];

    /// <summary>The experiment that it comes to.</summary>
    public Experiment Experiment { get; }

    /// <summary>The same on the command line.</summary>
    public string Command { get; }

    /// <summary>Numbers of all knobs, in their order.</summary>
    public IEnumerable<(LabKnob Knob, double Value)> Numbers => Machine.Knobs.Where(knob => knob.Scale != "text").Select(knob => (knob, this[knob.Name]));

    /// <summary>A knob's number.</summary>
    public double this[string knob] => _numbers.TryGetValue(knob, out var value) ? value : Machine.Find(knob)!.Default;

    /// <summary>Reads a query.</summary>
    /// <param name="query">Of the link.</param>
    /// <exception cref="StudioException">A word is unknown, or a value out of range.</exception>
    /// <exception cref="ExperimentException">What it comes to is no machine; of a formula, says at which character.</exception>
    public static LabQuery Read(IQueryCollection query) => new(MachineOf(query["machine"].ToString()), query);

    private void Take(string name, string text)
    {
        var knob = Machine.Find(name) ?? throw new StudioException(
            $"'{Shown(name)}' is nothing of {Machine.Name}; it has {string.Join(", ", Machine.Knobs.Select(one => one.Name))}, frames");
        if (knob.Scale == "text")
            _texts[name] = TextOf(knob, text);
        else
            _numbers[name] = NumberOf(knob, text);
    }

    private static LabMachine MachineOf(string name) => LabCatalog.Machines.FirstOrDefault(machine => machine.Name == name)
        ?? throw new StudioException($"machine '{Shown(name)}' is not in the lab; it has {string.Join(", ", LabCatalog.Machines.Select(machine => machine.Name))}");

    private static double NumberOf(LabKnob knob, string text)
    {
        var low = knob.Scale == "log-zero" ? 0 : knob.From;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !(value >= low && value <= knob.To)
            || (knob.Scale == "whole" && value != Math.Floor(value)))
        {
            var kind = knob.Scale == "whole" ? "a whole number" : "a number";
            throw new StudioException(string.Create(CultureInfo.InvariantCulture, $"{knob.Name} = '{Shown(text)}' is not {kind} from {low:R} to {knob.To:R}"));
        }

        return value;
    }

    private static string TextOf(LabKnob knob, string text) =>
        text.Length > LongestText ? throw new StudioException($"{knob.Name} has {text.Length} characters; the lab reads {LongestText} (an experiment file, 4096)")
        : text.Any(char.IsControl) ? throw new StudioException($"{knob.Name} has a control character in it; write it in one line")
        : text;

    private static int FramesOf(string text) => text.Length == 0 ? UsualFrames
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var frames) && frames is >= 2 and <= MostFrames ? frames
        : throw new StudioException($"frames = '{Shown(text)}' is not a whole number from 2 to {MostFrames}");

    // Only what differs from the preset, so that the command line says what was changed.
    private List<Setting> Settings()
    {
        var settings = new List<Setting>();
        foreach (var knob in Machine.Knobs)
        {
            if (_texts.TryGetValue(knob.Name, out var text) && text != knob.Text)
                settings.Add(new Setting(knob.Setting, knob.Name == "parameters" ? LabParameters.Yaml(text) : Quoted(text), knob.Label));
            else if (knob.Scale != "text" && knob.Name != "sample" && this[knob.Name] is var value && value != knob.Default)
                settings.Add(new Setting(knob.Setting, value.ToString("R", CultureInfo.InvariantCulture), knob.Label));
        }

        return settings;
    }

    private static string CommandOf(LabMachine machine, List<Setting> settings, int sample)
    {
        var sets = settings.Select(setting => setting.Key == "seed" ? $" --seed {setting.Value}" : $" --set {Told(setting)}");
        return $"loschmidt simulate {machine.Preset}{string.Concat(sets)}{(machine.Find("sample") is null ? "" : $" --sample {sample}")}";
    }

    private static string Told(Setting setting) => setting.Value.AsSpan().ContainsAny("\"{ ")
        ? $"'{setting.Key}={setting.Value.Replace("'", "'\\''", StringComparison.Ordinal)}'" : $"{setting.Key}={setting.Value}";

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    internal static string Shown(string text) => ScalarNode.Printable(text.Length > 60 ? text[..60] + "..." : text);
}
