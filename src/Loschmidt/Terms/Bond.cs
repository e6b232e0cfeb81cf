namespace Loschmidt.Terms;

/// <summary>Two sites that feel each other.</summary>
/// <param name="From">The site whose q an energy W(a, b) gets as a.</param>
/// <param name="To">The site whose q it gets as b.</param>
public readonly record struct Bond(int From, int To);
