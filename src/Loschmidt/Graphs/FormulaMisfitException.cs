namespace Loschmidt.Graphs;

/// <summary>A formula or parameter does not fit the machine; knows the key of the settings that is to blame.</summary>
/// <param name="key">Name of the property.</param>
/// <param name="message">What is wrong.</param>
/// <param name="innerException">A <see cref="Formulas.FormulaException"/> where a character is.</param>
internal sealed class FormulaMisfitException(string key, string message, Exception? innerException = null)
    : ArgumentException(message, innerException)
{
    public string Key { get; } = key;
}
