namespace Loschmidt.Formulas;

/// <summary>A formula cannot be read; says at which character, and what would be accepted there.</summary>
/// <remarks>The message is one line and counts characters from 1.</remarks>
public sealed class FormulaException : ArgumentException
{
    /// <summary>Reports a problem.</summary>
    /// <param name="problem">What is wrong and what would be accepted, without the place.</param>
    /// <param name="formula">The whole text.</param>
    /// <param name="position">Index of the character at fault, from 0 to the length of the text.</param>
    /// <param name="length">Characters at fault; at least 1 unless the text ends there.</param>
    public FormulaException(string problem, string formula, int position, int length)
        : base(position < formula.Length ? $"character {position + 1}: {problem}" : $"the end, character {position + 1}: {problem}")
    {
        (Formula, Position, Length) = (formula, position, length);
    }

    /// <summary>The whole text.</summary>
    public string Formula { get; }

    /// <summary>Index of the character at fault, 0 to the length of the text.</summary>
    public int Position { get; }

    /// <summary>Characters at fault.</summary>
    public int Length { get; }
}
