using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Execution;

/// <summary>The figures of one evaluation, by the names of the command line's JSON, in a fixed order.</summary>
/// <param name="blocks">Replicas that run forward.</param>
/// <param name="data">The splits.</param>
internal sealed class Judgement(LaneBlocks blocks, DataSplits data)
{
    // Data sets up to this size are evaluated whole while training; larger ones only through their validation split.
    private const int SmallSet = 1024;

    private readonly Evaluator _evaluator = new(blocks);

    /// <summary>The newest evaluation of the split that says most: test, else validation, else training; null before any.</summary>
    public (string Split, Evaluation Evaluation)? Newest { get; private set; }

    /// <summary>Figures of the training samples (all of few, the window's mean of many) and of the validation split.</summary>
    /// <param name="theta">θ.</param>
    /// <param name="windowCost">Mean cost of the steps since the last evaluation; null where there were none.</param>
    public List<(string Name, double Value)> During(ReadOnlySpan<double> theta, double? windowCost)
    {
        var figures = new List<(string, double)>();
        if (data.Train.Count <= SmallSet)
        {
            Add(figures, "", _evaluator.Evaluate(theta, data.Train));
        }
        else if (windowCost is { } cost)
        {
            figures.Add(("cost", cost));
        }

        if (data.Validation is { } validation)
        {
            Add(figures, "validation", _evaluator.Evaluate(theta, validation));
        }

        return figures;
    }

    /// <summary>Figures of the test split, which is read here; empty where the task has none.</summary>
    public List<(string Name, double Value)> Test(ReadOnlySpan<double> theta)
    {
        var figures = new List<(string, double)>();
        if (data.Test is { } test)
        {
            Add(figures, "test", _evaluator.Evaluate(theta, test.Value));
        }

        return figures;
    }

    private void Add(List<(string Name, double Value)> figures, string split, Evaluation evaluation)
    {
        Newest = (split.Length == 0 ? "training" : split, evaluation);
        figures.Add((Named(split, "cost"), evaluation.Cost));
        if (evaluation.Accuracy is { } accuracy)
        {
            figures.Add((Named(split, "accuracy"), accuracy));
        }

        figures.AddRange(evaluation.Grades.Select(grade => (Named(split, grade.Name), grade.Value)));
        if (evaluation.NaiveCost is { } naive)
        {
            figures.Add((Named(split, "naiveCost"), naive));
        }

        if (evaluation.Skill is { } skill)
        {
            figures.Add((Named(split, "skill"), skill));
        }

        if (split.Length == 0 && evaluation.WorstContrast is { } contrast)
        {
            figures.Add(("worstContrast", contrast));
        }
    }

    private static string Named(string split, string figure) =>
        split.Length == 0 ? figure : split + char.ToUpperInvariant(figure[0]) + figure[1..];
}
