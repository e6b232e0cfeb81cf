using System.Globalization;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Exercises;

/// <summary>A student's sheet: the numbers chosen and the answers found; YAML, hence JSON too.</summary>
/// <param name="Given">A value of every number that may be chosen.</param>
/// <param name="Answers">The answers by key; a question without one has no entry.</param>
internal sealed record AnswerSheet(IReadOnlyDictionary<string, double> Given, IReadOnlyDictionary<string, double> Answers)
{
    private static readonly string[] Keys = ["exercise", "given", "answers"];

    /// <summary>The sheet of somebody who has chosen and answered nothing.</summary>
    public static AnswerSheet Empty(IExercise exercise) => new(exercise.Given.ToDictionary(one => one.Key, one => one.Default), new Dictionary<string, double>());

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="exercise">What it should answer.</param>
    /// <exception cref="ExperimentException">It cannot be read or is of another exercise; all problems, each with line and column.</exception>
    public static AnswerSheet Load(string path, IExercise exercise) =>
        Parse(ExperimentFile.ReadText(path, "sheet of answers", static _ => ""), path, exercise);

    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="source">Its name in messages.</param>
    /// <param name="exercise">What it should answer.</param>
    /// <exception cref="ExperimentException">As of <see cref="Load"/>.</exception>
    public static AnswerSheet Parse(string text, string source, IExercise exercise)
    {
        var problems = new List<ExperimentProblem>();
        var root = YamlReader.ReadDocument(text, source, problems, "a sheet is a block of keys such as 'answers:'");
        Known(root, Keys, "", problems);
        if (root.Find("exercise") is { } said && (said.Value is not ScalarNode scalar || Number(scalar) != exercise.Number))
            problems.Add(new ExperimentProblem(said.Value.Where, $"this is the sheet of exercise {said.Value.Found}, and {exercise.Number} is checked"));
        var given = exercise.Given.ToDictionary(one => one.Key, one => one.Default);
        foreach (var (entry, value) in Numbers(root, "given", exercise.Given.Select(one => one.Key), problems))
        {
            var one = exercise.Given.First(number => number.Key == entry.Key);
            if (value is null || !one.Accepts(value.Value))
                problems.Add(new ExperimentProblem(entry.Value.Where, $"given.{entry.Key} expects {one.Range}, found {entry.Value.Found}"));
            else
                given[entry.Key] = value.Value;
        }

        var answers = new Dictionary<string, double>();
        foreach (var (entry, value) in Numbers(root, "answers", exercise.Questions.Select(one => one.Key), problems))
        {
            if (value is { } number)
                answers[entry.Key] = number;
            else if (entry.Value is not ScalarNode { IsNull: true })
                problems.Add(new ExperimentProblem(entry.Value.Where, $"answers.{entry.Key} expects a number, found {entry.Value.Found}"));
        }

        if (root.Find("answers") is null)
            problems.Add(new ExperimentProblem(root.Where, $"the block 'answers' is missing; 'loschmidt exercise show {exercise.Number}' prints a sheet to be filled"));
        return problems.Count == 0
            ? new AnswerSheet(given, answers)
            : throw new ExperimentException([.. problems.OrderBy(problem => problem.Where.Line).ThenBy(problem => problem.Where.Column)]);
    }

    /// <summary>A sheet as text, with what is asked above every line.</summary>
    public string Text(IExercise exercise)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        text.WriteLine($"# {exercise.Number}. {exercise.Title}: {exercise.Page}");
        text.WriteLine($"# Choose your own numbers, fill in what you found, then: loschmidt exercise check {exercise.Number} FILE");
        text.WriteLine($"exercise: {exercise.Number}");
        text.WriteLine("given:");
        foreach (var one in exercise.Given)
            text.WriteLine($"  {one.Key}: {YamlText.Number(Given[one.Key])}  # {one.Meaning}; {one.Range}");
        text.WriteLine("answers:");
        foreach (var question in exercise.Questions)
        {
            text.WriteLine($"  # {question.Ask} ({question.Tolerance})");
            text.WriteLine($"  {question.Key}:{(Answers.TryGetValue(question.Key, out var answer) ? " " + YamlText.Number(answer) : "")}");
        }

        return text.ToString();
    }

    private static IEnumerable<(YamlEntry Entry, double? Value)> Numbers(
        MappingNode root, string key, IEnumerable<string> known, List<ExperimentProblem> problems)
    {
        switch (root.Find(key)?.Value)
        {
            case null or ScalarNode { IsNull: true }:
                return [];
            case MappingNode block:
                string[] names = [.. known];
                Known(block, names, key + ".", problems);
                return block.Entries.Where(entry => names.Contains(entry.Key)).Select(entry => (entry, Number(entry.Value)));
            case var other:
                problems.Add(new ExperimentProblem(other.Where, $"{key} expects a block of keys, found {other.Found}"));
                return [];
        }
    }

    private static void Known(MappingNode block, string[] known, string path, List<ExperimentProblem> problems)
    {
        foreach (var entry in block.Entries.Where(entry => !known.Contains(entry.Key)))
        {
            var name = ScalarNode.Printable(entry.Key);
            problems.Add(new ExperimentProblem(entry.Where, $"unknown key '{path}{name}'{NearestName.Hint(entry.Key, known)} keys: {string.Join(", ", known)}"));
        }
    }

    private static double? Number(YamlNode node) =>
        node is ScalarNode { Plain: true } scalar && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value) ? value : null;
}
