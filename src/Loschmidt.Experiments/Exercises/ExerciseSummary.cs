namespace Loschmidt.Experiments.Exercises;

/// <summary>An exercise in one line.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Page">Its page in the documents.</param>
/// <param name="Questions">How many.</param>
public sealed record ExerciseSummary(int Number, string Title, string Page, int Questions);
