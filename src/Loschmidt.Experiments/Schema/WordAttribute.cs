namespace Loschmidt.Experiments.Schema;

/// <summary>Lets a number be written as a word, such as <c>complete</c> for an infinite time.</summary>
/// <param name="word">The word.</param>
/// <param name="value">The number it stands for; it need not lie in the range that figures are held to.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WordAttribute(string word, double value) : Attribute
{
    /// <summary>The word.</summary>
    public string Word { get; } = word;

    /// <summary>The number it stands for.</summary>
    public double Value { get; } = value;
}
