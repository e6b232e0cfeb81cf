namespace Loschmidt.Experiments.Commands;

/// <summary>What a comparison is held against.</summary>
/// <param name="Name"><c>reservoir</c>: the machine as it was drawn and a fitted linear read-out; <c>softmax</c>: a linear classifier of the inputs.</param>
/// <param name="Accuracy">Share of right answers, mean over seeds.</param>
/// <param name="Accuracies">One a seed.</param>
/// <param name="Passes">Passes through the machine for its training samples, once; 0 where it has none.</param>
/// <param name="Remark">How it was made.</param>
public sealed record ComparedBaseline(string Name, double Accuracy, IReadOnlyList<double> Accuracies, double Passes, string Remark);
