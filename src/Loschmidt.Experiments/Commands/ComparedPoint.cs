namespace Loschmidt.Experiments.Commands;

/// <summary>A judgement on the way.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Passes">Passes through the machine so far, those of judgements not counted.</param>
/// <param name="Seconds">Wall-clock time of training so far, without judgements: of this computer and of this moment.</param>
/// <param name="Cost">Mean cost of a sample.</param>
/// <param name="Accuracy">Share of right answers; null where the task has no classes.</param>
public sealed record ComparedPoint(int Step, double Passes, double Seconds, double Cost, double? Accuracy);
