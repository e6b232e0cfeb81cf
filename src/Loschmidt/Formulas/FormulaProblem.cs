using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Formulas;

/// <summary>A broken rule of settings that lies at a character of a formula.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="member">The property that holds the formula.</param>
/// <param name="position">Index of the character.</param>
public sealed class FormulaProblem(string message, string member, int position) : ValidationResult(message, [member])
{
    /// <summary>Index of the character at fault.</summary>
    public int Position { get; } = position;
}
