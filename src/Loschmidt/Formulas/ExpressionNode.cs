namespace Loschmidt.Formulas;

/// <summary>One node of an expression; operands are nodes of lower number.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="A">First operand; of a variable its number.</param>
/// <param name="B">Second operand; of a power its whole exponent.</param>
/// <param name="Value">Of a constant.</param>
internal readonly record struct ExpressionNode(Operation Operation, int A = -1, int B = -1, double Value = 0)
{
    public bool HasFirst => Operation is not (Operation.Constant or Operation.Variable);

    public bool HasSecond => Operation is Operation.Add or Operation.Subtract or Operation.Multiply or Operation.Divide;
}
