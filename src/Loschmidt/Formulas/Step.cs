namespace Loschmidt.Formulas;

/// <summary>One step of a program before it has registers: an operation, or a product that is added at once, or a sine with its cosine.</summary>
/// <param name="Operation">What is done.</param>
/// <param name="Fusion">How a product is added; null where none is.</param>
/// <param name="Target">Node of the result.</param>
/// <param name="Second">Node of the cosine beside a sine; −1 for none.</param>
/// <param name="A">First operand.</param>
/// <param name="B">Second operand; −1 for none.</param>
/// <param name="C">What is added to a product; −1 for none.</param>
internal readonly record struct Step(Operation Operation, Fusion? Fusion, int Target, int Second, int A, int B = -1, int C = -1);
