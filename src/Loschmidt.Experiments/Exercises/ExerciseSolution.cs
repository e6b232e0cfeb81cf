namespace Loschmidt.Experiments.Exercises;

/// <summary>An exercise with its answers, or without.</summary>
/// <param name="Exercise">Its number.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Page">Its page in the documents.</param>
/// <param name="Given">The numbers chosen.</param>
/// <param name="Answers">The computed answers by key; empty in a sheet that is to be filled.</param>
/// <param name="Sheet">The sheet as YAML.</param>
public sealed record ExerciseSolution(
    int Exercise, string Title, string Page, IReadOnlyDictionary<string, double> Given, IReadOnlyDictionary<string, double> Answers, string Sheet);
