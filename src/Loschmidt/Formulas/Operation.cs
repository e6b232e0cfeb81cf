namespace Loschmidt.Formulas;

/// <summary>What a node of an expression does.</summary>
internal enum Operation : byte
{
    Constant,
    Variable,
    Add,
    Subtract,
    Multiply,
    Divide,
    Negate,
    Power,
    Sin,
    Cos,
    Exp,
    Log,
    Sqrt,
    Tanh,
    Sinh,
    Cosh,
    Sech,
}
