namespace Loschmidt.Experiments.Reports;

/// <summary>One machine in every form that a check needs.</summary>
/// <param name="Tested">The machine under test.</param>
/// <param name="Exact">The same in double and without a device around it, for the reference; may be the same object.</param>
/// <param name="Other">The machine under test in the other arithmetic; null where it has none.</param>
/// <param name="Finer">The machine under test with more time steps, by the factor: the steps and the machine; null where it has no such setting.</param>
/// <param name="Fresh">Builds the machine under test once more, with nothing reserved but what a new one reserves.</param>
internal sealed record CheckSubjects(
    CheckedMachine Tested, CheckedMachine Exact, CheckedMachine? Other, Func<int, (int Steps, CheckedMachine Machine)>? Finer, Func<CheckedMachine> Fresh)
{
    /// <summary>The form whose cost has the most digits.</summary>
    public CheckedMachine Finest => Other is { Precision: "double" } ? Other : Tested;
}
